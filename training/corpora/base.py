"""What the readers of the corpora share: sentences with whatever layers a corpus annotates, and CoNLL-U.

A layer that a corpus does not annotate is None (or empty) for the sentence, and the losses skip it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

CUES = Path(__file__).parents[2] / "wiredesk" / "knowledge" / "cues.yaml"
Kind = Literal["roles", "speech", "event_roles"]


@dataclass
class Frame:
    """A predicate, cue or trigger (first and last word) with its labelled spans (label, first, last).

    Words count from 0 in the sentence that holds the frame; a span may lie in a neighbouring sentence.
    ``wide``: what stands outside the sentence is known as well, and bears no label but those given.
    """

    kind: Kind
    first: int
    last: int
    spans: list[tuple[str, int, int]]
    wide: bool = False


@dataclass
class Sentence:
    """Parallel lists over words. ``heads`` count from 0 inside the sentence, the root points at itself.

    ``entities`` are IOB2 tags in the labels of ``scheme``, ``cues`` IOB tags of the words that announce speech,
    ``events`` PLOVER types or O; None for a word whose tag is unknown. ``factuality`` (-3 to 3) and ``status`` are by
    word. ``meaning`` is the sentence's embedding by the untouched encoder.
    """

    words: list[str]
    lemmas: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    entities: list[str | None] | None = None
    scheme: str = ""
    cues: list[str | None] | None = None
    events: list[str | None] | None = None
    factuality: dict[int, float] = field(default_factory=dict)
    status: dict[int, str] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    meaning: Any = None
    id: str = ""


Document = list[Sentence]


def conllu(path: Path) -> Iterator[tuple[Document, list[list[str]]]]:
    """Documents of a CoNLL-U file, each with the MISC column of its sentences.

    Multi-word tokens and empty nodes are left out: words are syntactic words, as spaCy cuts them.
    """
    document: Document = []
    misc: list[list[str]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        comments = [line for line in block.split("\n") if line.startswith("#")]
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        if any(line.startswith("# newdoc") for line in comments) and document:
            yield document, misc
            document, misc = [], []
        if rows:
            sent_id = next((line.split("=", 1)[1].strip() for line in comments if line.startswith("# sent_id")), "")
            heads = [int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)]
            words, lemmas, upos, xpos, deps = ([row[i] for row in rows] for i in (1, 2, 3, 4, 7))
            document.append(Sentence(words, lemmas, upos, xpos, heads, deps, id=sent_id))
            misc.append([row[9] for row in rows])
    if document:
        yield document, misc


def verb_group(sentence: Sentence, verb: int) -> tuple[int, int]:
    """The unbroken run of auxiliaries, negation and adverbs that ends in this verb, and its particle."""
    assert sentence.heads and sentence.deps
    inside = {"aux", "aux:pass", "advmod", "cop"}
    first = last = verb
    while first > 0 and sentence.heads[first - 1] == verb and sentence.deps[first - 1] in inside:
        first -= 1
    after = last + 1
    if after < len(sentence.words) and sentence.heads[after] == verb and sentence.deps[after] == "compound:prt":
        last = after
    return first, last


def subtree(sentence: Sentence, top: int) -> list[int]:
    """The words under ``top``, with it, in order."""
    assert sentence.heads
    found = {top}
    grown = True
    while grown:
        more = {i for i, head in enumerate(sentence.heads) if head in found} - found
        grown = bool(more)
        found |= more
    return sorted(found)


@cache
def cue_verbs() -> frozenset[str]:
    """The verbs of the attribution lexicon."""
    groups = yaml.safe_load(CUES.read_text(encoding="utf-8"))["verbs"].values()
    return frozenset(word.strip() for group in groups for entry in group for word in entry["words"].split(","))
