"""Killed by kind against FA-KES: ``python bench/figures.py [--errors N] [--encoder]``.

FA-KES (Abu Salem et al., 2019) gives for each report the civilians, non-civilians, women and children killed; 0 also
stands for "not mentioned". Reported by column: the share of non-zero counts that are exact, the share of zero counts
where a number is found, the mean absolute error, and its median. Some reports stand in the file several times with
other labels (one for each place), so not every count can be met. Reads ``$WIREDESK_DATA`` (default ``../shared/data``).
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from wiredesk.annotate.figures.counts import KINDS, counts

DATA = Path(os.environ.get("WIREDESK_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


def rows() -> list[dict[str, str]]:
    """The reports with their labels; the file has a few broken bytes."""
    with (DATA / "train" / "fakes" / "fakes.csv").open(encoding="utf-8", errors="replace", newline="") as source:
        return list(csv.DictReader(source))


def gold(row: dict[str, str]) -> dict[str, int]:
    return {kind: int(row[f"nb_{kind}"] or 0) for kind in KINDS}


def pipeline(encoder: bool) -> Language:
    """A blank tokenizer, or the encoder's tags and parse on top of it."""
    nlp = spacy.blank("en")
    if encoder:
        import wiredesk.annotate.pipeline  # noqa: F401  (registers the factory)

        nlp.add_pipe("wiredesk_encoder", name="encoder")
    return nlp


def line(name: str, pairs: list[tuple[int, int]]) -> str:
    """One row of the table, from pairs of (label, count found)."""
    stated = [(label, found) for label, found in pairs if label]
    silent = [found for label, found in pairs if not label]
    exact = sum(label == found for label, found in stated) / max(1, len(stated))
    false = sum(map(bool, silent)) / max(1, len(silent))
    errors = [abs(label - found) for label, found in pairs]
    mean, median = statistics.mean(errors), statistics.median(errors)
    return f"{name:<14}{len(stated):>5}{exact:>8.1%}{len(silent):>8}{false:>8.1%}{mean:>10.1f}{median:>8.1f}"


def show(row: dict[str, str], label: dict[str, int], found: dict[str, int]) -> None:
    print(f"\n{row['article_title']}\n  label {list(label.values())} found {list(found.values())} {row['location']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--errors", type=int, default=0, help="print so many reports with a wrong count")
    parser.add_argument("--encoder", action="store_true", help="with the encoder's tags and parse")
    options = parser.parse_args()
    nlp, reports = pipeline(options.encoder), rows()
    docs: list[Doc] = [nlp(f"{row['article_title']}. {row['article_content']}") for row in reports]
    started = time.perf_counter()
    found = [counts(doc) for doc in docs]
    spent = time.perf_counter() - started
    labels = [gold(row) for row in reports]
    print(f"{'FA-KES':<14}{'n>0':>5}{'exact':>8}{'n=0':>8}{'false':>8}{'MAE':>10}{'median':>8}")
    for kind in KINDS:
        print(line(kind, [(label[kind], one[kind]) for label, one in zip(labels, found, strict=True)]))
    print(line("all", [(label[k], one[k]) for label, one in zip(labels, found, strict=True) for k in KINDS]))
    print(f"{len(reports)} reports, {len(reports) / spent:.0f} a second after tokenization")
    wrong = [triple for triple in zip(reports, labels, found, strict=True) if triple[1] != triple[2]]
    for row, label, one in wrong[: options.errors]:
        show(row, label, one)


if __name__ == "__main__":
    main()
