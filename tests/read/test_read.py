"""The public function: sources, bad input, promises that hold for every kind."""

from __future__ import annotations

import io
import logging
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wiredesk.errors import NothingRead, ReadProblem, UnusableArgument, WiredeskError
from wiredesk.model import Report
from wiredesk.read import read, sources
from wiredesk.read.draft import Draft, finish
from wiredesk.read.kinds import Kind

TEXT = "Two soldiers were killed near the border on Monday, the army said."
KINDS: list[Kind] = ["html", "text", "markdown", "jsonl", "json", "csv", "feed", "pdf", "warc"]


def collect(*given: str | Path) -> tuple[list[Report], list[ReadProblem]]:
    problems: list[ReadProblem] = []
    reports: list[Report] = []
    try:
        reports.extend(read(given, on_error=problems.append))
    except NothingRead as nothing:
        assert list(nothing.problems) == problems
    return reports, problems


def test_folders_globs_and_files_each_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} It was {name}.")
    reports, problems = collect(tmp_path, str(tmp_path / "*.txt"), tmp_path / "a.txt")
    assert [os.path.relpath(report.source, tmp_path) for report in reports] == ["a.txt", "b.txt", "deep/c.txt"]
    assert problems == []


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (f"<html><head><title>A</title></head><body><p>{TEXT}</p></body></html>", "A"),
        (f'{{"text": "{TEXT}", "title": "B"}}\n', "B"),
        (f'[{{"text": "{TEXT}", "title": "C"}}]', "C"),
        (TEXT, ""),
    ],
)
def test_standard_input_is_recognised(data: str, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    [report] = read("-")
    assert (report.text, report.title, report.source.split(",")[0]) == (TEXT, title, "-")


def test_bad_sources_are_named_in_one_line_each_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b" \n")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    (tmp_path / "bare.html").write_text("<html><head><title>A</title></head><body><script>x()</script></body></html>")
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "void").mkdir()
    given: list[str | Path] = [
        *sorted(tmp_path.iterdir()),
        tmp_path / "missing.txt",
        str(tmp_path / "*.pdf"),
        "",
        "a\0b",
    ]
    reports, problems = collect(*given)
    assert [report.text for report in reports] == [TEXT]
    reasons = {os.path.basename(problem.source): problem.reason for problem in problems}
    assert "without article text" in reasons["bare.html"]
    assert reasons["empty.html"].startswith("empty;") and "binary" in reasons["picture.txt"]
    assert "no such file" in reasons["missing.txt"] and "no file matches" in reasons["*.pdf"]
    assert "empty folder" in reasons["void"] and len(problems) == 8
    assert all("\n" not in str(problem) and "; " in str(problem) for problem in problems)


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(NothingRead, match="no permission"):
        list(read(tmp_path / "a.txt"))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf"])
def test_a_file_of_50_mb_is_refused_and_not_loaded(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as stream:
        stream.write(b"word ")
        stream.truncate(50_000_000)
    with pytest.raises(NothingRead, match=r"too large \(50 MB; the limit is 20 MB"):
        list(read(tmp_path / name))


def test_nothing_read_tells_what_to_do() -> None:
    with pytest.raises(NothingRead, match="no source was named") as caught:
        list(read([]))
    assert caught.value.exit_code == 2 and isinstance(caught.value, WiredeskError)


def test_a_published_that_is_no_date_is_refused_at_once() -> None:
    with pytest.raises(UnusableArgument, match="2024-01-19"):
        read("x.txt", published="yesterday")


def test_published_is_for_sources_that_do_not_tell(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{TEXT}"}}\n{{"text": "{TEXT} Yes.", "date": "2020-02-02"}}\n')
    assert [report.published for report in read(tmp_path, published="2023-05")] == ["2023-05", "2020-02-02"]


def test_without_a_callback_problems_are_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with caplog.at_level(logging.WARNING, "wiredesk"):
        list(read([tmp_path / "a.txt", tmp_path / "b.txt"]))
    assert "no such file" in caplog.text


WORDS = st.text(alphabet="abc XY,.'’“”[]()¹²0123456789\n\u00a0\u00ad-*é\u0301†", max_size=120)


@given(WORDS, st.sampled_from(["", " targeted1.", " Mali4.", "[3]", "\n1. Note\n2. Note", "\nComments\nhi"]))
def test_marks_always_span_their_words(text: str, tail: str) -> None:
    try:
        report = finish(Draft(source="x", text=text + tail))
    except ReadProblem:
        return
    for mark in report.marks:
        assert report.text[mark.span.start : mark.span.end] == mark.span.text == mark.word != ""
    assert Report.of(report.text).id == report.id


@given(st.lists(st.text(alphabet="abcdefg hij", min_size=30, max_size=60), min_size=1, max_size=4))
def test_the_same_words_have_the_same_id_whatever_the_spaces(lines: list[str]) -> None:
    try:
        plain = finish(Draft(source="x", text="\n".join(lines), headed=False))
    except ReadProblem:
        return
    spaced = "\r\n".join(f"\ufeff {line} ".replace(" ", " \u00a0") for line in lines)
    assert finish(Draft(source="y", text=spaced, headed=False)).id == plain.id


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)), st.sampled_from(KINDS))
def test_random_bytes_raise_nothing_of_their_own(data: bytes, kind: Kind) -> None:
    try:
        for item in sources.read_bytes(data, "x", kind):
            if isinstance(item, Draft):
                finish(item)
    except WiredeskError as problem:
        assert str(problem)


PIECES = "<p> </p> <sup>1</sup> <div_class=comments> </div> <h1> word <a_href=#a>2</a> <li_id=a> &nbsp; <time> \0 <!--"


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([piece.replace("_", " ") for piece in PIECES.split(" ")]), max_size=25))
def test_broken_html_raises_nothing_of_its_own(pieces: list[str]) -> None:
    try:
        for item in sources.read_bytes(("<html>" + "".join(pieces)).encode(), "x", "html"):
            assert isinstance(item, Draft)
            finish(item)
    except WiredeskError:
        pass
