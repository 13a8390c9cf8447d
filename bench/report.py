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
    "TimeBank": "60 of the 183 documents of TempEval-3 TimeBank. **Tuned on**: the grammar was corrected by its errors.",
    "WikiWars": "16 of the 22 documents of WikiWars. **Tuned on.**",
    "LGL": "Local-Global Lexicon, all 588 articles of local US news. **Tuned on.**",
    "GeoVirus": "135 Wikinews articles of GeoVirus. **Tuned on.**",
    "FA-KES": "FA-KES, the 384 earlier reports. **Tuned on.** A label of 0 also means “not mentioned”; some reports stand in "
    "the file several times with different labels, so 100 cannot be reached.",
    "PolNeAR": "PolNeAR, dev portion, 84 political news articles of 2016, the first annotator. **Tuned on.** Every cue of "
    "thinking, wanting and showing counts, not only of saying.",
    "PLV": "PLV, the train file, 1,047 rows. **Tuned on.**",
}


def write(rows: Sequence[Row], floors: Floors, absent: Sequence[str], path: Path = FILE) -> None:
    names = list(dict.fromkeys(row.name for row in rows))
    sources = list(dict.fromkeys(f"{row.name}: {row.source}." for row in rows if row.source))
    parts = [
        "# Accuracy",
        "Written by `python -m bench --data FOLDER --write`; the definition of each measure stands at the head of the benchmark's "
        "file in `bench/`. Figures are per cent unless a unit stands beside them; times are of one core.",
        "**None of these is a test score.** They are measured on the dev and train portions of public corpora, and most "
        "of those were read for errors while the rules and word lists were written. Expect less on text that nobody has looked at. "
        "No figure here says how good a whole brief is.",
        markdown(cells(rows, floors)),
        "Published figures, where we know of one that is close enough to stand beside ours:",
        "\n".join(f"- {line}" for line in sources),
        "## What was measured on",
        "\n".join(f"- **{name}**: {PORTIONS[name]}" for name in names),
    ]
    if absent:
        parts += ["Not measured in this run, because the data was absent:", "\n".join(f"- {line}" for line in absent)]
    parts += [
        "## Floors",
        f"A figure below its floor in `bench/floors.json` makes `make bench` fail. Floors stand {SLACK} points below a measured figure, "
        "because int8 arithmetic differs a little between processors; they only rise (`--raise-floors`), and each holds "
        "for the very data it was measured on, known by its SHA-256.",
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
