"""Places: how often a name is put in the right spot (LGL, GeoVirus) and how well names are found (GeoVirus).

``python -m bench.places [--data FOLDER] [--blank] [--errors N]``. A place is right within 161 km
(100 miles) of the point that the corpus gives, the measure of Gritta et al. (2018); the
names are given. ``--blank`` leaves the encoder out.
"""

from __future__ import annotations

import argparse
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import wiredesk
from bench.table import Row, found
from wiredesk.annotate.places import place_of, places
from wiredesk.annotate.places.areas import distance
from wiredesk.gazetteer import Entry, gazetteer
from wiredesk.model import Place

NEAR = 161.0
CORPORA = {"LGL": "dev/lgl/lgl.xml", "GeoVirus": "train/geovirus/geovirus.xml"}


@dataclass
class Gold:
    start: int
    end: int
    text: str
    lat: float
    lon: float
    country: str | None = None


@dataclass
class Score:
    right: int = 0
    country: int = 0
    total: int = 0
    unknown: int = 0
    marked: int = 0  # of the wrong ones, those that are marked as ambiguous
    doubted: int = 0  # of the right ones, those that are
    seconds: float = 0
    documents: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def wrong_ones(self) -> int:
        return self.total - self.right - self.unknown

    def row(self, name: str) -> str:
        total, documents = max(self.total, 1), max(self.documents, 1)
        return (
            f"{name:10} n={self.total} within 161 km {100 * self.right / total:.1f}  "
            f"country {100 * self.country / total:.1f}  unknown {100 * self.unknown / total:.1f}  "
            f"ambiguous: {self.marked} of {self.wrong_ones} wrong, {self.doubted} of {self.right} right  "
            f"{1000 * self.seconds / documents:.1f} ms a document"
        )

    def rows(self, name: str) -> list[Row]:
        """How often a place is right; how many of the wrong ones say that they are unsure; how far the others go."""
        sure, known = self.right - self.doubted, self.total - self.unknown - self.marked - self.doubted
        return [
            Row(name, "within 161 km, names given", 100 * self.right / max(self.total, 1)),
            Row(name, "wrong places marked as ambiguous", 100 * self.marked / max(self.wrong_ones, 1)),
            Row(name, "right among those not marked", 100 * sure / max(known, 1)),
        ]


def lgl(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """(text, toponyms with a point) of each article."""
    for article in ElementTree.parse(path).iter("article"):
        text, golds = article.findtext("text") or "", []
        for toponym in article.iter("toponym"):
            if (tag := toponym.find("gaztag")) is not None and tag.findtext("lat"):
                start, end = int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0)
                lat, lon = float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0)
                golds.append(Gold(start, end, text[start:end], lat, lon, tag.findtext("country")))
        yield text, golds


