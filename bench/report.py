"""docs/accuracy.md, from a run of all benchmarks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bench.floors import ERRORS, SLACK, Floors
from bench.table import Row, cells, markdown

FILE = Path(__file__).parents[1] / "docs" / "accuracy.md"
SPEED = Path(__file__).with_name("speed.json")  # what bench.speed measured last

PORTIONS = {
    "EWT": "UD English EWT 2.17, dev portion. Not trained on; watched during training. Gold words and sentences.",
    "UNER EWT": "UNER EWT, dev portion: PER, ORG, LOC, exact spans. Not trained on; watched during training.",
    "re3d": "re3d without its BBC part, every fifth document by hash, 12 of 68. Not trained on; watched during "
    "training. Of its noun phrases the names; PER, ORG, LOC and NAT, exact spans.",
    "own passages": "The passages written for this project, every tenth by hash. Not trained on; watched during "
    "training. Written by the same hands as those trained on, so other text is harder.",
    "PropBank EWT": "PropBank on UD English EWT, dev portion. Not trained on; watched during training. Gold words, "
    "sentences and predicates.",
    "UDS-IH2": "UDS-IH2, dev portion, 2,642 rated words. Not trained on; watched during training. Gold words and "
    "predicates.",
    "ECB+": "ECB+, dev topics, 346 sentences. Not trained on.",
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
    "PLV actors": "260 phrases of PLV, country and PLOVER sector labelled by hand before the package read them: 200 "
    "**tuned on**, 60 held out, never read for errors. No text is kept, only offsets and labels.",
    "GUM, actors and places": "GUM, open genres, dev portion, 18 documents: raw text, exact spans, chains of persons, "
    "organizations and places. Not trained on; watched during training.",
    "MEANTIME, actors and places": "MEANTIME, topic apple, 30 articles as far as they are annotated throughout, the "
    "same measure. Not trained on. Mostly of products, which count as wrong where they are taken for organizations.",
}
INTRODUCTION = """\
# Accuracy

Written by `python -m bench --data FOLDER --write`; the rows of speed by `python -m bench.speed --write`, which takes
some minutes and needs the package `onnx`. What each measure means stands at the head of the benchmark's file in
`bench/`. Figures are per cent unless a unit stands beside them; those in ms are of one core.

**None of these is a test score.** They are measured on the dev and train portions of public corpora, and most of those
were read for errors while the rules and word lists were written. Expect less on text that nobody has looked at. No
figure here says how good a whole brief is."""
FLOORS = f"""\
## Floors

A figure worse than its floor in `bench/floors.json` makes `make bench` fail: below it, of an error above it. A floor
stands {SLACK} points ({ERRORS["points"]} of an error) beyond what was measured, because int8 arithmetic
differs a little between processors. Floors only get better (`--raise-floors`), and each holds for the very data that it
was measured on, known by its SHA-256."""


def kept_speed() -> tuple[list[Row], str]:
    """What ``python -m bench.speed --write`` measured last: rows, and what they were measured on."""
    if not SPEED.exists():
        return [], ""
    kept = json.loads(SPEED.read_text(encoding="utf-8"))
    return [Row(*row) for row in kept["rows"]], kept["note"]


def described(name: str, text: str) -> str:
    return f"- **{name}**: {text}"


def write(rows: Sequence[Row], floors: Floors, absent: Sequence[str], path: Path = FILE) -> None:
    names = list(dict.fromkeys(row.name for row in rows))
    sources = list(dict.fromkeys(f"- {row.name}: {row.source}" for row in rows if row.source))
    parts = [INTRODUCTION, markdown(cells(rows, floors))]
    if sources:
        parts += ["Published, where a figure is known that is near enough to stand beside ours:", "\n".join(sources)]
    parts += ["## What was measured on", "\n".join(described(name, PORTIONS[name]) for name in names)]
    if absent:
        parts += ["Not measured, because the data was absent:", "\n".join(f"- {line}" for line in absent)]
    path.write_text("\n\n".join([*parts, FLOORS]) + "\n", encoding="utf-8")
    put_speed(path)


def put_speed(path: Path = FILE) -> None:
    """The kept speed as last rows of the table and last of what was measured on, in place of what stands there."""
    rows, note = kept_speed()
    lines = path.read_text(encoding="utf-8").splitlines()
    if not rows:
        return
    table = [i for i, line in enumerate(lines) if line.startswith("|")]
    old = next((i for i in table if lines[i].startswith("| Speed |")), table[-1] + 1)
    lines[old : table[-1] + 1] = markdown(cells(rows, {})).splitlines()[2:]
    lines = [line for line in lines if not line.startswith("- **Speed**")]
    last = max(i for i, line in enumerate(lines) if line.startswith("- **"))
    lines.insert(last + 1, described("Speed", note))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
