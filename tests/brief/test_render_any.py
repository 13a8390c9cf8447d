"""Any text, with any evidence in it, can be rendered and loses nothing."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.brief.render_sample import KESTREL, Tree, said
from wiredesk.brief.render import data, html, markdown
from wiredesk.brief.render.evidence import Ledger
from wiredesk.brief.render.marked import fragments
from wiredesk.model import Brief, Claim, Report, Situation, Span, Statement

# Everything that Unicode holds, lone surrogates too; markup and line breaks more often than chance would have them.
TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("<>&\"'\n\r \u2028\u202e")), max_size=60
)


@st.composite
def cited(draw: st.DrawFn) -> Situation:
    report = Report.of(draw(TEXTS))
    offsets = st.integers(0, len(report.text))
    claims = []
    for place in range(draw(st.integers(0, 6))):
        spans = draw(st.lists(st.tuples(offsets, offsets).map(sorted), min_size=1, max_size=3))
        evidence = tuple(Span(report=report.id, start=a, end=b, text=report.text[a:b]) for a, b in spans)
        claims.append(Claim(id=str(place), report=report.id, evidence=evidence, statement=Statement(text=""),
                            speakers=(KESTREL,)))  # fmt: skip
    return Situation(reports=(report,), claims=tuple(claims))


@given(cited())
def test_fragments_joined_give_the_text_and_runs_give_their_words(situation: Situation) -> None:
    (report,) = situation.reports
    ledger = Ledger(situation)
    for claim in situation.claims:
        ledger.claims([claim.id])
    pieces = list(fragments(report.text, ledger.passages(report.id)))
    assert "".join(piece.text for piece in pieces) == report.text
    begun = [anchor for piece in pieces for anchor in piece.begins]
    assert sorted(begun) == sorted(passage.anchor for passage in ledger.passages(report.id))
    for passage in ledger.passages(report.id):
        for place, (start, end) in enumerate(passage.runs):
            covered = "".join(piece.text for piece in pieces if f"{passage.number}.{place}" in piece.runs)
            assert covered == report.text[start:end]


class Shown(HTMLParser):
    """The text inside the report, as a browser sees it, which reads every carriage return as a line feed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.depth = 0
        self.text = ""
        self.feed(source.replace("\r\n", "\n").replace("\r", "\n"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and ("class", "text") in attrs:
            self.depth = 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.depth = 0

    def handle_data(self, data: str) -> None:
        self.text += data if self.depth else ""


@given(cited(), TEXTS)
def test_any_text_can_be_rendered(situation: Situation, title: str) -> None:
    sentences = tuple(said(title, claim.id) for claim in situation.claims)
    brief = Brief(title=title, lead=sentences)
    page = html(brief, situation)
    page.encode()
    assert Tree(page).faults == []
    lost = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
    assert Shown(page).text == lost.sub("\ufffd", situation.reports[0].text)
    markdown(brief, situation).encode()
    assert json.loads(data(brief, situation).encode())["situation"]["reports"][0]["text"] == situation.reports[0].text
