"""Pieces of HTML, as feeds and JSON records hold them: all their words, one line for each block."""

from __future__ import annotations

import re

from wiredesk.read.htmlmarks import take_marks
from wiredesk.read.marks import Placed

_BLOCKS = (
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "tr",
    "section",
    "article",
    "figure",
    "pre",
)
_SILENT = ("script", "style", "template", "noscript", "form", "button", "iframe", "figure", "img")


def fragment_to_text(fragment: str) -> tuple[str, tuple[Placed, ...]]:
    """The text of a fragment with placeholders for its citation marks, and the marks."""
    from lxml import etree, html

    try:
        tree = html.fromstring(f"<div>{fragment}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return "", ()
    placed, _ = take_marks(tree)
    for element in list(tree.iter(*_SILENT)):
        element.drop_tree()
    for element in tree.iter(etree.Element):  # a line break in the source is a space
        element.text, element.tail = _spaced(element.text), _spaced(element.tail)
    for element in tree.iter(*_BLOCKS):
        element.text, element.tail = f"\n{element.text}", f"\n{element.tail}"
    return tree.text_content(), tuple(placed)


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
