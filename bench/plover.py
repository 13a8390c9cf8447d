"""PLOVER coding of source-target pairs: F1 by type and by quad class on a file in the layout of the PLV corpus.

    python -m bench.plover [--data FOLDER] [--errors N]

Columns used: sentence, source, target, gold_root (a PLOVER type), gold_penta (its quad class, 1 to 4). A source or
target that the sentence does not hold is passed as None. Scores are macro-averaged F1; no answer counts as a miss.

Published: the predictions of the zero-shot system of Hu et al. (2024, "ZSP") that stand in the same file (columns
root_L2 and penta_L2), scored in the same way on the same rows.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc, Span

import wiredesk
from bench.table import Row, found
from wiredesk.annotate.events.code import code_event
from wiredesk.annotate.events.lexicon import lexicon

CORPORA = {"PLV": "dev/plv/PLV_train.tsv"}
PUBLISHED = "ZSP (Hu et al. 2024), its predictions in the same file"


def locate(doc: Doc, words: str) -> Span | None:
    """The span of these words in the document, widened to whole tokens; None where they are not there."""
    start = doc.text.find(words.strip())
    return (
        doc.char_span(start, start + len(words.strip()), alignment_mode="expand")
        if words.strip() and start >= 0
        else None
    )


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of the file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def answers(table: Sequence[dict[str, str]]) -> Iterator[tuple[str, str | None]]:
    """(type or "NONE", mode) for each row."""
    nlp = wiredesk.load()
    with nlp.select_pipes(enable=["encoder"]):
        for row, doc in zip(table, nlp.pipe((row["sentence"] for row in table), batch_size=16), strict=True):
            coded = code_event(doc, locate(doc, row["source"]), locate(doc, row["target"]))
            yield coded or ("NONE", None)


def macro_f1(gold: Sequence[str], given: Sequence[str]) -> tuple[float, dict[str, tuple[float, float, float, int]]]:
    """Macro F1 over the gold classes, and (precision, recall, F1, number) of each."""
    hits, said, true = Counter(g for g, a in zip(gold, given, strict=True) if g == a), Counter(given), Counter(gold)
    table = {}
    for name in sorted(true):
        precision, recall = hits[name] / max(1, said[name]), hits[name] / true[name]
        table[name] = (precision, recall, 2 * hits[name] / (said[name] + true[name]), true[name])
    return sum(f1 for _, _, f1, _ in table.values()) / len(table), table


def quads(given: Sequence[str]) -> list[str]:
    """The quad class, 1 to 4, of each type; 0 for no answer."""
    return [str(lexicon().quads.get(kind, 0)) for kind in given]


def run(data: Path) -> list[Row]:
    made: list[Row] = []
    for path in found(data, CORPORA["PLV"]):
        table = rows(path)
        given = [kind for kind, _ in answers(table)]
        for metric, gold, ours, theirs in (
            ("types", "gold_root", given, "root_L2"),
            ("quad classes", "gold_penta", quads(given), "penta_L2"),
        ):
            right = [row[gold] for row in table]
            rival = 100 * macro_f1(right, [row[theirs] for row in table])[0] if theirs in table[0] else None
            made.append(Row("PLV", f"macro F1 over {metric}", 100 * macro_f1(right, ours)[0], "%", rival, PUBLISHED))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", type=int, default=0, help="print this many wrong answers")
    options = parser.parse_args()
    table = rows(options.data / CORPORA["PLV"])
    given = [kind for kind, _ in answers(table)]
    types, by_type = macro_f1([row["gold_root"] for row in table], given)
    by_quad, _ = macro_f1([row["gold_penta"] for row in table], quads(given))
    for name, (precision, recall, f1, number) in by_type.items():
        print(f"{name:10} P {precision:6.1%}  R {recall:6.1%}  F1 {f1:6.1%}  n {number}")
    print(f"macro F1 over types {types:.1%}, over quad classes {by_quad:.1%}")
    print(f"rows {len(table)}, no answer {given.count('NONE')}")
    wrong = [(row, kind) for row, kind in zip(table, given, strict=True) if row["gold_root"] != kind]
    for row, kind in wrong[: options.errors]:
        print(f"{row['gold_root']} not {kind} | {row['marked_sentence']}")


if __name__ == "__main__":
    main()
