"""Coreference of persons, organizations and places: ``python -m bench.coref [--data FOLDER] [--errors N]``.

GUM (Zeldes 2017, open genres, dev part) and MEANTIME (Minard et al. 2016, topic apple, as far as it is annotated) as
plain text through the whole pipeline; a mention is right when its first and last characters are those of the gold,
which holds the mark of an owner ("Nordia's") in GUM and leaves it out in MEANTIME. Gold are the chains of the three
types with two or more mentions, ours are the clusters of ``doc._.coref`` as they are.

MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998) and CEAF-φ4 (Luo 2005), with mentions that only one side has as
in Pradhan et al. (2014); CoNLL F1 is the mean of the three. Counts are summed over the documents. "gold singletons
counted": the gold has its mentions that stand alone as well, which we never give.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]
from spacy.tokens import Span

import wiredesk
from bench.table import Row, found
from training.corpora import chains
from wiredesk.annotate.coref import coref

GUM, MEANTIME = "GUM, actors and places", "MEANTIME, actors and places"
CORPORA = {GUM: "train/gum_open/dev.conllu", MEANTIME: "train/meantime/apple/*.xml"}
TYPES = frozenset({"person", "organization", "place"})
Chars = tuple[int, int]
Clusters = list[frozenset[Chars]]


class Read(NamedTuple):
    """A document with the gold chains, those of one mention too, and ours."""

    name: str
    text: str
    gold: Clusters
    ours: Clusters


class Parts(NamedTuple):
    """Numerators and denominators of recall and precision."""

    right: float
    gold: float
    hit: float
    found: float

    @property
    def f1(self) -> float:
        """Per cent."""
        recall, precision = self.right / max(self.gold, 1e-9), self.hit / max(self.found, 1e-9)
        return 200 * recall * precision / max(recall + precision, 1e-9)

    def __str__(self) -> str:
        recall, precision = (100 * a / max(b, 1e-9) for a, b in ((self.right, self.gold), (self.hit, self.found)))
        return f"P {precision:5.1f}  R {recall:5.1f}  F1 {self.f1:5.1f}"


def _home(clusters: Clusters) -> dict[Chars, int]:
    return {mention: k for k, cluster in enumerate(clusters) for mention in cluster}


def _links(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    """Links of ``clusters`` that ``others`` keep, and all of them."""
    home = _home(others)
    kept = 0
    for cluster in clusters:
        pieces = {home.get(mention, mention) for mention in cluster}
        kept += len(cluster) - len(pieces)
    return kept, sum(len(cluster) - 1 for cluster in clusters)


def muc(gold: Clusters, ours: Clusters) -> Parts:
    return Parts(*_links(gold, ours), *_links(ours, gold))


def _shares(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    """The share of its cluster that each mention has with it on the other side, summed; and how many there are."""
    home, total = _home(others), 0.0
    for cluster in clusters:
        for mention in cluster:
            if mention in home:
                total += len(cluster & others[home[mention]]) / len(cluster)
    return total, sum(map(len, clusters))


def b_cubed(gold: Clusters, ours: Clusters) -> Parts:
    return Parts(*_shares(gold, ours), *_shares(ours, gold))


def ceaf(gold: Clusters, ours: Clusters) -> Parts:
    """By entities: each gold chain with at most one cluster, alike as their mentions are (φ4: Dice)."""
    alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in ours] for a in gold]).reshape(len(gold), len(ours))
    total = float(alike[linear_sum_assignment(-alike)].sum())
    return Parts(total, len(gold), total, len(ours))


def detected(gold: Clusters, ours: Clusters) -> Parts:
    """Mentions alone."""
    ways = frozenset().union(*gold), frozenset().union(*ours)
    hit = len(ways[0] & ways[1])
    return Parts(hit, len(ways[0]), hit, len(ways[1]))


METRICS = {"MUC F1": muc, "B³ F1": b_cubed, "CEAF-φ4 F1": ceaf, "mentions F1": detected}


def score(read: Iterable[Read], least: int = 2) -> dict[str, Parts]:
    """Each metric; gold chains of fewer than ``least`` mentions do not count."""
    read = list(read)
    made = {}
    for name, metric in METRICS.items():
        each = [metric([one for one in text.gold if len(one) >= least], text.ours) for text in read]
        made[name] = Parts(*(sum(column) for column in zip(*each, strict=True)))
    return made


def conll(parts: dict[str, Parts]) -> float:
    return sum(parts[name].f1 for name in list(METRICS)[:3]) / 3


def texts(data: Path, name: str) -> list[chains.Text]:
    files = found(data, CORPORA[name])
    return [one for path in files for one in (chains.gum(path) if name == GUM else [chains.meantime(path)])]


def gold(text: chains.Text) -> Clusters:
    made: dict[str, set[Chars]] = defaultdict(set)
    for mention in text.mentions:
        if mention.type in TYPES:
            made[mention.chain].add((mention.start, mention.end))
    return [frozenset(chain) for chain in made.values()]


class Measured(NamedTuple):
    read: list[Read]
    pace: float  # ms per 800 words
    share: float  # of the time of the pipeline without coreference, per cent


def _chars(span: Span, bare: bool) -> Chars:
    """First and last character; ``bare`` without the mark of an owner ("Nordia's")."""
    cut = bare and len(span) > 1 and span[-1].tag_ == "POS"
    return span.start_char, span[: len(span) - cut].end_char


def measure(some: Sequence[chains.Text], bare: bool = False) -> Measured:
    nlp, made = wiredesk.load(), []
    whole = spent = words = 0.0
    for text in some:
        begun = time.process_time()
        doc = nlp(text.text)
        read = time.process_time()
        clusters = coref(doc)
        whole, spent, words = whole + read - begun, spent + time.process_time() - read, words + len(doc)
        ours = [frozenset(_chars(span, bare) for span in cluster) for cluster in clusters]
        made.append(Read(text.name, text.text, gold(text), ours))
    return Measured(made, 800_000 * spent / max(words, 1), 100 * spent / max(whole, 1e-9))


def run(data: Path) -> list[Row]:
    rows = []
    for name in CORPORA:
        some = texts(data, name)
        if not some:
            continue
        measured = measure(some, bare=name == MEANTIME)
        parts, every = score(measured.read), score(measured.read, least=1)
        line = partial(Row, name)
        rows.append(line("CoNLL F1", conll(parts)))
        rows += [line(metric, parts[metric].f1) for metric in METRICS]
        rows.append(line("CoNLL F1, gold singletons counted", conll(every)))
        rows.append(line("per 800 words, after the rest", measured.pace, "ms"))
    return rows


def show_errors(read: Read) -> None:
    """Gold chains with what we made of each mention: its cluster, or - where we have none."""
    home = _home(read.ours)
    print(f"\n{read.name}")
    for chain in read.gold:
        if len(chain) > 1:
            told = ((home.get(at, "-"), read.text[at[0] : at[1]][:50].replace("\n", " ")) for at in sorted(chain))
            print("  gold: " + " | ".join(f"{where}:{words}" for where, words in told))
    known = frozenset().union(*read.gold)
    for k, cluster in enumerate(read.ours):
        extra = [read.text[a:b][:50].replace("\n", " ") for a, b in sorted(cluster - known)]
        if extra:
            print(f"  no gold mention, {k}: " + " | ".join(extra))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", type=int, default=0, help="print what is wrong in this many texts of each corpus")
    options = parser.parse_args()
    for name in CORPORA:
        measured = measure(texts(options.data, name), bare=name == MEANTIME)
        for least in (2, 1):
            parts = score(measured.read, least)
            print(f"{name}: {len(measured.read)} texts, gold of {least} or more: CoNLL F1 {conll(parts):.1f}")
            print("\n".join(f"  {metric:12} {part}" for metric, part in parts.items()))
        print(f"  {measured.pace:.1f} ms per 800 words, {measured.share:.1f}% of the pipeline")
        for read in measured.read[: options.errors]:
            show_errors(read)


if __name__ == "__main__":
    main()
