"""Attribution: every shape in which a report gives somebody's words, on sentences written for this test."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Span

import wiredesk
from wiredesk.annotate.speech import Speech, contested, speech
from wiredesk.annotate.speech.cues import cues, hedges
from wiredesk.annotate.speech.quotes import find_quotes


@pytest.fixture(scope="module")
def nlp() -> Language:
    return wiredesk.load()


def texts(words: Span | list[Span] | None) -> str | list[str] | None:
    if words is None:
        return None
    return [span.text for span in words] if isinstance(words, list) else words.text


def only(nlp: Language, text: str) -> Speech:
    found = [one for one in speech(nlp(text)) if one.nested_in is None]
    assert len(found) == 1, [(texts(one.source), texts(one.cue), texts(one.content)) for one in found]
    return found[0]


SHAPES = [
    ("The ministry said that two bridges had gone.", "The ministry", "said", "that two bridges had gone"),
    ("Residents said they heard two blasts before dawn.", "Residents", "said", "they heard two blasts before dawn"),
    ("Two bridges were destroyed, the ministry said.", "the ministry", "said", "Two bridges were destroyed"),
    ("Two bridges were destroyed, said the ministry.", "the ministry", "said", "Two bridges were destroyed"),
    ("According to the mayor, the shelter was full.", "the mayor", "According to", "the shelter was full"),
    ("The shelter was full, according to two aid workers.", "two aid workers", "according to", "The shelter was full"),
    ('Oslo called the raid "a reckless act".', "Oslo", "called", 'the raid "a reckless act"'),
    ("The opposition described the vote as a sham.", "The opposition", "described", "the vote as a sham"),
    ("The council accused the rebels of looting.", "The council", "accused", "the rebels of looting"),
    ("The envoy warned of a famine.", "The envoy", "warned of", "a famine"),
    ("The rebels vowed to keep fighting.", "The rebels", "vowed", "to keep fighting"),
    ("The union urged the government to open the border.", "The union", "urged", "the government to open the border"),
    ("The bloc condemned the shelling.", "The bloc", "condemned", "the shelling"),
    ("The party called for new elections.", "The party", "called for", "new elections"),
    ("The general's claim that the town had fallen was false.", "The general's", "claim", "that the town had fallen"),
    ("The militia issued a statement saying it won.", "The militia", "issued a statement saying", "it won"),
    ("As the governor put it, the harvest was lost.", "the governor", "put it", "the harvest was lost"),
    ("The minister was quoted as saying he lost.", "The minister", "was quoted as saying", "he lost"),
    ("The mayor believes the bridge will hold.", "The mayor", "believes", "the bridge will hold"),
    ("Aid groups fear a second wave.", "Aid groups", "fear", "a second wave"),
    ("Ministry: three dead in ferry fire", "Ministry", ":", "three dead in ferry fire"),
    ("Three dead in ferry fire: police", "police", ":", "Three dead in ferry fire"),
    ("The army began what it called a “limited operation” there.", "it", "called", "a “limited operation”"),
    ("It was reported that the pipeline had been cut.", None, "was reported", "that the pipeline had been cut"),
    ("Farmers complained that troops took their wells", "Farmers", "complained", "that troops took their wells"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), SHAPES, ids=[shape[0][:40] for shape in SHAPES])
def test_shapes(nlp: Language, text: str, source: str | None, cue: str, content: str) -> None:
    found = only(nlp, text)
    assert (texts(found.source), texts(found.cue), texts(found.content)) == (source, cue, content)


def test_broken_quotation_has_a_piece_on_each_side(nlp: Language) -> None:
    found = only(nlp, '"We did not fire first," Colonel Adisa said, "and we will not fire last."')
    assert texts(found.content) == ['"We did not fire first,"', '"and we will not fire last."']
    assert found.kind == "direct"


def test_quotation_goes_on_in_the_next_sentence(nlp: Language) -> None:
    found = only(nlp, "“The road is closed. Nobody gets through,” said Amara Kole, a driver. “We turned back.”")
    assert texts(found.content) == ["“The road is closed. Nobody gets through,”", "“We turned back.”"]
    assert texts(found.source) == "Amara Kole, a driver"


def test_cue_in_the_paragraph_before(nlp: Language) -> None:
    found = only(
        nlp, 'The harbour master gave this answer and said:\n\n"Every pier is under water. We are moving the boats."'
    )
    assert texts(found.content) == '"Every pier is under water. We are moving the boats."'


def test_coordinated_complements_are_all_content(nlp: Language) -> None:
    found = only(nlp, 'The junta claimed it had "neutralised every intruder" and that no villagers were harmed.')
    assert texts(found.content) == 'it had "neutralised every intruder" and that no villagers were harmed'
    assert found.kind == "mixed" and found.verdict == "claim"


def test_relative_clause_and_what_its_pronoun_stands_for(nlp: Language) -> None:
    first = speech(nlp('Lusaka, which called the strike "an outrage", expelled the envoy.'))[0]
    assert texts(first.source) == "which" and first.chain[0].text == "Lusaka"
    assert texts(first.content) == 'the strike "an outrage"'


@pytest.mark.parametrize(
    ("text", "verdict", "polarity"),
    [
        ("The embassy denied that its staff had left.", "deny", "negative"),
        ("The premier rejected the allegations.", "reject", "negative"),
        ("The ministry has not confirmed that the hostages are alive.", "confirm", "negative"),
        ("The guards did not deny that shots were fired.", "deny", "positive"),
        ("The bank confirmed that its offices were closed.", "confirm", "positive"),
        ("The spokesman declined to comment.", "refuse", "negative"),
    ],
)
def test_polarity(nlp: Language, text: str, verdict: str, polarity: str) -> None:
    found = only(nlp, text)
    assert (found.verdict, found.polarity) == (verdict, polarity)


def test_nested_speech_has_a_chain(nlp: Language) -> None:
    outer, inner = speech(nlp("The minister said the envoy had told him that the truce was over."))
    assert outer.nested_in is None and inner.nested_in == 0
    assert [span.text for span in inner.chain] == ["the envoy", "The minister"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("State media, quoting a commander, said the convoy had turned back.", ["a commander", "State media"]),
        ("The Nimba news agency reported, citing an aide, that the mine shut.", ["an aide", "The Nimba news agency"]),
    ],
)  # fmt: skip
def test_cited_source_stands_inside(nlp: Language, text: str, chain: list[str]) -> None:
    assert [span.text for span in only(nlp, text).chain] == chain


def test_going_on_is_not_nested(nlp: Language) -> None:
    first, second = speech(nlp("The president said he would sign the law, adding that it was overdue."))
    assert texts(first.content) == "he would sign the law"
    assert texts(second.source) == "The president" and second.nested_in is None


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("The spokeswoman told reporters in Accra that the ferry had sunk.", "told reporters"),
        ('"We are ready," the admiral wrote on Telegram.', "on Telegram"),
        ("The envoy said in a statement that the talks had failed.", "in a statement"),
    ],
)
def test_medium(nlp: Language, text: str, medium: str) -> None:
    found = only(nlp, text)
    assert found.medium is not None and found.medium.text.startswith(medium)


def test_hearsay_has_no_source(nlp: Language) -> None:
    found = only(nlp, "The pilots were reportedly released on Friday.")
    assert found.source is None and texts(found.cue) == "reportedly" and found.verdict == "report"


def test_unknown_verb_with_a_quotation(nlp: Language) -> None:
    found = only(nlp, '"The tide will decide for us," she harrumphed.')
    assert texts(found.source) == "she" and texts(found.content) == '"The tide will decide for us,"'


def test_nobody_speaks(nlp: Language) -> None:
    assert speech(nlp("The convoy crossed the river at noon and burned two trucks.")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The alleged smuggler met the self-styled governor.", ["alleged smuggler", "self-styled governor"]),
        ("The so-called axis of the willing fell apart.", ["so-called axis"]),
        ("Troops took part in a “peace march” on Monday.", ["“peace march”"]),
        ('They met in the film "Dust and Iron" by accident.', []),
        ("The officer alleged that money was missing.", []),
        ('"Never!" she said.', []),
    ],
)
def test_contested_wording(nlp: Language, text: str, expected: list[str]) -> None:
    assert [span.text for span in contested(nlp(text))] == expected


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('She said "no" and "never".', ['"no"', '"never"']),
        ("The rebels' camp and the army's tents", []),
        ("He called it ‘a trap’ in the rebels’ camp.", ["‘a trap’"]),
        ("«Assez», dit-elle.", ["«Assez»"]),
        ("“He told me ‘run’ and I ran,” she said.", ["“He told me ‘run’ and I ran,”"]),
        ("“The first of many lines\n“and the second,” he said.", ["“The first of many lines", "“and the second,”"]),
    ],
)
def test_quotation_marks(text: str, quotes: list[str]) -> None:
    doc = spacy.blank("en")(text)
    assert [doc[q.start : q.end].text for q in find_quotes(doc)] == quotes


def test_knowledge_is_whole() -> None:
    known = {"that", "quote", "vp", "np", "topic", "np vp", "np pred", "np as", "np topic"}
    exact = {"to", "with", "at", "in", "from"}
    frames = {
        f for g in (cues().verbs, cues().nouns, cues().adjectives) for es in g.values() for e in es for f in e.frames
    }
    assert frames <= known | exact | {f"np {word}" for word in exact}
    assert len(cues().verbs) > 500 and len(cues().nouns) > 100
    assert all(word == word.lower() for group in (cues().verbs, cues().nouns, cues().adjectives) for word in group)
    assert hedges().hearsay["reportedly"] == "report"


BLANK = spacy.blank("en")
pieces = st.sampled_from(
    [
        "said",
        "He",
        "“",
        "”",
        '"',
        "'",
        ",",
        ".",
        ":",
        "\n\n",
        "according to",
        "—",
        "alleged",
        "X",
        "told",
        "that",
        "’s",
        "(",
        "the city",
    ]
)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200), st.lists(pieces, max_size=25).map(" ".join), st.lists(pieces, max_size=25).map("".join)
    )
)
def test_never_raises_without_a_parse(text: str) -> None:
    _spans_inside(BLANK, text)


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(pieces, max_size=20).map(" ".join)))
def test_never_raises_with_a_parse(nlp: Language, text: str) -> None:
    _spans_inside(nlp, text)


def _spans_inside(nlp: Language, text: str) -> None:
    doc = nlp(text)
    found = speech(doc)
    for n, one in enumerate(found):
        assert one.nested_in is None or (0 <= one.nested_in < len(found) and one.nested_in != n)
        for words in (one.source, one.cue, one.content, one.medium, list(one.chain), contested(doc)):
            for span in words if isinstance(words, list) else [words] if words is not None else []:
                assert 0 <= span.start < span.end <= len(doc)
                assert text[span.start_char : span.end_char] == span.text


@pytest.mark.parametrize(
    "text",
    [
        "16:50 GMT: Two rockets hit a market in Dori.",
        "Pakistan recalled its ambassador from Iran.",
    ],
)
def test_an_hour_and_the_recall_of_an_ambassador_say_nothing(nlp: Language, text: str) -> None:
    assert not speech(nlp(text))


def test_a_unit_with_a_number_may_sign_what_it_says(nlp: Language) -> None:
    (one,) = speech(nlp("“We will strike back” – 1st Army commander"))
    assert one.source is not None and one.source.text == "1st Army commander"
