"""A Brief as Markdown: CommonMark with GitHub's tables and footnotes.

A citation is a footnote with the exact words. Its label names the report and the passage ("2b"), as in print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from wiredesk.brief.render.dates import words
from wiredesk.brief.render.evidence import Citation, Passage, clip, link, outlet, title
from wiredesk.brief.render.page import page, reason, standing
from wiredesk.brief.render.parts import Block, Entry, Line, Page, Part
from wiredesk.brief.render.tables import Cell, Source, Tie, Toll
from wiredesk.model import Brief, Event, Situation

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
_LINE_START = re.compile(r"^(\s*)(?:([#+=>-])|(\d+)([.)]))")
_CONTROLS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def markdown(brief: Brief, situation: Situation) -> str:
    """The brief as Markdown, with a line break at its end."""
    laid_out = page(brief, situation)
    paragraphs = [*_head(laid_out)]
    for part in laid_out.parts:
        paragraphs += _part(part, laid_out)
    paragraphs += [_note(citation) for citation in _in_order(laid_out)]
    return _SURROGATE.sub("\ufffd", "\n\n".join(paragraphs)) + "\n"


def escape(text: str) -> str:
    """The text on one line with everything escaped that Markdown would read as a mark."""
    text = _SPECIAL.sub(r"\\\g<0>", " ".join(_CONTROLS.sub(" ", text).split()))
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}", text)


def _head(laid_out: Page) -> Iterator[str]:
    brief = laid_out.brief
    yield f"# {escape(brief.title or 'Brief')}"
    as_of = f"As of {escape(words(brief.as_of))}. " if brief.as_of else ""
    yield f"*{as_of}{escape(laid_out.facts)}.*"
    if laid_out.lead:
        yield _lines(laid_out.lead)


def _part(part: Part, laid_out: Page) -> Iterator[str]:
    if not part.blocks and part.kind != "sources":
        return
    yield f"## {escape(part.title)}"
    for block in part.blocks:
        yield from _block(part.kind, block)
    if part.kind == "sources":
        yield _sources(laid_out.sources)


def _block(kind: str, block: Block) -> Iterator[str]:
    if block.heading:
        yield f"### {escape(block.heading)}"
    if block.note:
        yield f"*{escape(block.note)}*"
    if kind == "background":
        yield " ".join(_lines(entry.lines) for entry in block.entries)
    elif block.entries or block.ties:
        yield "\n".join((*(f"- {_entry(entry)}" for entry in block.entries), *(_tie(tie) for tie in block.ties)))
    if block.toll:
        yield _toll(block.toll)


def _entry(entry: Entry) -> str:
    parts = [_lines(entry.lines)]
    if entry.event and entry.anchor:
        parts.append(f"*{_standing(entry.event)}*")
    parts += [f"{jump.label}: {escape(jump.text)}.{_cites(jump.citations)}" for jump in entry.jumps]
    return "\n  ".join(parts)


def _standing(event: Event) -> str:
    return standing(event).capitalize() + (f". {escape(reason(event))}" if event.why else "")


def _lines(lines: tuple[Line, ...]) -> str:
    return " ".join(escape(line.text) + _cites(line.citations) for line in lines)


def _cites(citations: tuple[Citation, ...]) -> str:
    return "".join(f"[^{_label(citation.passage)}]" for citation in citations)


def _label(passage: Passage) -> str:
    return f"{passage.source}{passage.letter}"


def _toll(toll: Toll) -> str:
    head = ["According to", *(column.capitalize() for column in toll.columns)]
    rows = [[escape(speaker), *(_cell(cell) for cell in cells)] for speaker, cells in toll.rows]
    return _table(head, rows)


def _cell(figures: tuple[Cell, ...]) -> str:
    return "; ".join(
        (f"“{escape(cell.wording)}”" if cell.wording else cell.number or "some")
        + (f" ({escape(cell.note)})" if cell.note else "")
        + _cites(cell.citations)
        for cell in figures
    )


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _tie(tie: Tie) -> str:
    others = ", ".join(escape(other) + _cites(citations) for other, citations in tie.others)
    return f"- {tie.label.capitalize()}: {others}"


def _sources(sources: tuple[Source, ...]) -> str:
    rows = [
        [
            str(source.number),
            escape(outlet(source.report)),
            _linked(source),
            words(source.report.published) or "no date",
            _remarks(source),
        ]
        for source in sources
    ]
    return _table(["No.", "Outlet", "Title", "Published", "Remarks"], rows) if rows else "No reports."


def _linked(source: Source) -> str:
    text, address = escape(title(source.report)), link(source.report.source)
    # What a link target cannot hold is percent-encoded; the reserved characters of RFC 3986 stay.
    return f"[{text}](<{quote(address, safe=_RESERVED, errors='replace')}>)" if address else text


_RESERVED = ":/?#[]@!$&'()*+,;=%-._~"


def _remarks(source: Source) -> str:
    report = source.report
    remarks = [f"repeats {source.repeats[0]}"] if source.repeats else []
    remarks += ["not cited"] if not source.cited else []
    remarks += [f"mark “{escape(mark.label)}” leads nowhere" for mark in report.marks if not mark.leads_to]
    remarks += [f"left out ({escape(one.reason)}): “{escape(clip(one.text, 80))}”" for one in report.dropped]
    return "; ".join(remarks)


def _in_order(laid_out: Page) -> list[Citation]:
    return sorted(laid_out.ledger.citations.values(), key=lambda one: (one.passage.source, one.passage.number))


def _note(citation: Citation) -> str:
    passage = citation.passage
    report = passage.report
    heading = ", ".join(
        part for part in (outlet(report), f"“{report.title}”" if report.title else "", words(report.published)) if part
    )
    also = ", ".join(outlet(copy.report) for copy in citation.copies)
    copies = f" Also in {escape(also)}." if also else ""
    return f"[^{_label(passage)}]: {escape(heading)}: “{escape(passage.words)}”{copies}"
