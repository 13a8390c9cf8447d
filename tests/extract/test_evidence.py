"""Every claim points at the words that carry it, whatever the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import wiredesk
from tests.sentences import SENTENCES
from wiredesk.model import Claim, Report, Span

Told = Callable[..., list[Claim]]
LOOSE = settings(max_examples=20)
JOINTS = (" ", "\n", "\n\n", "  ", " — ", "\t", "\u00a0")


def spans(value: object) -> list[Span]:
    """Every Span anywhere in a noun."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, (tuple, list)):
        return [span for item in value for span in spans(item)]
    fields = type(value).model_fields if hasattr(type(value), "model_fields") else {}
    return [span for name in fields for span in spans(getattr(value, name))]


def check(claims: list[Claim], text: str) -> None:
    """What holds for the claims of any report."""
    report = Report.of(text)
    for claim in claims:
        assert claim.evidence and claim.speakers
        assert [part is not None for part in (claim.event, claim.figure, claim.relation, claim.statement)].count(
            True
        ) == 1
        assert claim.speakers[-1].role == "report"
        assert claim.report == report.id
        for span in spans(claim):
            assert span.report == report.id
            assert report.text[span.start : span.end] == span.text != ""
    ids = [claim.id for claim in claims]
    assert len(ids) == len(set(ids))
    assert {claim.about for claim in claims} - {None} <= set(ids)
    assert {cue.to for claim in claims for cue in claim.cues} - {None} <= set(ids)
    starts = [(claim.evidence[0].start, claim.evidence[0].end) for claim in claims]
    assert starts == sorted(starts)


@pytest.fixture(scope="module")
def whole(told: Told) -> tuple[str, list[Claim]]:
    text = "\n\n".join(" ".join(SENTENCES[i : i + 4]) for i in range(0, len(SENTENCES), 4))
    return text, told(text)


def test_a_long_report(whole: tuple[str, list[Claim]]) -> None:
    text, claims = whole
    check(claims, text)
    assert len(SENTENCES) >= 60
    kinds = {kind for claim in claims for kind in ("event", "figure", "relation", "statement") if getattr(claim, kind)}
    assert kinds == {"event", "figure", "relation", "statement"}
    assert len(claims) > len(SENTENCES) * 0.8


def test_evidence_begins_with_the_unit_that_holds_the_content(whole: tuple[str, list[Claim]]) -> None:
    for claim in whole[1]:
        words = claim.event.trigger if claim.event else claim.figure.span if claim.figure else None
        if words is not None:
            unit = claim.evidence[0]
            assert unit.start <= words.start < unit.end


@LOOSE
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from(JOINTS))
def test_sentences_in_any_order(told: Told, sentences: list[str], joint: str) -> None:
    text = joint.join(sentences)
    check(told(text), text)


@LOOSE
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2), st.text(max_size=12), st.integers(0, 200))
def test_odd_characters_anywhere(told: Told, sentences: list[str], odd: str, place: int) -> None:
    text = " ".join(sentences)
    text = Report.of(text[:place] + odd + text[place:]).text  # in NFC, as a report keeps it
    check(told(text), text)


@LOOSE
@given(st.text(max_size=60))
def test_any_text_at_all(told: Told, text: str) -> None:
    text = Report.of(text).text
    check(told(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n\n", ".", "“", "”", "“”“”", "((((", "…", "—", "?!", "said", "said said said",
        "“We will not sign", "he said he said he said he said", "Kenya.", "killed", "12", "12 killed",
        "\ud83d\ude80" .encode("utf-16", "surrogatepass").decode("utf-16") + " hit Kyiv", "\u202eشن الجيش هجوما\u202c",
        "a\u0301 e\u0308 — Côte d’Ivoire", "\ufeffKenya bombed a camp.", "\x00\x01Kenya bombed a camp.",
        "Kenya bombed a camp.\u2028Chad shelled a village.", "KENYA BOMBED A CAMP IN SOMALIA, KILLING NINE",
    ],
)  # fmt: skip
def test_scraps(told: Told, text: str) -> None:
    check(told(text), Report.of(text).text)


@pytest.mark.parametrize("text", ["GOMA —   ", "GOMA -  \n\nKenya bombed a camp.", "KYIV, Ukraine (AP) -  "])
def test_a_dateline_alone(told: Told, text: str) -> None:
    check(told(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Hungary neither confirmed nor denied that the pipeline had been attacked.",
        "The army claimed and the rebels denied that a bridge had been destroyed.",
        "The mayor said, and repeated, that nine dockers had been killed.",
    ],
)
def test_two_cues_for_one_content_are_two_claims_or_one(told: Told, text: str) -> None:
    check(told(text), text)


def test_the_same_text_gives_the_same_claims(told: Told, whole: tuple[str, list[Claim]]) -> None:
    text, claims = whole
    assert [claim.model_dump_json() for claim in told(text)] == [claim.model_dump_json() for claim in claims]


def test_a_report_read_with_others_gives_what_it_gives_alone(nlp: Language) -> None:
    texts = [" ".join(SENTENCES[i : i + 3]) for i in range(0, 24, 3)]
    reports = [Report.of(text, published="2024-02-09", outlet=f"Outlet {i}") for i, text in enumerate(texts)]
    together = [claim.id for claim in wiredesk.extract(reports, nlp)]
    apart = [claim.id for report in reports for claim in wiredesk.extract([report], nlp)]
    assert together == apart and together


def test_ids_of_one_sentence_in_two_reports_differ(nlp: Language) -> None:
    reports = [Report.of(f"{opening} Kenya bombed a camp.", outlet="Gazette") for opening in ("One.", "Two.")]
    first, second = ([claim.id for claim in wiredesk.extract([report], nlp)] for report in reports)
    assert first and second and not set(first) & set(second)


def test_claims_survive_json(whole: tuple[str, list[Claim]]) -> None:
    for claim in whole[1]:
        assert Claim.model_validate_json(claim.model_dump_json()) == claim


def test_extract_is_lazy(nlp: Language) -> None:
    def reports():  # noqa: ANN202
        yield from [Report.of("Kenya bombed a camp.")] * 40
        raise RuntimeError("read too far")

    assert next(iter(wiredesk.extract(reports(), nlp))).event is not None
