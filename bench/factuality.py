"""Did it happen: factuality by word on UDS-IH2, ``python -m bench.factuality [--data FOLDER] [--errors N]``.

UDS-IH2 ("It Happened", version 2; Rudinger, White and Van Durme 2018) rates predicates of the English Web Treebank from
-3 (did not happen) to 3 (happened). Measured as there, over all rated predicates: Pearson's r of our values and the
ratings, and the mean absolute error, in points of the scale. Gold words, gold predicates, dev portion.

Published: the directional labeled graph recurrent network (DLGRN), on the test portion.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import correlation, fmean
from typing import NamedTuple

import wiredesk
from bench.gold import one_sentence
from bench.table import Row, found

CORPORA = {"UDS-IH2": "train/uds_factuality/dev.jsonl"}
PUBLISHED = {"r": 91.2, "mae": 0.722}
SOURCE = "DLGRN (Information Processing & Management, 2021), test portion"


class Rated(NamedTuple):
    """A sentence with the ratings of some of its words."""

    words: list[str]
    ratings: dict[int, float]


def sentences(path: Path) -> list[Rated]:
    """The words are joined by single spaces in the file; the first word of a target is its predicate."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Rated(line["text"].split(" "), {one["span1"][0]: float(one["label"]) for one in line["targets"]})
        for line in lines
    ]


def answers(table: Sequence[Rated]) -> Iterator[list[float]]:
    """Our value of each rated word; 0, the middle of the scale, where there is none."""
    nlp = wiredesk.load()
    encoder = nlp.get_pipe("encoder")
    docs = (one_sentence(nlp.vocab, sentence.words) for sentence in table)
    for sentence, doc in zip(table, encoder.pipe(docs), strict=True):  # type: ignore[attr-defined]
        yield [doc[i]._.factuality or 0.0 for i in sentence.ratings]


def score(table: Iterable[Rated], given: Iterable[Sequence[float]]) -> tuple[float, float]:
    """Pearson's r (0 where either side never varies) and the mean absolute error."""
    true, said = [], []
    for sentence, ours in zip(table, given, strict=True):
        true += list(sentence.ratings.values())
        said += list(ours)
    varies = len(set(true)) > 1 and len(set(said)) > 1
    return correlation(true, said) if varies else 0.0, fmean(abs(a - b) for a, b in zip(true, said, strict=True))


def run(data: Path) -> list[Row]:
    made = []
    for path in found(data, CORPORA["UDS-IH2"]):
        table = sentences(path)
        r, error = score(table, answers(table))
        made.append(Row("UDS-IH2", "Pearson's r, times 100", 100 * r, "%", PUBLISHED["r"], SOURCE))
        made.append(Row("UDS-IH2", "mean absolute error", error, "points", PUBLISHED["mae"], SOURCE))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", type=int, default=0, help="print the words that are farthest off")
    options = parser.parse_args()
    table = sentences(options.data / CORPORA["UDS-IH2"])
    given = list(answers(table))
    r, error = score(table, given)
    print(f"Pearson's r {r:.3f}, mean absolute error {error:.3f}, n {sum(map(len, given))}")
    off = [
        (abs(said - true), true, said, sentence.words, i)
        for sentence, ours in zip(table, given, strict=True)
        for (i, true), said in zip(sentence.ratings.items(), ours, strict=True)
    ]
    for _, true, said, words, i in sorted(off, key=lambda one: -one[0])[: options.errors]:
        print(f"{true:5.2f} not {said:5.2f} | {' '.join([*words[:i], f'[{words[i]}]', *words[i + 1 :]])}")


if __name__ == "__main__":
    main()
