"""The passages written for this project (``training/data``): names, speech, events and their status."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from training.corpora.base import Document, Frame, Sentence

FOLDER = Path(__file__).parents[1] / "data"
PARTIES = {"initiators": "INI", "recipients": "REC"}
PARTICLES = frozenset(
    "over out for off up down in on to into of away back against with from at by apart through".split()  # noqa: SIM905
)
SPEECH = {"source": "SRC", "content": "CON"}


@cache
def _tokenizer() -> Any:
    from wiredesk.annotate.tokens import blank

    return blank().tokenizer


def tokenize(text: str) -> tuple[list[str], list[int]]:
    """Words as the package cuts them, without spaces, and the character at which each begins."""
    found = [(token.text, token.idx) for token in _tokenizer()(text) if not token.is_space]
    return [word for word, _ in found], [start for _, start in found]


def records(part: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The passages of a part, ``train`` or ``dev``."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    made = [json.loads(line) for line in lines]
    return [one for one in made if one["part"] == part]


def _hash(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


def own(part: str, together: int = 3, thousands: float | None = None) -> list[Document]:
    """Passages as documents of ``together`` each, so that a window holds more than one; a passage is one Sentence.

    ``thousands`` takes that many thousand passages only, by the hash of their text: for learning curves.
    """
    passages = sorted((passage(one) for one in records(part)), key=lambda s: _hash(" ".join(s.words)))
    if thousands is not None:
        passages = passages[: int(1000 * thousands)]
    return [passages[i : i + together] for i in range(0, len(passages), together)]


def passage(one: dict[str, Any]) -> Sentence:
    """A record as words with layers."""
    words, starts = tokenize(one["text"])
    ends = [start + len(word) for word, start in zip(words, starts, strict=True)]

    def inside(start: int, end: int) -> tuple[int, int]:
        found = [i for i in range(len(words)) if starts[i] < end and ends[i] > start]
        return found[0], found[-1]

    made = Sentence(words, scheme="own", id=one["id"])
    made.entities = ["O"] * len(words)
    for start, end, label, *_ in sorted(one["entities"], key=lambda e: e[0] - e[1]):
        first, last = inside(start, end)
        made.entities[first : last + 1] = [f"B-{label.upper()}"] + [f"I-{label.upper()}"] * (last - first)
    _mend(made.entities)
    _speech(made, one, inside)
    _events(made, one, inside)
    return made


def _mend(tags: list[str | None]) -> None:
    """What is left of a long name behind one cut out of it ("12 Malian soldiers") stays unknown."""
    for i, tag in enumerate(tags):
        if tag and tag[0] == "I" and (i == 0 or tags[i - 1] not in (tag, "B" + tag[1:])):
            tags[i] = None


def _speech(made: Sentence, one: dict[str, Any], inside: Any) -> None:
    made.cues = ["O"] * len(made.words)
    for unit in one["speech"]:
        spans = [(label, *inside(*span)) for role, label in SPEECH.items() for span in unit[role]]
        spans = [_closed(made.words, *span) if span[0] == "SRC" else span for span in spans]
        for start, end in unit["cue"]:
            first, last = inside(start, end)
            made.cues[first : last + 1] = ["B"] + ["I"] * (last - first)
            made.frames.append(Frame("speech", first, last, spans, wide=True))


def _closed(words: list[str], label: str, first: int, last: int) -> tuple[str, int, int]:
    """A source with the comma that ends its apposition ("Ana Diaz, a nurse," said), as PARC and PolNeAR have it."""
    closed = "," in words[first:last] and last + 1 < len(words) and words[last + 1] == ","
    return label, first, last + closed


def _events(made: Sentence, one: dict[str, Any], inside: Any) -> None:
    made.events = ["O"] * len(made.words)
    for event in one["events"]:
        first, last = inside(*event["trigger"])
        made.events[first : last + 1] = [None] * (last + 1 - first)
        while last > first and made.words[last].lower() in PARTICLES:  # "handed over" is told by "handed"
            last -= 1
        made.events[last] = event["type"]
        made.status[last] = event["status"]
        spans = [(label, *inside(*span)) for role, label in PARTIES.items() for span in event[role]]
        made.frames.append(Frame("event_roles", last, last, spans, wide=True))
