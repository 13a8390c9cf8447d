"""Words a second, ours and others' on the same reports: ``python -m bench.speed [--reports 200] [--write]``.

One process, one session of each, one after the other in every round, so that what else the machine does hits all
alike; as many threads as the machine has cores (ours: four at most, its reader one); the median of the rounds. Reports
are those of FA-KES, without them the examples of this repository over and over. Words are spaCy's, without spaces, the
same for all.

* ours: the whole pipeline; and the encoder with all its heads, that is tags, trees, names, cues, events, status,
  factuality, and the reader on every verb (roles), cue (source and content) and trigger (initiator and recipient);
* others: spaCy's small English architecture (:mod:`bench.spacy_small`), RoBERTa base and large (:mod:`bench.roberta`).

In favour of RoBERTa: its tokenizer does not count, nor any head on top; it reads our word pieces (its own would be
about as many) in our windows, in batches sorted by length, and only of ``--few`` reports: more would be like them.
Memory is the peak of this process after the whole pipeline has read all reports, before the others are built.

Takes some minutes, so ``make bench`` leaves it out. ``--write`` keeps the figures in ``bench/speed.json``, from which
docs/accuracy.md has them. The RoBERTa graphs need the package ``onnx``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import wiredesk
from bench import figures, report
from bench.table import HERE, Row, cells, found, plain
from wiredesk.annotate import reader, states

EXAMPLES = HERE / "examples" / "iran-pakistan-2024"
OURS, HEADS, SPACY, BASE, LARGE = "whole pipeline", "encoder, all heads", "spaCy small", "RoBERTa base", "RoBERTa large"
NO_ONNX = "bench.speed: the RoBERTa graphs need the package onnx; install it as pinned in training/requirements.txt"


class Runner(NamedTuple):
    """``run`` reads texts of ``words`` words in all."""

    name: str
    words: int
    run: Callable[[], None]


def texts(data: Path, number: int) -> list[str]:
    """That many reports."""
    if found(data, figures.CORPORA["FA-KES"]):
        known = [f"{row['article_title']}. {row['article_content']}" for row in figures.rows(data)]
    else:
        known = [one.text for one in wiredesk.read(EXAMPLES) if hasattr(one, "text")]
    return list(islice(cycle(known), number))


def words(nlp: Any, some: Iterable[str]) -> int:
    return sum(not token.is_space for text in some for token in nlp.make_doc(text))


def use_heads(doc: Any) -> None:
    """Everything that the encoder's heads and the reader say of a document."""
    kept = states.of(doc)
    if kept is None:
        return
    cues = [kept.labels["cue"][k] for k in kept.chance["cue"].argmax(1)]
    events = [kept.labels["event"][k] for k in kept.chance["event"].argmax(1)]
    reader.read(doc, "roles", [(token.i, token.i) for token in doc if token.pos_ == "VERB"])
    reader.read(doc, "speech", [(i, i) for i, tag in enumerate(cues) if tag == "B"])
    reader.read(doc, "event_roles", [(i, i) for i, kind in enumerate(events) if kind != "O"])


def ours(nlp: Any, some: Sequence[str]) -> list[Runner]:
    count = words(nlp, some)

    def whole() -> None:
        for _ in nlp.pipe(some):
            pass

    def heads() -> None:
        with nlp.select_pipes(enable=["encoder"]):
            for doc in nlp.pipe(some):
                use_heads(doc)

    return [Runner(OURS, count, whole), Runner(HEADS, count, heads)]


def others(nlp: Any, some: Sequence[str], few: int, threads: int) -> list[Runner]:
    """The three that we are measured against."""
    from bench import roberta, spacy_small

    encoder = nlp.get_pipe("encoder")
    small = spacy_small.small_spacy(encoder.labels["xpos"], encoder.labels["dep"])

    def spacy() -> None:
        for _ in small.pipe(some):
            pass

    made = [Runner(SPACY, words(nlp, some), spacy)]
    windows = [window for text in some[:few] for window in encoder.windows(nlp.make_doc(text))]
    batches = roberta.batches([[0, *(i for ids in window.pieces for i in ids), 2] for window in windows])
    for name, size in ((BASE, roberta.BASE), (LARGE, roberta.LARGE)):
        session = roberta.session(size, threads)

        def run(session: Any = session) -> None:
            for batch in batches:
                session.run(None, batch)

        made.append(Runner(name, words(nlp, some[:few]), run))
    return made


def rounds(runners: Sequence[Runner], times: int) -> dict[str, float]:
    """Words a second of each, the median; in every round each has its turn."""
    paces: dict[str, list[float]] = {runner.name: [] for runner in runners}
    for number in range(times):
        for runner in runners:
            begun = time.perf_counter()
            runner.run()
            paces[runner.name].append(runner.words / (time.perf_counter() - begun))
            print(f"round {number + 1}: {runner.name} {paces[runner.name][-1]:,.0f} words/s", file=sys.stderr)
    return {name: median(some) for name, some in paces.items()}


def peak() -> float:
    """The most memory that this process has had, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS, else KiB
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def rows(pace: dict[str, float], memory: float) -> list[Row]:
    """Ours in words a second, how many times as fast as each other one, and memory."""
    made = [Row("Speed", name, pace[name], "words/s") for name in (OURS, HEADS)]
    made += [
        Row("Speed", f"{mine} against {other}", pace[mine] / pace[other], "times")
        for mine in (HEADS, OURS)
        for other in (BASE, LARGE, SPACY)
        if other in pace
    ]
    return [*made, Row("Speed", "peak memory, whole pipeline", memory, "MB")]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--few", type=int, default=20, help="how many of them RoBERTa reads")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="keep the figures and write them into docs/accuracy.md")
    options = parser.parse_args()
    if find_spec("onnx") is None:
        print(NO_ONNX, file=sys.stderr)
        return 2
    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    nlp, some = wiredesk.load(), texts(options.data, options.reports)
    runners = ours(nlp, some)
    for runner in runners:
        runner.run()
    memory = peak()
    pace = rounds([*runners, *others(nlp, some, options.few, threads)], options.rounds)
    made = rows(pace, memory)
    said = ", ".join(f"{name} {value:,.0f}" for name, value in pace.items())
    note = f"{len(some)} reports, {runners[0].words:,} words, {threads} threads; words a second: {said}."
    print(plain(cells(made, {})), note, sep="\n\n")
    if options.write:
        report.SPEED.write_text(json.dumps({"note": note, "rows": made}, indent=1) + "\n", encoding="utf-8")
        report.put_speed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
