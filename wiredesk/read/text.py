"""Plain text, and Markdown turned into plain text."""

from __future__ import annotations

import re
from typing import Any

import yaml

from wiredesk.read.clean import decode
from wiredesk.read.draft import Draft, Read
from wiredesk.read.marks import Placed, placeholder
from wiredesk.read.records import draft_of

_FRONT = re.compile(r"\A\s*---\s*\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_NOTE = re.compile(r"^\[\^([^\]\n]{1,30})\]:[ \t]*(.+(?:\n(?: {2,}|\t)\S.*)*)\n?", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\]\n]{1,30})\]")
_FENCE = re.compile(r"^(?:```|~~~).*$", re.MULTILINE)
_RULES = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), ""),  # pictures
    (re.compile(r"\[([^\]\n]+)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"^\[[^\]^\n]+\]:\s+\S+.*$", re.MULTILINE), ""),  # link definitions
    (re.compile(r"<((?:https?|mailto):[^>\s]+)>"), r"\1"),
    (re.compile(r"(?<!`)</?[a-zA-Z][^<>\n]{0,200}>"), ""),
    (
        re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*(?::?-{3,}:?)?[ \t]*$", re.MULTILINE),
        "",
    ),  # rule of a table
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE), ""),  # underlines of headings
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\1\n"),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^([ \t]*)\d{1,3}[.)][ \t]+(?=\S)", re.MULTILINE), r"\1"),
    (re.compile(r"(\*\*\*|___)(?=\S)(.+?)(?<=\S)\1", re.DOTALL), r"\2"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"~~(?=\S)(.+?)~~"), r"\1"),
    (re.compile(r"`+([^`\n]+)`+"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)


def read_text(data: bytes, source: str) -> Read:
    """One draft from plain text."""
    yield Draft(source=source, text=decode(data, source))


def read_markdown(data: bytes, source: str) -> Read:
    """One draft from Markdown; YAML front matter gives the metadata."""
    text = decode(data, source).replace("\r\n", "\n")
    front = _FRONT.match(text)
    facts = _front_matter(front[1]) if front else {}
    text, placed = _footnotes(text[front.end() :] if front and facts else text)
    head = _TITLE.match(text)
    draft = draft_of(facts | {"text": markdown_to_text(text)}, source, headed=True)
    draft.title = draft.title or (markdown_to_text(head[1]).strip() if head else "")
    draft.placed, draft.outside_date = placed, False
    yield draft


def markdown_to_text(text: str) -> str:
    """The words of Markdown without its syntax. A heading keeps an empty line after it."""
    text = _joined(_FENCE.sub("", text))
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _joined(text: str) -> str:
    """Lines of one paragraph on one line: in Markdown a single newline is a space."""
    special = r"[ \t]*(?:$|[#>|]|[-*+][ \t]|\d{1,3}[.)][ \t]|={2,}|-{2,}|\[[^\]\n]+\]:)"
    lines = text.split("\n")
    whole: list[str] = []
    for line in lines:
        hard_break = bool(whole) and whole[-1].endswith(("  ", "\\"))
        opens = (
            re.match(special, line)
            or not whole
            or not whole[-1].strip()
            or re.match(r"[ \t]*(?:#|={2,}|-{2,})", whole[-1])
        )
        if opens or hard_break:
            whole.append(line)
        else:
            whole[-1] += " " + line.strip()
    return "\n".join(whole)


def _front_matter(text: str) -> dict[str, Any]:
    try:
        facts = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return {}
    return {str(key): value for key, value in facts.items()} if isinstance(facts, dict) else {}


def _footnotes(text: str) -> tuple[str, tuple[Placed, ...]]:
    """Footnotes of Markdown ("[^1]" and "[^1]: …") as marks that lead to their notes."""
    notes = {label: markdown_to_text(" ".join(note.split())) for label, note in _NOTE.findall(text)}
    placed: list[Placed] = []

    def place(match: re.Match[str]) -> str:
        placed.append(Placed(match[1], notes.get(match[1])))
        return placeholder(len(placed) - 1)

    return _MARK.sub(place, _NOTE.sub("", text)), tuple(placed)
