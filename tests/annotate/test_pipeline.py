"""``wiredesk.load()``: a spaCy pipeline that takes any text."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

import wiredesk
from tests.sentences import SENTENCES
from wiredesk.annotate.pipeline import ANNOTATORS

SCRAPS = ["the", "said", "that", "killed", "12", "Kenya", "“", "”", ",", ".", ")", "(", "who", "not", "\n", "it", "’s"]
SHORT = settings(max_examples=25)
ODD = [
    "", " ", "     ", "\n", "\n\n\n\n", "\t", "Kenya", "kenya", ".", "12", "\u00a0", "\u200b", "\ufeff",
    "🚀🔥🇺🇦👩‍👩‍👧 hit Kyiv 💥", "قصف الجيش مواقع في صنعاء يوم الثلاثاء", "שלום על ישראל", "\u202eabc\u202c",
    "x" * 5000, "A-" * 600, "http://example.org/" + "a/" * 400, "¡¿" * 40, "“" * 50, "((((((((((", "Ａｌｌ ｗｉｄｅ",
    "e\u0301" * 40, "\x00\x07", "Kyiv\u2028Lviv\u2029Odesa", "१२ people killed", "Ⅻ killed", "½ the town burned",
    "He said said said said", "K e n y a", "\r\nKenya bombed a camp.\r\n\r\nChad did not.\r\n",
]  # fmt: skip


def check_trees(doc: Doc) -> None:
    """One root a sentence; from each word the heads lead to it, and never out of the sentence."""
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head is token or token.head.i == token.i]
        assert len(roots) == 1 and roots[0].dep_ == "ROOT" and roots[0] == sentence.root
        for token in sentence:
            assert token.head.sent.start == sentence.start
            assert roots[0].i in {token.i, *(ancestor.i for ancestor in token.ancestors)}
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


def layers(doc: Doc) -> list[object]:
    words = [(t.text, t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, bool(t.is_sent_start)) for t in doc]
    return [words, [(e.start, e.end, e.label_) for e in doc.ents], [repr(doc._.get(name)) for name in ANNOTATORS]]


def check_spans(doc: Doc) -> None:
    """The entries of ``doc._`` are nouns whose words are spans of this very Doc."""
    entries = [(entry, entry.span) for name in ("times", "places", "figures", "actors") for entry in doc._.get(name)]
    entries += [(event, event.trigger) for event in doc._.events]
    for _, span in entries:
        assert isinstance(span, Span) and span.doc is doc and 0 <= span.start < span.end <= len(doc)
    for said in doc._.speech:
        for part in (said.source, said.cue, said.content):
            for span in part if isinstance(part, list) else [part] if part is not None else []:
                assert isinstance(span, Span) and span.doc is doc and span.text.strip()


def test_the_pipeline_is_made_once() -> None:
    assert wiredesk.load() is wiredesk.load()


def test_the_components_run_in_their_order(nlp: Language) -> None:
    assert isinstance(nlp, Language)
    assert nlp.pipe_names[0] == "encoder"
    assert [name for name in nlp.pipe_names if name in ANNOTATORS] == list(ANNOTATORS)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_any_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    check_trees(doc)
    check_spans(doc)


def test_the_empty_text_has_nothing(nlp: Language) -> None:
    doc = nlp("")
    assert len(doc) == 0 and not doc.ents and not list(doc.sents)
    assert all(doc._.get(name) == [] for name in ANNOTATORS)


@SHORT
@given(st.text(max_size=80))
def test_text_of_any_characters(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    check_trees(doc)
    check_spans(doc)


@SHORT
@given(st.lists(st.sampled_from(SCRAPS), max_size=40))
def test_words_without_sense_have_trees(nlp: Language, words: list[str]) -> None:
    check_trees(nlp(Doc(nlp.vocab, words)))


@SHORT
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.sampled_from([" ", "\n", "\n\n"]))
def test_news_has_trees_and_spans(nlp: Language, sentences: list[str], joint: str) -> None:
    doc = nlp(joint.join(sentences))
    check_trees(doc)
    check_spans(doc)
    if "\n" in joint:
        starts = {token.idx for token in doc if token.is_sent_start}
        at = 0
        for sentence in sentences:
            assert at in starts  # a paragraph begins a sentence
            at += len(sentence) + len(joint)


@SHORT
@given(
    st.lists(st.sampled_from([one for one in SENTENCES if not one[:4].isupper()]), min_size=1, max_size=2), st.data()
)
def test_given_sentences_are_respected(nlp: Language, sentences: list[str], data: st.DataObject) -> None:
    words = [token.text for token in nlp.make_doc(" ".join(sentences))]
    starts = [True, *data.draw(st.lists(st.booleans(), min_size=len(words) - 1, max_size=len(words) - 1))]
    doc = nlp(Doc(nlp.vocab, words, sent_starts=starts))
    assert [bool(token.is_sent_start) for token in doc] == starts
    check_trees(doc)


def test_an_abbreviated_title_ends_no_sentence(nlp: Language) -> None:
    doc = nlp("The convoy left at dawn. Lt. Col. Diallo and Ms. Okoro saw it. Nobody asked Gov. Sissoko.")
    assert [sentence.text.split()[0] for sentence in doc.sents] == ["The", "Lt.", "Nobody"]


def test_a_given_sentence_keeps_its_dateline(nlp: Language) -> None:
    words = ["NAIROBI", ",", "Feb", "6", "(", "Savanna", "Press", ")", "-", "The", "union", "met", "."]
    doc = nlp(Doc(nlp.vocab, words, sent_starts=[True] + [False] * (len(words) - 1)))
    assert len(list(doc.sents)) == 1


def test_a_tokenised_doc_keeps_its_words(nlp: Language) -> None:
    words = ["In", "El-Obeid", ",", "the", "army", "’s", "guns", "fell", "silent", "."]
    doc = nlp(Doc(nlp.vocab, words))
    assert [token.text for token in doc] == words
    assert {token.text for token in doc if token.pos_ == "VERB"} == {"fell"}


def test_the_encoder_tags_parses_and_names(nlp: Language) -> None:
    doc = nlp("Kenya’s army shelled the port. The mayor was killed by a mortar.")
    words = {token.text: token for token in doc}
    assert (words["shelled"].pos_, words["shelled"].tag_, words["shelled"].lemma_) == ("VERB", "VBD", "shell")
    assert (words["army"].dep_, words["army"].head.text) == ("nsubj", "shelled")
    assert (words["mayor"].dep_, words["was"].dep_) == ("nsubj:pass", "aux:pass")
    assert len(list(doc.sents)) == 2
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Kenya", "LOC"), ("mortar", "WEAPON")]


def test_no_sentence_begins_after_a_comma_and_a_quotation_mark(nlp: Language) -> None:
    doc = nlp("Islamabad spoke of militants only. “A number of terrorists were killed,” its ministry said.")
    assert [sentence[0].text for sentence in doc.sents] == ["Islamabad", "“"]


def test_a_relative_clause_is_about_the_noun_that_its_verb_agrees_with(nlp: Language) -> None:
    for text, noun in (
        ("Chad arms several groups in the region that oppose Sudan.", "groups"),
        ("Chad arms several groups in the region that borders Sudan.", "region"),
    ):
        [verb] = [token for token in nlp(text) if token.text in ("oppose", "borders")]
        assert verb.head.text == noun


def test_what_was_published_when_resolves_relative_times(nlp: Language) -> None:
    values = []
    for published in ("2024-02-09", "2019-07-03", None):
        doc = nlp.make_doc("Kenya bombed a camp on Tuesday.")
        doc._.published = published
        [when] = nlp(doc)._.times
        values.append(when.day)
    assert values == ["2024-02-06", "2019-07-02", None]


def test_pipe_gives_what_one_by_one_gives(nlp: Language) -> None:
    texts = [" ".join(SENTENCES[i : i + 3]) for i in range(0, 36, 3)] + ["", "Kenya"]
    assert [layers(doc) for doc in nlp.pipe(texts)] == [layers(nlp(text)) for text in texts]


def test_pipe_keeps_order_and_context(nlp: Language) -> None:
    texts = [f"Report {i}. Kenya bombed a camp." for i in range(9)]
    got = [
        (doc.text, number) for doc, number in nlp.pipe(zip(texts, range(9), strict=True), as_tuples=True, batch_size=2)
    ]
    assert got == [(text, i) for i, text in enumerate(texts)]


def test_the_same_text_twice_gives_the_same(nlp: Language) -> None:
    text = " ".join(SENTENCES[:12])
    assert layers(nlp(text)) == layers(nlp(text))


def test_a_long_text(nlp: Language) -> None:
    """Thirty thousand words, some in one paragraph without end, go through in bounded time."""
    text = " ".join(SENTENCES[:40] * 12) + "\n\n" + "\n".join(SENTENCES * 22) + "\n" + "and so on " * 1500
    assert len(text.split()) > 30_000
    encoder = nlp.get_pipe("encoder")
    began = time.perf_counter()
    doc = encoder(nlp.make_doc(text))
    assert time.perf_counter() - began < 60
    assert all(token.tag_ for token in doc)
    assert len(list(doc.sents)) > 1500


def test_a_long_report_through_every_annotator(nlp: Language) -> None:
    doc = nlp("\n\n".join(SENTENCES * 5))
    check_trees(doc)
    check_spans(doc)
    assert doc._.times and doc._.places and doc._.events and doc._.figures and doc._.speech and doc._.actors


def test_other_pipelines_of_spacy_are_left_alone(nlp: Language) -> None:
    other = spacy.blank("en")("Kenya bombed a camp.")
    assert other._.published is None and not other.has_annotation("DEP")


def test_two_dates_at_a_hyphen_are_cut_and_names_with_numbers_are_not(nlp: Language) -> None:
    text = "From 14 August-24 August Covid-19 kept the F-16 on the ground."
    assert [token.text for token in nlp.make_doc(text)][2:7] == ["August", "-", "24", "August", "Covid-19"]
    times = nlp("It rained from 14 August-24 August 1914.")._.times
    assert [time.value for time in times] == ["1914-08-14", "1914-08-24"]
