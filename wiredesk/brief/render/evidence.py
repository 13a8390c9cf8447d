"""Citations: which words of which report carry a sentence.

A :class:`Passage` is an evidence place, the words in one report that carry a sentence or a cell of a
table. Reports are numbered in the order in which the brief cites them, passages too; the letter
tells the passages of one report apart ("2b").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from wiredesk.errors import UnusableArgument
from wiredesk.model import Report, Situation, Span

Run = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """Words in one report; ``runs`` are character offsets, in order and disjoint."""

    number: int
    source: int
    letter: str
    report: Report
    runs: tuple[Run, ...]

    @property
    def anchor(self) -> str:
        return f"c{self.number}"

    @property
    def words(self) -> str:
        """The exact words, on one line; "[…]" stands for what lies between two places."""
        text, last = self.report.text, 0
        parts: list[str] = []
        for start, end in self.runs:
            between = text[last:start].strip()
            parts += ["[…]"] if parts and between else []
            parts.append(text[start:end])
            last = end
        return " ".join(" ".join(parts).split())


@dataclass(frozen=True)
class Citation:
    """A passage, and the same words in reports that only repeat its report (wire copies)."""

    passage: Passage
    copies: tuple[Passage, ...] = ()


class Ledger:
    """Numbers the reports and passages of one brief as they are cited."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._known = {report.id for report in situation.reports}
        self._passages: dict[tuple[str, tuple[Run, ...]], Passage] = {}
        self._sources: dict[str, int] = {}
        self._by_report: dict[str, list[Passage]] = defaultdict(list)
        self.citations: dict[int, Citation] = {}  # by the number of the passage, with every copy that was cited

    def claims(self, ids: Iterable[str]) -> tuple[Citation, ...]:
        """The citations of these claims, one per report. Raises KeyError for an unknown claim or report."""
        return self.spans(span for id in ids for span in self._situation.claim(id).evidence)

    def spans(self, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """The citations of these words, in the order of the reports' numbers."""
        by_report: dict[str, list[Span]] = defaultdict(list)
        for span in spans:
            by_report[span.report].append(span)
        by_origin: dict[str, list[str]] = defaultdict(list)
        for report in by_report:
            by_origin[self._origin(report)].append(report)
        citations = [self._cite(origin, reports, by_report) for origin, reports in by_origin.items()]
        return tuple(sorted(citations, key=lambda citation: (citation.passage.source, citation.passage.number)))

    def source(self, report: str) -> int:
        """The number of the report with this id."""
        return self._sources.setdefault(report, len(self._sources) + 1)

    def passages(self, report: str) -> tuple[Passage, ...]:
        """Every passage of this report that is cited, in the order of citing."""
        return tuple(self._by_report[report])

    def reports(self) -> list[tuple[int, Report]]:
        """Every report with its number: those cited first, then the rest as the situation has them."""
        return sorted(
            ((self.source(report.id), report) for report in self._situation.reports), key=lambda pair: pair[0]
        )

    def _cite(self, origin: str, reports: list[str], by_report: dict[str, list[Span]]) -> Citation:
        first = origin if origin in by_report else reports[0]
        passage = self._passage(first, by_report[first])
        copies = tuple(self._passage(report, by_report[report]) for report in reports if report != first)
        before = self.citations.get(passage.number, Citation(passage))
        new = tuple(copy for copy in copies if copy not in before.copies)
        self.citations[passage.number] = Citation(passage, before.copies + new)
        return Citation(passage, copies)

    def _passage(self, id: str, spans: Iterable[Span]) -> Passage:
        report = self._situation.report(id)
        runs = _runs(report, spans)
        if (id, runs) not in self._passages:
            letter = _letter(len(self._by_report[id]))
            passage = Passage(len(self._passages) + 1, self.source(id), letter, report, runs)
            self._passages[id, runs] = passage
            self._by_report[id].append(passage)
        return self._passages[id, runs]

    def _origin(self, id: str) -> str:
        """The report that this one repeats, over any number of hands; a circle of copies ends where it closes."""
        seen = [id]
        while (repeats := self._situation.report(seen[-1]).repeats) and repeats in self._known:
            if repeats in seen:
                return min(seen[seen.index(repeats) :])
            seen.append(repeats)
        return seen[-1]


def _runs(report: Report, spans: Iterable[Span]) -> tuple[Run, ...]:
    """The spans in text order, those that overlap or touch joined into one."""
    runs: list[Run] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if span.end < span.start or report.text[span.start : span.end] != span.text:
            raise UnusableArgument(f"evidence at {span.start} is not in report {report.id}; extract its claims again")
        if runs and span.start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], span.end))
        else:
            runs.append((span.start, span.end))
    return tuple(runs)


def _letter(index: int) -> str:
    """a, b, …, z, aa, ab, …"""
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def link(source: str) -> str:
    """The source if it is a web address, else "": a path on the writer's disk leads nowhere for a reader."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return ""
    return source if parts.scheme in ("http", "https") and parts.netloc else ""


def outlet(report: Report) -> str:
    """Who published the report, as well as the report tells."""
    if report.outlet or not report.source:
        return report.outlet or "Unnamed outlet"
    return urlsplit(report.source).netloc if link(report.source) else _file(report.source)


def title(report: Report) -> str:
    """The headline, or the report's first words."""
    return report.title or clip(report.text, 70) or "Empty report"


def clip(text: str, length: int) -> str:
    """The text on one line, cut at a word to at most ``length`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def _file(source: str) -> str:
    return source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or source
