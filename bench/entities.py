"""Names on re3d, names and events on our own passages: ``python -m bench.entities [--data FOLDER] [--errors N]``.

Entity F1 as conlleval has it (Tjong Kim Sang and De Meulder 2003): a name is right when its first word, its last word
and its label are those of the gold; micro-averaged. A word whose gold is unknown leaves every predicted name that
touches it out of the count.

re3d (Dstl 2017) marks noun phrases; the names among them are PER, ORG, LOC and NAT, in every fifth document by hash, as
``training/corpora/names.py`` cuts and defines them. Gold words, a paragraph a text; our finer kinds count as the labels
of ``doc.ents``. There is no published figure on this cut.

Our own passages (``training/data``, every tenth by hash) are read as plain text by the whole pipeline. Their names
have the finer kinds (``ent._.kind``). An event is right when its PLOVER type is, and its trigger lies on words of the
trigger of the gold event ("trigger classification"; each gold event is found once).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.tokens import Doc

import wiredesk
from bench.gold import Tally
from bench.table import Row, found
from training.corpora import re3d
from training.corpora.names import SCHEMES
from training.corpora.own import passage, records
from wiredesk.annotate.iob import spans

CORPORA = {"re3d": "train/re3d/*.jsonl", "own passages": "training/data/*.jsonl"}
COARSE = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "NORP": "NAT"}  # label_ of doc.ents -> label of re3d
Names = set[tuple[int, int, str]]  # first word, last word, label
Events = list[tuple[int, int, str]]  # first and last word of the trigger, PLOVER type


class Read(NamedTuple):
    """A text with what is right and what we say, in words without spaces."""

    words: list[str]
    names: Names
    our_names: Names
    events: Events
    our_events: Events


def known(tags: Sequence[str | None], ours: Iterable[tuple[int, int, str]]) -> tuple[Names, Names]:
    """(gold, ours), without those of ours that touch a word whose tag is unknown."""
    kept = {one for one in ours if all(tag is not None for tag in tags[one[0] : one[1] + 1])}
    return set(spans([tag or "O" for tag in tags])), kept


def paragraphs(data: Path) -> Iterator[Read]:
    """The dev part of re3d, read by the encoder."""
    nlp = wiredesk.load()
    encoder = nlp.get_pipe("encoder")
    gold = [sentence for document in re3d(data / "train", "dev") for sentence in document]
    docs = (Doc(nlp.vocab, words=sentence.words) for sentence in gold)
    for sentence, doc in zip(gold, encoder.pipe(docs), strict=True):  # type: ignore[attr-defined]
        ours = ((e.start, e.end - 1, COARSE[e.label_]) for e in doc.ents if e.label_ in COARSE)
        yield Read(sentence.words, *known(sentence.entities or [], ours), [], [])


def passages(folder: Path) -> Iterator[Read]:
    """The dev part of our own passages, read by the whole pipeline."""
    nlp = wiredesk.load()
    some = records("dev", folder)
    for one, doc in zip(some, nlp.pipe(record["text"] for record in some), strict=True):
        gold = passage(one)
        number = {token.i: i for i, token in enumerate(token for token in doc if not token.is_space)}
        ours = ((number[e.start], number[e.end - 1], e._.kind) for e in doc.ents if e._.kind in SCHEMES["own"])
        said = [(number[e.trigger.start], number[e.trigger.end - 1], str(e.type)) for e in doc._.events]
        yield Read(gold.words, *known(gold.entities or [], ours), triggers(one, doc, number), said)


def triggers(record: dict[str, Any], doc: Doc, number: dict[int, int]) -> Events:
    """The gold events of a passage, in words."""
    made = []
    for event in record["events"]:
        start, end = event["trigger"]
        span = doc.char_span(start, end, alignment_mode="expand")
        assert span is not None
        made.append((number[span.start], number[span.end - 1], event["type"]))
    return made


def same_events(gold: Events, ours: Events) -> list[tuple[tuple[int, int, str], tuple[int, int, str]]]:
    """Pairs of one gold event and one of ours with the same type and a word of the trigger in common."""
    free, pairs = list(gold), []
    for one in ours:
        match = next((g for g in free if g[2] == one[2] and g[0] <= one[1] and one[0] <= g[1]), None)
        if match is not None:
            free.remove(match)
            pairs.append((match, one))
    return pairs


def score(texts: Iterable[Read]) -> tuple[Tally, Tally]:
    """Names and events."""
    names, events = Tally(), Tally()
    for text in texts:
        names.add(text.names, text.our_names)
        events.right += len(same_events(text.events, text.our_events))
        events.gold += len(text.events)
        events.found += len(text.our_events)
    return names, events


def texts(data: Path, name: str) -> list[Read]:
    """The texts of a corpus, none where it is absent."""
    files = found(data, CORPORA[name])
    if not files:
        return []
    return list(paragraphs(data) if name == "re3d" else passages(files[0].parent))


def run(data: Path) -> list[Row]:
    made = []
    for name in CORPORA:
        read = texts(data, name)
        names, events = score(read)
        if read:
            made.append(Row(name, "entity F1", names.f1))
        if events.gold:
            made.append(Row(name, "event trigger and type, F1", events.f1))
    return made


def show_errors(read: Iterable[Read]) -> None:
    """What is missing (-) and what is too much (+), a text at a time."""
    for text in read:
        pairs = same_events(text.events, text.our_events)
        missed = [e for e in text.events if e not in [gold for gold, _ in pairs]]
        extra = [e for e in text.our_events if e not in [ours for _, ours in pairs]]
        print("\n" + " ".join(text.words))
        for sign, some in (("-", text.names - text.our_names), ("+", text.our_names - text.names)):
            for first, last, label in sorted([*some, *(missed if sign == "-" else extra)]):
                print(f"  {sign} {label}: {' '.join(text.words[first : last + 1])}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", type=int, default=0, help="print what is wrong in this many texts of each corpus")
    options = parser.parse_args()
    for name in CORPORA:
        read = texts(options.data, name)
        names, events = score(read)
        print(f"{name}: {len(read)} texts\n  names  {names}\n  events {events}")
        show_errors(read[: options.errors])


if __name__ == "__main__":
    main()
