"""HTML pages, through trafilatura.

Before trafilatura sees the page, three things are done that it cannot do for us: elements that are
known not to be the article are taken off and kept with their reason (``wiredesk/knowledge/read_leftovers.yaml``);
citation marks in the markup are replaced by placeholders, since plain text would glue them to their words;
clock times (``<time>``) become plain text, since trafilatura drops them. Afterwards whatever else
trafilatura has left out is listed as dropped, so nothing of the page goes silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wiredesk.errors import ReadProblem
from wiredesk.model import Dropped
from wiredesk.read.clean import decode, one_line
from wiredesk.read.draft import Draft, Read
from wiredesk.read.elements import take_elements
from wiredesk.read.htmlmarks import take_marks
from wiredesk.read.metadata import metadata_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_BLOCKS = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "td", "th", "dt", "dd", "div", "section"]


def read_html(data: bytes | str, source: str, *, url: str | None = None, charset: str | None = None) -> Read:
    """One draft from a page. ``charset`` is what the server says, if it says."""
    if isinstance(data, bytes):
        declared = _CHARSET.search(data[:4096])
        data = decode(data, source, charset or (declared[1].decode("ascii", "ignore") if declared else None))
    tree = parse(data)
    if tree is None:
        raise ReadProblem(source, "an empty page; save it again from the browser, with its text")
    facts = metadata_of(tree, url)
    text, placed, dropped = _article(tree, facts.title)
    if not text:
        raise ReadProblem(
            source, "a page without article text (perhaps a paywall or a script); save the page with its text"
        )
    yield Draft(
        source=source,
        text=text,
        title=facts.title,
        outlet=facts.outlet,
        authors=facts.authors,
        published=facts.published,
        language=facts.language,
        placed=tuple(placed),
        dropped=dropped,
        headed=False,
    )


def parse(page: str) -> HtmlElement | None:
    """The tree of a page, or None where there is nothing to parse."""
    from lxml import etree, html

    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page.replace("\0", ""), count=1)
    if not page.strip():
        return None
    try:
        tree = html.document_fromstring(
            page.encode("utf-8", "replace"),
            parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


def _article(tree: HtmlElement, title: str) -> tuple[str, list[Any], list[Dropped]]:
    """Text with placeholders, the marks, and what was left out."""
    from copy import deepcopy

    placed, notes = take_marks(tree)
    whole = deepcopy(tree)
    dropped = take_elements(tree)
    for time in tree.iter("time"):
        time.tag = "span"
    text = _extract(tree)
    if not _is_enough(text):  # the page keeps its article in an element that is named like a leftover
        again = _extract(whole)
        if len(again) > 2 * len(text):
            tree, text, dropped = whole, again, []
    return text, placed, [*notes, *dropped, *_unused(tree, text, title)]


def _extract(tree: HtmlElement) -> str:
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(tree, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # whatever a broken page does to the extractor, the page is unreadable and no more
        return ""
    text: str = getattr(document, "text", None) or ""
    return re.sub(r"^\|\s*|\s*\|$", "", text, flags=re.MULTILINE).strip()


def _is_enough(text: str) -> bool:
    return len(text.split()) >= 25


def _unused(tree: HtmlElement, text: str, title: str) -> Iterator[Dropped]:
    """Blocks of the page whose words are neither in the text nor the title."""
    inside = f" {_plain(text)} "
    seen = {title}
    for element in tree.iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is not None:
            continue
        words = one_line(element.text_content())
        if len(words.split()) > 2 and words not in seen and f" {_plain(words)} " not in inside:
            seen.add(words)
            yield Dropped(text=words, reason="not part of the article")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
