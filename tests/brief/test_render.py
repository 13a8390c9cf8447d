"""A brief rendered: nothing of a report lost or let loose, every citation leads to its words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from functools import cache

import lxml.html
import pytest

from tests.brief.render_sample import BRIEF, CLAIMS, COPY, LATER, SITUATION, WIRE, Tree
from wiredesk.brief.render import data, html, markdown
from wiredesk.brief.render.evidence import Ledger
from wiredesk.brief.render.html import _asset
from wiredesk.brief.render.marked import marked
from wiredesk.errors import UnusableArgument
from wiredesk.model import Brief, Report, Section, Situation, Span


@cache
def tree() -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html(BRIEF, SITUATION))


def changed(**fields: object) -> Situation:
    return Situation(**{**dict(SITUATION), **fields})


def texts(path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree().xpath(path)]


def classed(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


@pytest.mark.parametrize("write", [html, markdown, data])
def test_the_same_brief_gives_the_same_bytes(write: Callable[[Brief, Situation], str]) -> None:
    assert write(BRIEF, SITUATION) == write(BRIEF.model_copy(), changed())
    assert write(BRIEF, SITUATION).encode().endswith(b"\n")


def test_page_is_well_formed_and_ids_are_unique() -> None:
    page = Tree(html(BRIEF, SITUATION))
    assert (page.faults, page.open) == ([], [])
    ids = tree().xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_within_the_page_has_its_target() -> None:
    ids = set(tree().xpath("//@id"))
    within = [href[1:] for href in tree().xpath("//@href") if href.startswith("#")]
    also = " ".join(tree().xpath("//@data-also")).split()
    assert len(within) > 20 and also
    assert set(within) | set(also) <= ids


def test_page_loads_nothing_and_links_only_web_sources() -> None:
    assert not tree().xpath("//@src | //@srcset | //@data | //@action | //@poster | //link | //iframe | //object")
    outside = {href for href in tree().xpath("//@href") if not href.startswith("#")}
    assert outside == {WIRE.source}
    assert "url(" not in _asset("style.css") and "@import" not in _asset("style.css")
    assert "/home/somebody" not in html(BRIEF, SITUATION)


def test_policy_allows_only_the_own_style_and_script() -> None:
    policy = tree().xpath("//meta[@http-equiv]/@content")[0]
    assert policy.startswith("default-src 'none'")
    for element in tree().xpath("//style | //script"):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{element.tag}-src 'sha256-{digest}'" in policy
    assert len(tree().xpath("//style | //script")) == 2
    assert not tree().xpath("//@style | //@*[starts-with(name(), 'on')]")


def test_report_texts_stand_in_the_page_once_and_whole() -> None:
    page = html(BRIEF, SITUATION)
    assert page.count("answered at a time of our choosing") == 1
    shown = [found.text_content() for found in tree().xpath("//div[@class='text']")]
    assert shown == [WIRE.text, COPY.text, LATER.text.replace("\x0b", "\ufffd")]


def test_marks_of_a_citation_hold_its_exact_words() -> None:
    ledger = Ledger(SITUATION)
    evidence = [passage for one in CLAIMS for passage in (ledger.claims([one.id])[0].passage,)]
    fresh = lxml.html.document_fromstring("".join(f"<article>{marked(r.text, ledger.passages(r.id))}</article>" for r in
                                                  (WIRE, COPY, LATER)))  # fmt: skip
    for one, passage in zip(CLAIMS, evidence, strict=True):
        for place, span in enumerate(one.evidence):
            run = f"{passage.number}.{place}"
            parts = [mark.text for mark in fresh.xpath("//mark") if run in mark.get("data-r").split()]
            assert "".join(parts) == span.text


def test_wire_copies_are_one_citation() -> None:
    lead = tree().xpath("//section[@class='lead']//a")
    assert [link.text_content() for link in lead] == ["[1a]", "[3a]"]
    assert "also in Brackwater Courier" in lead[0].get("title")
    copy = tree().xpath(f"//*[@id='{lead[0].get('data-also')}']")[0]
    assert copy.text == "Orvane fired rockets on Monday at two villages"
    assert copy.xpath("ancestor::article/@id") == ["r2"]


def test_copies_that_go_in_a_circle_are_still_one_citation() -> None:
    pair = (WIRE.model_copy(update={"repeats": COPY.id}), COPY)
    ledger = Ledger(changed(reports=(*pair, LATER)))
    (citation,) = ledger.claims(["rockets", "rockets-copy"])
    assert {citation.passage.report.id, citation.copies[0].report.id} == {WIRE.id, COPY.id}


def test_evidence_that_is_not_in_the_report_is_refused() -> None:
    wrong = CLAIMS[0].model_copy(update={"evidence": (Span(report=WIRE.id, start=0, end=6, text="ORVANE"),)})
    with pytest.raises(UnusableArgument, match="not in report"):
        Ledger(changed(claims=(wrong,))).claims(["rockets"])


def test_timeline_has_days_standing_and_jumps() -> None:
    days = texts(f"//section[{classed('timeline')}]//h3")
    assert days == ["Monday 4 March 2030", "4–5 March 2030", "Wednesday 6 March 2030", "Undated"]
    assert texts(f"//*[{classed('standing')}]/summary") == ["Disputed", "Denied"]
    (jump,) = tree().xpath(f"//*[{classed('jump')}]/a | //*[{classed('jump')}]//a[starts-with(@href, '#e')]")
    target = tree().xpath(f"//*[@id='{jump.get('href')[1:]}']")[0]
    assert "Orvane fired rockets" in target.text_content()


def test_no_jump_to_an_event_that_the_same_sentence_tells() -> None:
    fired, shelled = SITUATION.events
    both = changed(events=(fired.model_copy(update={"sentence": shelled.sentence}), shelled))
    assert 'class="jump"' in html(BRIEF, SITUATION) and 'class="jump"' not in html(BRIEF, both)


def test_corroborated_events_say_by_how_many() -> None:
    event = SITUATION.events[0].model_copy(update={"standing": "corroborated", "independent": 3, "why": ""})
    page = html(BRIEF, changed(events=(event, SITUATION.events[1])))
    assert "Corroborated (3 independent)" in page


def test_voices_are_grouped_by_speaker() -> None:
    assert texts(f"//section[{classed('voices')}]//h3") == [
        "Tessaly official",
        "Kestrel agency media, aligned with the state of Orvane",
    ]


def test_disputed_figures_stand_side_by_side_in_the_words_of_the_source() -> None:
    table = tree().xpath("//table[@class='toll']")[0]
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tr")]
    assert rows[0] == ["According to", "Killed", "Injured"]
    assert [row[0] for row in rows[1:]] == ["Tessaly's interior ministry", "Kestrel agency"]
    assert rows[1][1].startswith("three shepherds[1") and rows[1][2].startswith("at least nine people[1")
    assert rows[2][1].startswith("about 20[1") and rows[2][2] == "–"
    hrefs = table.xpath(".//td//a/@href")
    assert len(set(hrefs)) == 3


def test_sources_tell_copies_lost_marks_and_what_was_left_out() -> None:
    rows = texts("//table[@class='sources']/tbody/tr")
    assert "Repeats 1, Harrow Wire" in rows[1]
    assert "The mark 1 at Wednesday leads nowhere" in rows[2]
    assert "not part of the article: Sign up for our <b>newsletter</b>" in rows[2]


def test_empty_and_scanty_briefs() -> None:
    nothing = html(Brief(title="Empty"), Situation())
    assert Tree(nothing).faults == [] and "nothing that a brief could tell" in nothing and "No reports" in nothing
    alone = Report.of("Rain fell.")
    page = html(Brief(title="One", sections=(Section(kind="disputed", title="Disputed"),)), Situation(reports=(alone,)))
    assert "From one report" in page and "no date" in page and ">Disputed<" not in page
    for brief, situation in ((Brief(title=""), Situation()), (Brief(title="One"), Situation(reports=(alone,)))):
        assert markdown(brief, situation).startswith("# ")
        assert json.loads(data(brief, situation))["brief"]["title"] == brief.title


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", [0, 1])
def test_colours_reach_wcag_aa(theme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", _asset("style.css"), re.DOTALL)[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    grounds = [(ink, ground) for ink in ("ink", "quiet", "link", "dispute", "firm") for ground in ("paper", "sheet")]
    for ink, ground in [*grounds, ("ink", "faint"), ("link", "faint"), ("mark-ink", "mark"), ("paper", "link")]:
        light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
