"""Country and PLOVER sector of actor mentions: ``python -m bench.actors [--data FOLDER] [--errors]``.

The mentions are source and target phrases of the PLV file; bench/actors_plv.tsv gives each by its row and character
offsets, with labels by hand that were written from the sentence alone, before our answer was looked at. ``tuned``
are 200 mentions whose wrong answers were read to mend the package, ``held`` 60 that never were. Both were drawn in
a fixed order (seeds 4 and 5), from the whole file, one mention a sentence, half sources and half targets.

How they are labelled. A phrase is an actor mention if it names or describes people, a body or a state that acts, is
spoken to, helped, fought or visited; or if it names somebody's property, words or doings, which stand for their owner
("an army base": the army; "the minister's demand": the minister). Passed over, the next one drawn: places where
something merely happens, and things, agreements and happenings of no named owner.

- Country (ISO 3166-1 alpha-2, XK for Kosovo): that of the state, the seat of the body, the nationality of the people;
  none for international bodies, for groups without one state, and where neither the sentence nor the name tells it.
- Sector: who heads a state or a ministry, speaks or negotiates for it, and a state itself: GOV. Courts JUD, and
  prosecutors JUD or GOV; defence ministries GOV or MIL. Members have the sector of their group; prisoners too. People
  with no other part are CVL; who seeks refuge is REF; workers on strike are LAB. Who held an office before has that
  of the office, since the codes in use have none for former office holders.
- A bar parts labels that are right alike, ``-`` is none: several actors in one phrase, bodies of two sectors, and
  persons whom a sentence gives by name only and who hold no public office (none is right as well).
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import wiredesk
from bench.table import Row, found
from wiredesk.annotate.actors import actor_of

CORPORA = {"PLV actors": "dev/plv/PLV_train.tsv"}
LABELS = Path(__file__).with_name("actors_plv.tsv")
PARTS = {"tuned": "", "held": ", held out"}


class Mention(NamedTuple):
    """A phrase and the labels that are right for it; None among them where no country or sector can be told."""

    part: str
    sentence: str
    start: int
    end: int
    countries: frozenset[str | None]
    sectors: frozenset[str | None]

    @property
    def text(self) -> str:
        return self.sentence[self.start : self.end]


class Answer(NamedTuple):
    country: str | None
    sector: str | None


def labels(cell: str) -> frozenset[str | None]:
    """The labels in a cell: ``-|SY`` is none or SY."""
    return frozenset(None if one == "-" else one for one in cell.split("|"))


def mentions(table: Path, labelled: Path = LABELS) -> list[Mention]:
    """The labelled mentions whose sentences stand in the file, in the order of the labels."""
    with table.open(encoding="utf-8", newline="") as stream:
        sentences = {row["sentence_id"]: row["sentence"] for row in csv.DictReader(stream, delimiter="\t")}
    with labelled.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return [
        Mention(
            row["part"],
            sentences[row["sentence_id"]],
            int(row["start"]),
            int(row["end"]),
            labels(row["country"]),
            labels(row["sector"]),
        )
        for row in rows
        if row["sentence_id"] in sentences
    ]


def answers(asked: Sequence[Mention]) -> Iterator[Answer]:
    """What the package says of each phrase in its sentence."""
    nlp = wiredesk.load()
    with nlp.select_pipes(enable=["encoder", "times", "places"]):
        for mention, doc in zip(asked, nlp.pipe((one.sentence for one in asked), batch_size=16), strict=True):
            words = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            assert words is not None  # the offsets lie in the sentence
            actor = actor_of(words)
            yield Answer(actor.country, actor.sector)


def score(asked: Sequence[Mention], given: Sequence[Answer]) -> dict[str, float]:
    """Percent of the mentions with country, sector and both right."""
    pairs = list(zip(asked, given, strict=True))
    right = {
        "country": [ours.country in mention.countries for mention, ours in pairs],
        "sector": [ours.sector in mention.sectors for mention, ours in pairs],
    }
    right["country and sector"] = [a and b for a, b in zip(right["country"], right["sector"], strict=True)]
    return {name: 100 * sum(hits) / max(1, len(hits)) for name, hits in right.items()}


def run(data: Path) -> list[Row]:
    made: list[Row] = []
    for path in found(data, CORPORA["PLV actors"]):
        asked = mentions(path)
        pairs = list(zip(asked, answers(asked), strict=True))
        for part, which in PARTS.items():
            of_part = [pair for pair in pairs if pair[0].part == part]
            figures = score([mention for mention, _ in of_part], [ours for _, ours in of_part])
            made += [Row("PLV actors", f"{metric} right{which}", value) for metric, value in figures.items() if of_part]
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="print the wrong answers of the tuned part")
    options = parser.parse_args()
    for row in run(options.data):
        print(f"{row.name:24} {row.metric:26} {row.value:5.1f} %")
    for path in found(options.data, CORPORA["PLV actors"]) if options.errors else ():
        asked = [mention for mention in mentions(path) if mention.part == "tuned"]
        for mention, ours in zip(asked, answers(asked), strict=True):
            if ours.country not in mention.countries or ours.sector not in mention.sectors:
                right = "/".join("|".join(sorted(map(str, one))) for one in (mention.countries, mention.sectors))
                print(f"{right:16} not {ours.country}/{ours.sector} | {mention.text} | {mention.sentence}")


if __name__ == "__main__":
    main()
