"""The bundled example pages: their form, not what Wiredesk finds in them."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import trafilatura

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGES = sorted((EXAMPLES / "iran-pakistan-2024").glob("*.html"))
IDENTITY = re.compile(r"(2024-01-\d\d)-([a-z]+(?:-[a-z]+)+)")
INVENTED = "an invented outlet made for Wiredesk's examples"
LENGTHS = range(180, 421)  # words of a short news report
VOID = {"meta", "link", "input", "br", "hr"}


class Page(HTMLParser):
    """The elements of a page; ``faults`` names end tags that close no open element and elements left open."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.faults: list[str] = []
        self.scripts: list[str] = []
        self.feed(source)
        self.close()
        self.faults += [f"<{tag}> left open" for tag in self.stack]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.stack and self.stack[-1] == tag:
            self.stack.pop()
        else:
            self.faults.append(f"</{tag}> at line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] == "script":
            self.scripts.append(data)


@cache
def source_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def text_of(path: Path) -> str:
    return trafilatura.extract(source_of(path), include_comments=False) or ""


def shingles(text: str, size: int = 5) -> set[tuple[str, ...]]:
    """Runs of ``size`` words in lower case, punctuation left out (editors change quotation marks)."""
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[n:] for n in range(size)), strict=False))


def contained(part: Path, whole: Path) -> float:
    """The share of the shingles of ``part`` that ``whole`` has too (Broder's containment)."""
    wanted = shingles(text_of(part))
    return len(wanted & shingles(text_of(whole))) / len(wanted)


every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


def test_there_are_twelve_pages() -> None:
    assert len(PAGES) == 12


@every_page
def test_the_name_sorts_by_date_and_outlet(path: Path) -> None:
    assert IDENTITY.fullmatch(path.stem)


@every_page
def test_the_page_is_well_formed(path: Path) -> None:
    page = Page(source_of(path))
    assert page.faults == []
    assert source_of(path).lower().startswith("<!doctype html>")
    assert [tag for tag, _ in page.starts].count("h1") == 1
    assert (dict(page.starts)["html"].get("lang") or "").startswith("en")


@every_page
def test_nothing_runs_and_nothing_is_loaded(path: Path) -> None:
    page = Page(source_of(path))
    kinds = {attrs.get("type") for tag, attrs in page.starts if tag == "script"}
    assert kinds <= {"application/ld+json"}
    assert not {"img", "iframe", "video", "object", "embed"} & {tag for tag, _ in page.starts}
    assert not any(name == "src" or name.startswith("on") for _, attrs in page.starts for name in attrs)
    for script in page.scripts:
        json.loads(script)


@every_page
def test_addresses_lead_nowhere(path: Path) -> None:
    hosts = re.findall(r"https?://([^/\"\s<]+)", source_of(path))
    assert all(host.endswith(".example") or host == "schema.org" for host in hosts)  # RFC 2606


@every_page
def test_the_footer_says_that_the_outlet_is_invented(path: Path) -> None:
    assert source_of(path).count(INVENTED) == 1
    assert INVENTED not in text_of(path)


@every_page
def test_the_article_can_be_read(path: Path) -> None:
    known = trafilatura.extract_metadata(source_of(path))
    match = IDENTITY.fullmatch(path.stem)
    assert match is not None
    assert known.date == match[1]
    assert known.title and known.title in source_of(path)
    assert len(text_of(path).split()) in LENGTHS


@every_page
def test_the_name_is_the_outlet(path: Path) -> None:
    match = IDENTITY.fullmatch(path.stem)
    assert match is not None
    assert match[2].replace("-", " ") in source_of(path).lower()


def test_one_report_is_a_wire_copy_and_the_others_are_not() -> None:
    near = [(a.stem, b.stem) for a in PAGES for b in PAGES if a != b and contained(a, b) > 0.15]
    copy, original = "2024-01-17-harbour-post", "2024-01-17-meridian-wire"
    assert sorted(near) == [(copy, original), (original, copy)]
    assert contained(*(p for name in (copy, original) for p in PAGES if p.stem == name)) > 0.95


def test_metadata_differs() -> None:
    forms = {
        tuple(mark in source_of(path) for mark in ("ld+json", "og:", 'name="author"', "<time", "DC.", "itemprop"))
        for path in PAGES
    }
    assert len(forms) >= 6


def test_the_readme_names_every_file_once() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    files = [path.name for path in EXAMPLES.rglob("*") if path.is_file() and path.name != "README.md"]
    assert [name for name in files if readme.count(f"| `{name}` |") != 1] == []
    assert set(re.findall(r"^\| `([^`]+)` \|", readme, re.MULTILINE)) <= set(files)


def test_the_table_has_three_rows_with_text() -> None:
    with (EXAMPLES / "bare" / "cables.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 3
    assert all(row["text"] for row in rows)
    assert any("\n" in row["text"] for row in rows)