def geovirus(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """(text, toponyms) of each article; positions in the file count from 1."""
    for article in ElementTree.parse(path).iter("article"):
        text, golds = article.findtext("text") or "", []
        for location in article.iter("location"):
            start, end = (int(location.findtext(tag) or 1) - 1 for tag in ("start", "end"))
            lat, lon = float(location.findtext("lat") or 0), float(location.findtext("lon") or 0)
            golds.append(Gold(start, end, text[start:end], lat, lon))
        yield text, golds


def apart(place: Place, gold: Gold) -> float:
    if place.lat is None or place.lon is None:
        return float("inf")
    return distance(_point(place.lat, place.lon), _point(gold.lat, gold.lon))


def _point(lat: float, lon: float) -> Entry:
    return Entry(0, "", "other", None, None, None, lat, lon, 0, False)


def _country_right(place: Place, gold: Gold) -> bool:
    country = gazetteer().country(place.country) if place.country else None
    return country is not None and gold.country is not None and country.name.split()[0] == gold.country.split()[0]


def resolving(nlp: Language, documents: list[tuple[str, list[Gold]]]) -> Score:
    """Gold toponyms, resolved one by one."""
    score = Score()
    for text, golds in documents:
        doc = nlp(text)
        began = time.process_time()
        given = [place_of(doc, gold.start, gold.end) for gold in golds]
        score.seconds += time.process_time() - began
        score.documents += 1
        for gold, place in zip(golds, given, strict=True):
            score.total += 1
            if place is None:
                score.unknown += 1
                score.wrong[f"{gold.text}: not known"] += 1
                continue
            score.country += _country_right(place, gold)
            if (km := apart(place, gold)) <= NEAR:
                score.right += 1
                score.doubted += bool(place.alternatives)
            else:
                score.marked += bool(place.alternatives)
                where = f"{place.precision} {place.name} {place.admin1} {place.country}"
                spot = f"{gold.lat:.1f} {gold.lon:.1f}, {gold.country}"
                score.wrong[f"{gold.text}: {where} ({km:.0f} km from {spot})"] += 1
    return score


READERS = {"LGL": lgl, "GeoVirus": geovirus}


class Found(NamedTuple):
    """How the names of a corpus were found: per cents over exact spans, and the errors in context."""

    precision: float
    recall: float
    f1: float
    placed: float  # F1 of spans that are also put in the right spot
    pace: float  # ms a document, after the encoder
    wrong: Counter[str]


def finding(nlp: Language, documents: list[tuple[str, list[Gold]]]) -> Found:
    right = hit = there = placed = 0
    seconds = 0.0
    wrong: Counter[str] = Counter()
    for text, golds in documents:
        doc: Doc = nlp(text)
        began = time.process_time()
        hits = {(p.span.start_char, p.span.end_char): p for p in places(doc)}
        seconds += time.process_time() - began
        spans = {(gold.start, gold.end): gold for gold in golds}
        right += len(hits.keys() & spans.keys())
        placed += sum(apart(hits[key], spans[key]) <= NEAR for key in hits.keys() & spans.keys())
        hit, there = hit + len(hits), there + len(spans)
        wrong.update(f"missed   {_context(text, *key)}" for key in spans.keys() - hits.keys())
        wrong.update(f"spurious {_context(text, *key)}" for key in hits.keys() - spans.keys())
    both, pace = max(hit + there, 1), 1000 * seconds / max(len(documents), 1)
    return Found(
        100 * right / max(hit, 1), 100 * right / max(there, 1), 200 * right / both, 200 * placed / both, pace, wrong
    )


def _context(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 25]}".replace("\n", " ")


def run(data: Path) -> list[Row]:
    nlp, rows = wiredesk.load(), []
    with nlp.select_pipes(enable=["encoder"]):
        for name, read in READERS.items():
            if files := found(data, CORPORA[name]):
                documents = list(read(files[0]))
                score = resolving(nlp, documents)
                rows += score.rows(name)
                if name == "GeoVirus":  # LGL marks adjectives and metonyms too, so its spans are another task
                    spans = finding(nlp, documents)
                    rows += [
                        Row(name, "names found, F1", spans.f1),
                        Row(name, "found and within 161 km, F1", spans.placed),
                    ]
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--blank", action="store_true", help="without the encoder")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each kind")
    options = parser.parse_args()
    nlp = spacy.blank("en") if options.blank else wiredesk.load()
    with nlp.select_pipes(enable=[name for name in nlp.pipe_names if name == "encoder"]):
        for name, read in READERS.items():
            documents = [document for path in found(options.data, CORPORA[name]) for document in read(path)]
            show(name, nlp, documents, options.errors)


def show(name: str, nlp: Language, documents: list[tuple[str, list[Gold]]], errors: int) -> None:
    score = resolving(nlp, documents)
    print(score.row(name))
    for line, count in score.wrong.most_common(errors):
        print(f"  {count:4} {line}")
    if name == "GeoVirus":
        spans = finding(nlp, documents)
        print(f"spans P {spans.precision:.1f} R {spans.recall:.1f} F1 {spans.f1:.1f}  placed F1 {spans.placed:.1f}")
        for line, count in spans.wrong.most_common(errors):
            print(f"  {count:4} {line}")


if __name__ == "__main__":
    main()
