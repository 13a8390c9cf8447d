"""Coreference chains in plain text: GUM (Zeldes 2017) and MEANTIME (Minard et al. 2016)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

TYPES = {"PER": "person", "ORG": "organization", "LOC": "place"}
ANNOTATED = 5  # the last sentence of MEANTIME's articles, counted from 0, that is annotated throughout
MARK = re.compile(r"\([^()]+\)?|[^()]+\)")  # an entity opens, opens and closes, or closes
CLOSE = re.compile(r"^(?:[,.;:!?%)\]]|'s|n't|'|''|'(?:re|ve|ll|d|m))$")  # written to the word before it
QUOTES = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


class Mention(NamedTuple):
    """Characters ``start`` to ``end``; mentions of one chain have its name in common."""

    start: int
    end: int
    type: str
    chain: str


class Text(NamedTuple):
    """A document as written, with its mentions of whatever type, those that stand alone too."""

    name: str
    text: str
    mentions: list[Mention]


class _Writer:
    """A text under construction, with the words' characters."""

    def __init__(self) -> None:
        self.text = ""
        self.opened: dict[str, list[tuple[int, str]]] = {}
        self.found: list[Mention] = []

    def write(self, form: str, glued: bool) -> tuple[int, int]:
        start = len(self.text)
        self.text += form + ("" if glued else " ")
        return start, start + len(form)

    def paragraph(self) -> None:
        if self.text:
            self.text = self.text.rstrip(" ") + "\n\n"

    def mark(self, misc: str, start: int, end: int) -> None:
        """The entities that the MISC column of a word opens and closes; pieces of a broken one count each."""
        value = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for piece in MARK.findall(value):
            name, *rest = piece.strip("()").split("-")
            if piece.startswith("("):
                self.opened.setdefault(name, []).append((start, rest[0]))
            if piece.endswith(")") and self.opened.get(name):
                first, kind = self.opened[name].pop()
                self.found.append(Mention(first, end, kind, name.split("[")[0]))


def gum(path: Path) -> Iterator[Text]:
    """The documents of a CoNLL-U file of GUM, paragraphs apart by an empty line."""
    name, writer = "", _Writer()
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith("# newdoc") for line in lines):
            if writer.text:
                yield Text(name, writer.text, writer.found)
            name, writer = lines[0].rsplit(" ", 1)[-1], _Writer()
        if any(line.startswith("# newpar") for line in lines):
            writer.paragraph()
        _sentence(writer, [line.split("\t") for line in lines if line and line[0] != "#"])
    if writer.text:
        yield Text(name, writer.text, writer.found)


def _sentence(writer: _Writer, rows: list[list[str]]) -> None:
    """Words of one written token ("don't") share its characters, as long as there are some."""
    parts, at, stop = 0, 0, 0
    for row in rows:
        glued = "SpaceAfter=No" in row[9]
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            at, stop = writer.write(row[1], glued)
            parts = last - first + 1
        elif row[0].isdigit():
            if parts:
                parts -= 1
                start, at = at, min(stop, at + len(row[1])) if parts else stop
                end = at
            else:
                start, end = writer.write(row[1], glued)
            writer.mark(row[9], start, end)


def meantime(path: Path) -> Text:
    """A document of MEANTIME, as far as it is fully annotated; mentions that refer to one instance are a chain.

    That is the headline, the line of the date and four sentences; behind them only a mention here and there is marked.
    """
    root = ElementTree.parse(path).getroot()
    kinds = {entity.get("m_id", ""): entity.get("ent_type", "") for entity in root.iter("ENTITY")}
    instance = {
        source.get("m_id", ""): target.get("m_id", "")
        for link in root.iter("REFERS_TO") for source in link.iter("source") for target in link.iter("target")
    }  # fmt: skip
    anchors = {
        mention.get("m_id", ""): [anchor.get("t_id", "") for anchor in mention.iter("token_anchor")]
        for mention in root.iter("ENTITY_MENTION")
    }
    sentence = {token.get("t_id", ""): int(token.get("sentence", 0)) for token in root.iter("token")}
    writer, place = _Writer(), {}
    tokens = [token for token in root.iter("token") if sentence[token.get("t_id", "")] <= ANNOTATED]
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        form, follow = token.text or "", (after.text or "") if after is not None else ""
        glued = form in ("``", "(", "-LRB-", "$", "[") or bool(CLOSE.match(follow)) or follow in ("-RRB-",)
        place[token.get("t_id", "")] = writer.write(QUOTES.get(form, form), glued)
        if after is not None and sentence[after.get("t_id", "")] != sentence[token.get("t_id", "")]:
            writer.paragraph()
    found = [
        Mention(place[some[0]][0], place[some[-1]][1], TYPES.get(kinds.get(instance[id], ""), "other"), instance[id])
        for id, some in anchors.items() if some and id in instance and some[-1] in place
    ]  # fmt: skip
    return Text(path.stem, writer.text, found)
