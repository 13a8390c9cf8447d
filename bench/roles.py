"""Semantic roles with gold predicates on PropBank EWT: ``python -m bench.roles [--data FOLDER] [--errors N]``.

An argument is right when its label and its first and last word are those of the gold; precision, recall and F1 are
micro-averaged over all arguments of all given predicates, adjuncts (ARGM-) and relative pronouns (R-) among them, as in
the shared task of CoNLL 2005 (Carreras and Màrquez 2005; srl-eval.pl). The predicate itself is given and does not
count, nor does its second piece (C-V). Here each piece of a broken argument (C-) counts for itself, as evaluation by
spans mostly has it since; srl-eval makes one argument of all pieces, which is printed as "joined".

Gold words and sentences, dev portion. No published figure on the Universal Dependencies split of EWT is known.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import wiredesk
from bench.gold import Tally, one_sentence
from bench.table import Row, found
from wiredesk.annotate.roles import roles

CORPORA = {"PropBank EWT": "train/propbank_ewt/dev.jsonl"}
CORE = ("ARG0", "ARG1", "ARG2")


class Argument(NamedTuple):
    """Words count from 0, the last one included."""

    predicate: int
    label: str
    first: int
    last: int


def sentences(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def gold(sentence: dict[str, Any]) -> set[Argument]:
    """The arguments of every predicate of a sentence."""
    return {
        Argument(prop["pred"], label, first, last)
        for prop in sentence["props"]
        for label, first, last in prop["args"]
        if label != "C-V"
    }


def answers(table: list[dict[str, Any]]) -> Iterator[set[Argument]]:
    """What the package says of each sentence, told its predicates."""
    nlp = wiredesk.load()
    encoder = nlp.get_pipe("encoder")
    docs = (one_sentence(nlp.vocab, sentence["tokens"]) for sentence in table)
    for sentence, doc in zip(table, encoder.pipe(docs), strict=True):  # type: ignore[attr-defined]
        heard = roles(doc, sorted({prop["pred"] for prop in sentence["props"]}))
        yield {
            Argument(one.predicate.i, label, span.start, span.end - 1)
            for one in heard
            for label, span in one.arguments
            if label != "C-V"
        }


def joined(arguments: Iterable[Argument]) -> set[tuple[int, str, tuple[tuple[int, int], ...]]]:
    """One argument of all its pieces, as srl-eval reads them: C-X belongs to the last X before it."""
    made: list[tuple[int, str, list[tuple[int, int]]]] = []
    for one in sorted(arguments, key=lambda a: (a.predicate, a.first)):
        label = one.label.removeprefix("C-")
        whole = [pieces for predicate, name, pieces in made if (predicate, name) == (one.predicate, label)]
        if whole and label != one.label:
            whole[-1].append((one.first, one.last))
        else:
            made.append((one.predicate, label, [(one.first, one.last)]))
    return {(predicate, label, tuple(pieces)) for predicate, label, pieces in made}


def score(table: list[dict[str, Any]], given: Iterable[set[Argument]]) -> dict[str, Tally]:
    """All arguments, ARG0 to ARG2 alone, and all with their pieces joined."""
    tallies = {"all": Tally(), "core": Tally(), "joined": Tally()}
    for sentence, ours in zip(table, given, strict=True):
        right = gold(sentence)
        tallies["all"].add(right, ours)
        tallies["core"].add((a for a in right if a.label in CORE), (a for a in ours if a.label in CORE))
        tallies["joined"].add(joined(right), joined(ours))
    return tallies


def run(data: Path) -> list[Row]:
    made = []
    for path in found(data, CORPORA["PropBank EWT"]):
        table = sentences(path)
        tallies = score(table, answers(table))
        made.append(Row("PropBank EWT", "argument F1, gold predicates", tallies["all"].f1))
        made.append(Row("PropBank EWT", "ARG0 to ARG2, F1", tallies["core"].f1))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", type=int, default=0, help="print what is wrong in this many sentences")
    options = parser.parse_args()
    table = sentences(options.data / CORPORA["PropBank EWT"])
    given = list(answers(table))
    for name, tally in score(table, given).items():
        print(f"{name:8} {tally}")
    wrong = [(sentence, ours) for sentence, ours in zip(table, given, strict=True) if gold(sentence) != ours]
    for sentence, ours in wrong[: options.errors]:
        print("\n" + " ".join(sentence["tokens"]))
        for sign, some in (("-", gold(sentence) - ours), ("+", ours - gold(sentence))):
            for one in sorted(some):
                words = " ".join(sentence["tokens"][one.first : one.last + 1])
                print(f"  {sign} {sentence['tokens'][one.predicate]} {one.label}: {words}")


if __name__ == "__main__":
    main()
