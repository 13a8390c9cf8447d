"""Elements of a page that are not the article: menus, teasers, reader comments, sharing buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from wiredesk.model import Dropped
from wiredesk.read.clean import one_line
from wiredesk.read.knowledge import table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER = {"html", "head", "body", "main", "h1"}
_SILENT = {"script", "style", "template", "noscript", "svg", "head"}
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_BODY = ".//h1|.//*[@itemprop='articleBody']|self::*[@itemprop='articleBody']"


def take_elements(tree: HtmlElement) -> list[Dropped]:
    """Take such elements out of the tree; what they said and why they went."""
    for element in list(tree.iter(*_SILENT)):
        if element.tag != "head":
            element.drop_tree()
    whole = _paragraph_length(tree)
    dropped: list[Dropped] = []
    for element, reason in list(_named(tree)):
        if element.getparent() is None or tree not in element.iterancestors() or not _may_go(element, reason, whole):
            continue
        if text := _words(element):
            dropped.append(Dropped(text=text, reason=reason))
        element.drop_tree()
    return dropped


def _named(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    tags, roles, names = _rules()
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _NEVER:
            continue
        reason = tags.get(element.tag) or roles.get(element.get("role", ""))
        label = f"{element.get('class', '')} {element.get('id', '')}"
        if not reason and len(label) > 1:
            reason = _reason(label)
        if reason:
            yield element, reason


@cache
def _rules() -> tuple[dict[str, str], dict[str, str], dict[tuple[str, ...], str]]:
    """Reason by tag, by ARIA role, and by the words of a name."""
    groups = table("read_leftovers.yaml")["elements"]
    tags = {tag: group["reason"] for group in groups for tag in group.get("tags", ())}
    roles = {role: group["reason"] for group in groups for role in group.get("roles", ())}
    names = {tuple(name.split()): group["reason"] for group in groups for name in group.get("names", ())}
    return tags, roles, names


@cache
def _reason(label: str) -> str | None:
    """The reason that a class or an id gives: "entry__related-posts" has the words "related posts"."""
    names = _rules()[2]
    for name in label.split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        for start in range(len(parts)):
            for end in range(len(parts), start, -1):
                if (reason := names.get(tuple(parts[start:end]))) and parts[0] not in ("has", "with", "no", "is", "js"):
                    return reason
    return None


def _may_go(element: HtmlElement, reason: str, whole: int) -> bool:
    """Names lie: what holds the headline, the article body or most of the page's paragraphs stays.

    Reader comments may be longer than the article; they go whenever they hold no headline.
    """
    if element.tag in ("nav", "footer", "form", "button", "figure", "figcaption"):
        return 2 * _paragraph_length(element) < whole or element.tag == "footer"
    if element.xpath(_BODY):
        return False
    return reason == "reader comments" or 2 * _paragraph_length(element) < whole or whole == 0


def _paragraph_length(element: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def _words(element: HtmlElement) -> str:
    """The text of an element, one line for each piece."""
    return "\n".join(filter(None, (one_line(piece) for piece in element.itertext())))
