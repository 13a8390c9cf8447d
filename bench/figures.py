"""Killed by kind against FA-KES: ``python -m bench.figures [--data FOLDER] [--errors N] [--blank]``.

FA-KES (Abu Salem et al., 2019) gives for each report the civilians, non-civilians, women and children killed; 0 also
stands for "not mentioned". Reported by column: the share of non-zero counts that are exact, the share of zero counts
where a number is found, the mean absolute error, and its median. Some reports stand in the file several times with
other labels (one for each place), so not every count can be met.
"""

from __future__ import annotations

import argparse
import csv
import statistics
from pathlib import Path

import spacy

import wiredesk
from bench.table import Row, found
from wiredesk.annotate.figures.counts import KINDS, counts

CORPORA = {"FA-KES": "train/fakes/fakes.csv"}
Pairs = list[tuple[int, int]]


def rows(data: Path) -> list[dict[str, str]]:
    """The reports with their labels; the file has a few broken bytes."""
    with (data / CORPORA["FA-KES"]).open(encoding="utf-8", errors="replace", newline="") as source:
        return list(csv.DictReader(source))


def gold(row: dict[str, str]) -> dict[str, int]:
    return {kind: int(row[f"nb_{kind}"] or 0) for kind in KINDS}


def count(reports: list[dict[str, str]], blank: bool = False) -> list[dict[str, int]]:
    """What the package counts in each report, with the encoder's parse or on bare tokens."""
    nlp = spacy.blank("en") if blank else wiredesk.load()
    texts = (f"{row['article_title']}. {row['article_content']}" for row in reports)
    with nlp.select_pipes(enable=[name for name in nlp.pipe_names if name == "encoder"]):
        return [counts(doc) for doc in nlp.pipe(texts, batch_size=16)]


def paired(reports: list[dict[str, str]], given: list[dict[str, int]], kind: str) -> Pairs:
    """(label, count found) of each report."""
    return [(gold(row)[kind], one[kind]) for row, one in zip(reports, given, strict=True)]


def line(name: str, pairs: Pairs) -> str:
    """One row of the table, from pairs of (label, count found)."""
    stated = [(label, ours) for label, ours in pairs if label]
    silent = [ours for label, ours in pairs if not label]
    exact = sum(label == ours for label, ours in stated) / max(1, len(stated))
    false = sum(map(bool, silent)) / max(1, len(silent))
    errors = [abs(label - ours) for label, ours in pairs]
    mean, median = statistics.mean(errors), statistics.median(errors)
    return f"{name:<14}{len(stated):>5}{exact:>8.1%}{len(silent):>8}{false:>8.1%}{mean:>10.1f}{median:>8.1f}"


def show(row: dict[str, str], label: dict[str, int], ours: dict[str, int]) -> None:
    print(f"\n{row['article_title']}\n  label {list(label.values())} found {list(ours.values())} {row['location']}")


def run(data: Path) -> list[Row]:
    if not found(data, CORPORA["FA-KES"]):
        return []
    reports = rows(data)
    given = count(reports)
    made = []
    for kind in KINDS:
        pairs = paired(reports, given, kind)
        stated = [label == ours for label, ours in pairs if label]
        silent = [not ours for label, ours in pairs if not label]
        made.append(Row("FA-KES", f"{kind} killed, exact where stated", 100 * statistics.mean(stated)))
        made.append(Row("FA-KES", f"{kind} killed, none where none is stated", 100 * statistics.mean(silent)))
    return made + overall([pair for kind in KINDS for pair in paired(reports, given, kind)])


def overall(pairs: Pairs) -> list[Row]:
    """The same over all counts, and the mean absolute error in deaths, for information."""
    stated = [label == ours for label, ours in pairs if label]
    silent = [not ours for label, ours in pairs if not label]
    error = statistics.mean(abs(label - ours) for label, ours in pairs)
    return [
        Row("FA-KES", "all counts, exact where stated", 100 * statistics.mean(stated)),
        Row("FA-KES", "all counts, none where none is stated", 100 * statistics.mean(silent)),
        Row("FA-KES", "all counts, mean absolute error", error, "deaths"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", type=int, default=0, help="print so many reports with a wrong count")
    parser.add_argument("--blank", action="store_true", help="without the encoder")
    options = parser.parse_args()
    reports = rows(options.data)
    given = count(reports, options.blank)
    print(f"{'FA-KES':<14}{'n>0':>5}{'exact':>8}{'n=0':>8}{'false':>8}{'MAE':>10}{'median':>8}")
    for kind in KINDS:
        print(line(kind, paired(reports, given, kind)))
    print(line("all", [pair for kind in KINDS for pair in paired(reports, given, kind)]))
    wrong = [(row, gold(row), one) for row, one in zip(reports, given, strict=True) if gold(row) != one]
    for row, label, one in wrong[: options.errors]:
        show(row, label, one)


if __name__ == "__main__":
    main()
