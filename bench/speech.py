"""Attribution on the PolNeAR dev split: source, cue and content, exact and by overlap.

    python -m bench.speech [--data FOLDER] [--all]

Definitions, after the evaluation of Citron (Newell et al. 2018, scores on PARC 3.0):

* exact: a cue is right when an annotated cue has the same characters; a source or content is right when cues overlap
  and all its pieces are the same characters. Precision, recall and F1 over attributions.
* overlap: tokens shared by a predicted and an annotated span of the same role whose cues overlap, over all predicted
  tokens (precision) and over all annotated tokens (recall) of that role.
* matched: the same, but over those attributions only whose cues overlap: how good the spans are once the cue is found.

PolNeAR puts every token into one attribution at most, so nested attributions (``nested_in``) are left out of the count;
``--all`` counts them as well. Where a text has several annotators the first by name is taken.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Span

import wiredesk
from bench.table import Row
from bench.table import found as files_of
from wiredesk.annotate.speech import Speech, speech

CORPORA = {"PolNeAR": "dev/polnear/*/*"}
FOLDER = "dev/polnear"
ROLES = ("source", "cue", "content")
Pieces = tuple[tuple[int, int], ...]


class Attribution(NamedTuple):
    """The character ranges of the three roles; empty where there is none."""

    source: Pieces
    cue: Pieces
    content: Pieces


def gold(path: Path, text: str) -> list[Attribution]:
    """The attributions of one brat file."""
    spans: dict[str, Pieces] = {}
    found = []
    for line in path.read_text("utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            ranges = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = _clean(text, (tuple(map(int, part.split())) for part in ranges.split(";")))  # type: ignore[misc]
        elif key.startswith("E"):
            roles: dict[str, Pieces] = defaultdict(tuple)
            for part in rest.split():
                role, mark = part.split(":")
                roles[re.sub(r"\d", "", role).lower()] += spans.get(mark, ())  # one file names a span it has not
            found.append(Attribution(roles["source"], roles["cue"], roles["content"]))
    return found


def _clean(text: str, ranges: Iterable[tuple[int, int]]) -> Pieces:
    """Ranges without white space at their edges; pieces joined where only white space lies between."""
    pieces: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if pieces and not text[pieces[-1][1] : start].strip():
            pieces[-1] = (pieces[-1][0], end)
        elif start < end:
            pieces.append((start, end))
    return tuple(pieces)


def predicted(text: str, found: Iterable[Speech]) -> list[Attribution]:
    """Attributions of the package in characters."""
    return [Attribution(*(_clean(text, _ranges(getattr(one, role))) for role in ROLES)) for one in found]


def _ranges(words: Span | list[Span] | None) -> list[tuple[int, int]]:
    spans = words if isinstance(words, list) else [words] if words is not None else []
    return [(span.start_char, span.end_char) for span in spans]


def tokens(text: str, pieces: Pieces) -> set[int]:
    """Word tokens by the place of their first character; punctuation does not count."""
    return {start + m.start() for start, end in pieces for m in re.finditer(r"\w+(?:['’.,-]\w+)*", text[start:end])}


def touch(a: Pieces, b: Pieces) -> bool:
    return any(s < y and x < e for s, e in a for x, y in b)


class Score:
    """Counts over documents."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, text: str, right: list[Attribution], ours: list[Attribution]) -> None:
        pairs = [(g, p) for g in right for p in ours if touch(g.cue, p.cue)]
        for role in ROLES:
            same = [(g, p) for g, p in pairs if getattr(g, role) == getattr(p, role)]
            count = self.counts
            count[f"{role} exact g"] += len({g for g, p in same if getattr(g, role)})
            count[f"{role} exact p"] += len({p for g, p in same if getattr(p, role)})
            count[f"{role} gold"] += sum(1 for g in right if getattr(g, role))
            count[f"{role} ours"] += sum(1 for p in ours if getattr(p, role))
            self._overlap(text, role, "all", pairs, right, ours)
            self._overlap(text, role, "matched", pairs, list({g for g, _ in pairs}), list({p for _, p in pairs}))

    def _overlap(self, text: str, role: str, name: str, pairs: list, right: list, ours: list) -> None:  # type: ignore[type-arg]
        shared = {(t, p.cue) for g, p in pairs for t in tokens(text, getattr(g, role)) & tokens(text, getattr(p, role))}
        self.counts[f"{role} {name} shared"] += len(shared)
        self.counts[f"{role} {name} gold"] += sum(len(tokens(text, getattr(g, role))) for g in right)
        self.counts[f"{role} {name} ours"] += sum(len(tokens(text, getattr(p, role))) for p in ours)

    def rows(self) -> Iterator[tuple[str, str, float, float, float]]:
        c = self.counts
        for role in ROLES:
            yield role, "exact", *f1(c[f"{role} exact p"], c[f"{role} ours"], c[f"{role} exact g"], c[f"{role} gold"])
            for name in ("all", "matched"):
                hit = c[f"{role} {name} shared"]
                label = "overlap" if name == "all" else "matched"
                yield role, label, *f1(hit, c[f"{role} {name} ours"], hit, c[f"{role} {name} gold"])


def f1(hit: int, ours: int, found: int, right: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent."""
    p, r = hit / max(ours, 1), found / max(right, 1)
    return 100 * p, 100 * r, 200 * p * r / (p + r) if p + r else 0.0


def files(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The texts, each with its first annotator."""
    for path in sorted((folder / "text").glob("*.txt")):
        yield path, min((folder / "attributions").glob(path.stem.replace("[", "[[]") + "_*.ann"))


def measure(folder: Path, nested: bool = False) -> tuple[Score, float]:
    """The score, and ms per 400 words after the encoder."""
    nlp, score, seconds, words = wiredesk.load(), Score(), 0.0, 0
    with nlp.select_pipes(enable=["encoder"]):
        for path, annotation in files(folder):
            text = path.read_text("utf-8")
            doc = nlp(text)
            start = time.process_time()
            found = speech(doc)
            seconds += time.process_time() - start
            words += len(doc)
            kept = [one for one in found if nested or one.nested_in is None]
            score.add(text, gold(annotation, text), predicted(text, kept))
    return score, 1000 * 400 * seconds / max(words, 1)


def run(data: Path) -> list[Row]:
    if not files_of(data, CORPORA["PolNeAR"]):
        return []
    score, pace = measure(data / FOLDER)
    rows = [Row("PolNeAR", f"{role}, {name}, F1", f) for role, name, _, _, f in score.rows()]
    return [*rows, Row("PolNeAR", "per 400 words, after the encoder", pace, "ms")]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--all", action="store_true", help="count nested attributions too")
    options = parser.parse_args()
    score, pace = measure(options.data / FOLDER, options.all)
    for role, name, p, r, f in score.rows():
        print(f"{role:8} {name:8} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}")
    print(f"{pace:.2f} ms per 400 tokens")


if __name__ == "__main__":
    main()
