"""Citation marks in markup: superscripts, and links to footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wiredesk.model import Dropped
from wiredesk.read.clean import one_line
from wiredesk.read.knowledge import table
from wiredesk.read.marks import NOTE, Placed, placeholder

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LABEL = re.compile(r"[\[(]?(?P<label>(?:note |nb |fn |n )?\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
_NOTE_NAME = re.compile(
    r"(?:^|[_-])(?:f(?:oot)?n(?:ote)?s?|cite|ref(?:erence)?s?|note|endnote|ftn|sdfootnote)", re.IGNORECASE
)
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_BACK = re.compile(r"^(?:[\^↑↩⇑\s]|\d{1,3}[.):]|\[\d{1,3}\])+|[↩↑⇑^\s]+$")


def take_marks(tree: HtmlElement) -> tuple[list[Placed], list[Dropped]]:
    """Put placeholders for the marks of a page; the marks, and the notes that were taken off the page."""
    placed: list[Placed] = []
    notes: dict[HtmlElement, str] = {}
    for element in list(_candidates(tree)):
        if element.getparent() is None or tree not in element.iterancestors():
            continue
        link = _link(element)
        label = _LABEL.fullmatch(one_line(element.text_content()))
        note = _target(tree, link) if label else None
        if label and (note is not None or _is_mark(element, link)):
            text = _note_text(note) if note is not None else None
            if note is not None and text:
                notes[note] = text
            _replace(element, placeholder(len(placed)))
            placed.append(Placed(label["label"], text or (link if link and not link.startswith("#") else None)))
        elif element.tag == "sup":
            _raise(element)
    for note in notes:
        note.drop_tree()
    return placed, [Dropped(text=text, reason=NOTE) for text in notes.values()]


def _candidates(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Every superscript; every link that goes to a place on the page, or is named a footnote."""
    for element in tree.iter("sup", "a"):
        if element.tag == "sup" or element.get("href", "").startswith("#") or _is_footnote(element):
            yield element


def _is_footnote(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('role', '')} {element.get('rel', '')}"
    return any(_NOTE_NAME.match(name) or name == "doc-noteref" for name in names.split())


def _link(element: HtmlElement) -> str | None:
    """Where the mark points: its own address, or that of the link in it or around it."""
    links = [element, *element.iter("a"), *(parent for parent in element.iterancestors("a"))]
    return next((link.get("href") for link in links if link.tag == "a" and link.get("href")), None)


def _target(tree: HtmlElement, link: str | None) -> HtmlElement | None:
    """The note on the same page."""
    if not link or not link.startswith("#") or len(link) < 2:
        return None
    found = tree.xpath("//*[@id=$name or @name=$name]", name=link[1:])
    note = found[0] if found else None
    if note is not None and note.tag in ("a", "sup", "span", "b", "strong"):
        note = next((parent for parent in note.iterancestors("li", "p", "dd", "div", "aside")), note)
    return note if note is not None and len(note.text_content()) < 2000 else None


def _note_text(note: HtmlElement) -> str:
    return _BACK.sub("", one_line(note.text_content())).strip()


def _is_mark(element: HtmlElement, link: str | None) -> bool:
    """A superscript number is a mark unless it is an exponent ("km²", "10⁶") or an ordinal ending."""
    if _is_footnote(element) or (link and link.startswith("#") and _NOTE_NAME.search(link)):
        return True
    label = one_line(element.text_content()).lower()
    known = table("read_marks.yaml")
    if element.tag != "sup" or label in known["not_superscript_marks"]:
        return False
    before = re.search(r"(\d|[^\W\d_]+)$", _before(element))
    unit = before is not None and (before[1].isdigit() or (label in ("2", "3") and before[1].lower() in known["units"]))
    return bool(link) or not unit


def _before(element: HtmlElement) -> str:
    """The characters right before an element in its paragraph."""
    previous = element.getprevious()
    if previous is not None:
        text = previous.tail or previous.text_content()
    else:
        parent = element.getparent()
        text = (parent.text or "") if parent is not None else ""
    return str(text)[-30:]


def _raise(element: HtmlElement) -> None:
    """An exponent in superscript characters, so that 10<sup>6</sup> is not read as 106."""
    text = element.text_content()
    if re.fullmatch(r"[\d+-]+", text):
        _replace(element, text.translate(_RAISED))


def _replace(element: HtmlElement, text: str) -> None:
    tail = element.tail or ""
    for child in list(element):
        element.remove(child)
    element.text, element.tail = text, tail
    element.drop_tag()
