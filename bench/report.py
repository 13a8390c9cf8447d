"""docs/accuracy.md, from a run of all benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.floors import SLACK, Floors
from bench.table import Row, cells, markdown

FILE = Path(__file__).parents[1] / "docs" / "accuracy.md"

PORTIONS = {
    "EWT": "UD English EWT 2.17, dev portion. Not trained on; watched during training. Gold words and sentences.",
    "UNER EWT": "UNER EWT, dev portion: PER, ORG, LOC, exact spans. Not trained on; watched during training.",
    "TimeBank": "60 of the 183 documents of TempEval-3 TimeBank. **Tuned on**: rules were corrected by errors on it.",
    "WikiWars": "16 of the 22 documents of WikiWars. **Tuned on.**",
    "LGL": "Local-Global Lexicon, all 588 articles of local US news. **Tuned on.**",
    "GeoVirus": "135 Wikinews articles of GeoVirus. **Tuned on.**",
    "FA-KES": "FA-KES, the 384 earlier reports. **Tuned on.** Reports that state a number: civilians "
    "249, non-civilians 152, children 50, women 10. A label of 0 also means “not mentioned”, and some "
    "reports stand in the file several times with different labels, so 100 cannot be reached.",
    "PolNeAR": "PolNeAR, dev portion, 84 political news articles of 2016, the first annotator. **Tuned on.** Cues "
    "of thinking, wanting and showing count too, not only of saying.",
    "PLV": "PLV, the train file, 1,047 rows. **Tuned on**, while the published system beside it saw none of its "
    "labels: the two figures do not say which is better.",
}
INTRODUCTION = """\
# Accuracy

Written by `python -m bench --data FOLDER --write`. What each measure means stands at the head of the benchmark's file
in `bench/`. Figures are per cent unless a unit stands beside them; times are of one core.

**None of these is a test score.** They are measured on the dev and train portions of public corpora, and most of those
were read for errors while the rules and word lists were written. Expect less on text that nobody has looked at. No
figure here says how good a whole brief is."""
FLOORS = f"""\
## Floors

A figure below its floor in `bench/floors.json` makes `make bench` fail. A floor stands {SLACK} points below what was
measured, because int8 arithmetic differs a little between processors. Floors only rise (`--raise-floors`),
and each holds for the very data that it was measured on, known by its SHA-256."""


def write(rows: Sequence[Row], floors: Floors, absent: Sequence[str], path: Path = FILE) -> None:
    names = list(dict.fromkeys(row.name for row in rows))
    sources = list(dict.fromkeys(f"- {row.name}: {row.source}" for row in rows if row.source))
    parts = [INTRODUCTION, markdown(cells(rows, floors))]
    if sources:
        parts += ["Published, where a figure is known that is near enough to stand beside ours:", "\n".join(sources)]
    parts += ["## What was measured on", "\n".join(f"- **{name}**: {PORTIONS[name]}" for name in names)]
    if absent:
        parts += ["Not measured, because the data was absent:", "\n".join(f"- {line}" for line in absent)]
    path.write_text("\n\n".join([*parts, FLOORS]) + "\n", encoding="utf-8")
