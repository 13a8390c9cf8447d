"""Figures of harm: numbers, victims, bounds, parts, scope, order. Runs on a blank tokenizer: no model needed."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from wiredesk.annotate.figures import figures, kind_of_victims
from wiredesk.annotate.figures.counts import counts
from wiredesk.annotate.figures.numbers import quantities
from wiredesk.knowledge import knowledge
from wiredesk.model import Figure

NLP = spacy.blank("en")


def read(text: str) -> list[Figure]:
    return figures(NLP(text))


def short(text: str) -> list[tuple[str, int | None, int | None, str]]:
    """Category, low, high and victims of each figure, in order."""
    return [(figure.category, figure.low, figure.high, figure.victims) for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells killed two girls, wounding several others.", [("killed", 2, "girls"), ("injured", None, "others")]),
        ("Officials mourned the deaths of four nurses.", [("killed", 4, "nurses")]),
        ("The blast left 12 dead and 30 injured.", [("killed", 12, ""), ("injured", 30, "")]),
        ("The hospital gave a death toll of 45.", [("killed", 45, "")]),
        ("The death toll rose from 12 to 60.", [("killed", 60, "")]),
        ("The collapse claimed the lives of nine miners.", [("killed", 9, "miners")]),
        ("The fire claimed 14 lives.", [("killed", 14, "lives")]),
        ("The bodies of 9 men were found in a well.", [("killed", 9, "men")]),
        ("30 dead in ferry fire", [("killed", 30, "")]),
        ("Air raid kills 50 jihadists", [("killed", 50, "jihadists")]),
        ("50 militants killed in valley raid", [("killed", 50, "militants")]),
        ("The flood displaced 3,000 families.", [("displaced", 3000, "families")]),
        ("The storm destroyed 12 houses.", [("destroyed", 12, "houses")]),
        ("Gunmen abducted 20 schoolgirls.", [("abducted", 20, "schoolgirls")]),
        ("Police arrested 15 activists.", [("detained", 15, "activists")]),
        ("Rebels took 12 prisoners.", [("detained", 12, "prisoners")]),
        ("Eight sailors are missing.", [("missing", 8, "sailors")]),
        ("1.2 million people have fled.", [("displaced", 1_200_000, "people")]),
        ("There were no casualties.", [("killed", 0, "casualties"), ("injured", 0, "casualties")]),
        ("Nobody was hurt.", [("injured", 0, "")]),
        ("A woman and her child were killed.", [("killed", 1, "woman"), ("killed", 1, "child")]),
        ("The mine killed a farmer, his wife and two sons.",
         [("killed", 1, "farmer"), ("killed", 1, "wife"), ("killed", 2, "sons")]),
        ("Four people were killed and 6 were wounded.", [("killed", 4, "people"), ("injured", 6, "")]),
        ("30 killed 12 wounded in twin blasts", [("killed", 30, ""), ("injured", 12, "")]),
        ("The raid killed the mayor and two of his guards.", [("killed", 2, "guards")]),
        ("It killed ten in Oran, five in Blida and three in Setif.", [("killed", n, "") for n in (10, 5, 3)]),
        ("Ten were killed in Oran and another five outside Blida.", [("killed", 10, ""), ("killed", 5, "")]),
        ("It killed ten of the workers sent from Oran and five from Blida came home.", [("killed", 10, "workers")]),
        ("Six wrecked cars blocked the road.", [("destroyed", 6, "wrecked cars")]),
        ("Two bodies were found.", [("killed", 2, "bodies")]),
        ("Two bodies were mutilated.", []),
        ("Ten men were abducted and killed.", [("abducted", 10, "men"), ("killed", 10, "men")]),
        ("The militia killed 12 members of the border guard.", [("killed", 12, "members of the border guard")]),
        ("They fired rockets, killing according to the latest toll 44 farmers.", [("killed", 44, "farmers")]),
        ("Shells fell on the port leaving five dockers killed the mayor reported.", [("killed", 5, "dockers")]),
        ("He put the death toll at six and the number of injured at 28.", [("killed", 6, ""), ("injured", 28, "")]),
        ("The raid killed four miners two nurses said.", [("killed", 4, "miners")]),
        ("A raid killed 8 IS members.", [("killed", 8, "IS members")]),
        ("With the toll estimated between 50 and 90, ministers met.", [("killed", 50, "")]),
        ("Estimates of the dead range from 12 to 18.", [("killed", 12, "")]),
        ("The brigade lost 13 of its soldiers on the ridge.", [("killed", 13, "soldiers")]),
        ("The party lost 13 of its seats.", []),
    ],
)  # fmt: skip
def test_shapes(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    assert [(category, low, victims) for category, low, _, victims in short(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Twelve gunmen attacked the depot with 13 rockets.",
        "Police arrested him after the 3-year-old bus broke down 50 km from the city in 2014.",
        "The army carried out 13 raids on Tuesday 21 May 2019.",
        "The raid cost $20 million and killed the harvest of 12 percent of farms.",
        "Division 30 said its men were killed at 10:30.",
        "The mayor, 62, was hurt at kilometre 12.",
        "Soldiers killed the commander of the 4th brigade.",
        "The minister met 12 envoys and opened 3 schools.",
        "12 militants killed the governor.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert short(text) == []


def test_the_subject_of_an_active_verb_is_no_victim() -> None:
    assert short("12 militants killed 5 soldiers.") == [("killed", 5, None, "soldiers")]


@pytest.mark.parametrize(
    ("quantity", "low", "high", "approximate"),
    [
        ("seven", 7, None, False),
        ("at least seven", 7, None, True),
        ("more than 200", 200, None, True),
        ("up to 30", None, 30, True),
        ("as many as 40", None, 40, True),
        ("between 10 and 15", 10, 15, False),
        ("from 50 to well over 100", 50, 100, True),
        ("as high as 30", None, 30, True),
        ("10-15", 10, 15, False),
        ("about 1,200", 1200, None, True),
        ("half a dozen", 6, None, True),
        ("two dozen", 24, None, False),
        ("two hundred and fifty", 250, None, False),
        ("dozens of", 24, None, True),
        ("thousands of", 2000, None, True),
        ("hundreds of thousands of", 200_000, None, True),
        ("a number of", None, None, True),
        ("several", None, None, True),
        ("another five", 5, None, False),
    ],
)
def test_bounds(quantity: str, low: int | None, high: int | None, approximate: bool) -> None:
    (figure,) = read(f"On Friday the slide killed {quantity} villagers.")
    assert (figure.low, figure.high, figure.approximate) == (low, high, approximate)
    assert figure.span.text == f"{quantity} villagers"


def test_one_number_for_two_harms_is_the_most_of_each() -> None:
    assert short("20 people were killed or wounded.") == [
        ("killed", None, 20, "people"),
        ("injured", None, 20, "people"),
    ]
    assert short("More than 60 people were killed and wounded.")[0][1:3] == (None, None)


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("At least seven people died in a series of blasts – three women and four children.",
         "At least seven people", ["three women", "four children"]),
        ("The slide killed 12 - three women, nine men - at dawn.", "12", ["three women", "nine men"]),
        ("Six nurses including a midwife were among at least 22 people killed in the raids.",
         "at least 22 people", ["Six nurses", "a midwife"]),
        ("Forty miners died, among them five boys.", "Forty miners", ["five boys"]),
        ("The raid killed 25 civilians, 10 of them children.", "25 civilians", ["10 of them children"]),
        ("the raid killed at least 25 people among them 3 children", "at least 25 people", ["3 children"]),
        ("18 people, 10 civilians and 8 fighters, were killed.", "18 people", ["10 civilians", "8 fighters"]),
        ("Five children among 20 dead in school fire", "20", ["Five children"]),
        ("The raid killed 30 people. Among the dead were six women.", "30 people", ["six women"]),
        ("The slide killed 30 people. Of those killed, six were boys.", "30 people", ["six were boys"]),
        ("The slide killed 30 people. Ten of those killed were identified as women.",
         "30 people", ["Ten of those killed were identified as women"]),
        ("The slide killed 30 people. The victims included six boys and two nurses.",
         "30 people", ["six boys", "two nurses"]),
    ],
)  # fmt: skip
def test_parts_name_their_total(text: str, total: str, parts: list[str]) -> None:
    found = read(text)
    assert [figure.span.text for figure in found if figure.part_of is None] == [total]
    assert [figure.span.text for figure in found if figure.part_of is not None] == parts
    assert total in {figure.part_of.text for figure in found if figure.part_of is not None}


def test_a_part_is_never_more_than_its_total() -> None:
    found = read("The raid killed 10 people, including 25 farmers.")
    assert all(figure.part_of is None for figure in found)


def test_the_own_incident_comes_before_others_and_the_war() -> None:
    text = (
        "The war has killed more than 5,000 people since 2012. Last month a similar bombing killed 19 shoppers. "
        "On Friday a bomb killed four shoppers."
    )
    found = read(text)
    assert [figure.low for figure in found] == [4, 19, 5000]
    assert [figure.scope for figure in found] == ["incident", "incident", "cumulative"]
    assert found[-1].since == "2012"


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("A blast killed 12 while in a separate attack three policemen died.", [12, 3]),
        ("Shells killed nine villagers a day after a bombing killed 80.", [9, 80]),
        ("The raid, which killed nine, came a day after a bombing killed 80.", [9, 80]),
        ("Last month a fire killed 40. War planes have killed seven people.", [7, 40]),
    ],
)
def test_the_words_that_follow_a_turn_are_about_another_incident(text: str, order: list[int]) -> None:
    assert [figure.low for figure in read(text)] == order
    assert {figure.scope for figure in read(text)} == {"incident"}


def test_a_since_holds_for_both_harms_before_it() -> None:
    found = read("More than 9,000 people have been killed and thousands displaced since the war began in 2012.")
    assert [(figure.category, figure.scope) for figure in found] == [
        ("killed", "cumulative"),
        ("displaced", "cumulative"),
    ]


def test_the_victims_are_those_of_the_harm_told_before() -> None:
    found = read("Gunmen abducted 40 pupils. The victims included six girls.")
    assert [(figure.category, figure.low) for figure in found] == [("abducted", 40), ("abducted", 6)]
    assert read("The victims included six girls.") == []


def test_since_of_a_cumulative_figure() -> None:
    found = read("The offensive has killed more than 90 farmers and 12 herders since it began on 4 May.")
    assert [(figure.low, figure.scope, figure.since) for figure in found] == [
        (90, "cumulative", "it began on 4 May"),
        (12, "cumulative", "it began on 4 May"),
    ]


def test_a_since_after_a_superlative_counts_one_attack() -> None:
    (figure,) = read("A bomb killed 44 farmers on Sunday in the deadliest attack since 2019.")
    assert (figure.scope, figure.since) == ("incident", None)
    (figure,) = read("At least 90 farmers, most of them women, have been killed since 2019.")
    assert (figure.scope, figure.since) == ("cumulative", "2019")


def test_a_threat_comes_last() -> None:
    assert [figure.low for figure in read("They threatened to kill 20 hostages. A bomb killed two.")] == [2, 20]


def test_triggers_run_parallel_to_the_figures() -> None:
    doc = NLP("The war has killed 900 people since 2012. The blast killed two boys and wounded nine.")
    found = figures(doc)
    triggers = doc.user_data["figure_triggers"]
    assert [(figure.low, doc[i].text, doc[i].i) for figure, i in zip(found, triggers, strict=True)] == [
        (2, "killed", 11),
        (9, "wounded", 15),
        (900, "killed", 3),
    ]


@pytest.mark.parametrize(
    ("victims", "kinds"),
    [
        ("rebel fighters", {"fighters"}),
        ("policemen", {"police"}),
        ("women", {"women"}),
        ("schoolboys", {"children"}),
        ("photojournalists", {"journalists"}),
        ("paratroopers", {"soldiers"}),
        ("miners", set()),
        ("children of rebels", {"children"}),
        ("members of the army", {"soldiers"}),
        ("leaders of Ahrar al-Sham", {"fighters"}),
    ],
)
def test_kinds_of_victims(victims: str, kinds: set[str]) -> None:
    (figure,) = read(f"The blast killed 12 {victims}.")
    assert kind_of_victims(figure) == kinds


def test_a_sentence_of_the_seed_kind() -> None:
    text = (
        "The ministry said a number of militants were killed. The neighbours said at least nine people were killed "
        "in a series of explosions – two men, three women and four children."
    )
    assert short(text)[0] == ("killed", None, None, "militants")
    assert [low for _, low, _, _ in short(text)[1:]] == [9, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raids killed 50 militants and eight civilians, including three children.", (8, 50, 0, 3)),
        ("Nine people were killed. Four civilians died in the square. Five rebel fighters were killed.", (4, 5, 0, 0)),
        ("Seventy people were killed. Eleven fighters were among the dead.", (59, 11, 0, 0)),
        ("Bombs killed ten children and five women.", (15, 0, 5, 10)),
        ("Dozens were killed. At least 31 villagers died.", (31, 0, 0, 0)),
        ("20 were killed and injured in Oran. At least four people were killed.", (4, 0, 0, 0)),
        ("More than 200 died in the fire. The fire killed at least 213 people.", (213, 0, 0, 0)),
        ("At least 30 died in the fire. The rebels say 34 people were killed.", (30, 0, 0, 0)),
        ("Between 500 and 1,300 people died.", (1300, 0, 0, 0)),
        (
            "15 civilians 3 children killed in raid. At least 15 civilians including three children were killed.",
            (15, 0, 0, 3),
        ),
        ("At least 20 people were killed including 13 civilians.", (13, 7, 0, 0)),
        ("Bombing kills 30 children. The 30 children were among 39 people killed.", (39, 0, 0, 30)),
        ("The gang shot dead two people and executed 23 others.", (25, 0, 0, 0)),
        ("The army killed a terrorist commander as well as five of his entourage.", (0, 6, 0, 0)),
        ("Clashes in the valley left 12 dead.", (0, 12, 0, 0)),
        ("The army killed ten children of rebels.", (10, 0, 0, 10)),
        ("The fire killed 48. Last week five boys were among 48 people killed there.", (48, 0, 0, 5)),
        ("The minister spoke.", (0, 0, 0, 0)),
        ("Nobody was killed.", (0, 0, 0, 0)),
    ],
)
def test_counts(text: str, expected: tuple[int, int, int, int]) -> None:
    assert tuple(counts(NLP(text)).values()) == expected


def test_the_parse_settles_what_the_words_leave_open() -> None:
    words = ["The", "raid", "killed", "in", "one", "hour", "of", "fire", "twelve", "farmers", "."]
    heads = [1, 2, 2, 5, 5, 2, 7, 5, 9, 2, 2]
    deps = ["det", "nsubj", "ROOT", "case", "nummod", "obl", "case", "nmod", "nummod", "obj", "punct"]
    bare, parsed = Doc(NLP.vocab, words=words), Doc(NLP.vocab, words=words, heads=heads, deps=deps)
    assert figures(bare) == []
    assert [figure.span.text for figure in figures(parsed)] == ["twelve farmers"]


@given(st.integers(min_value=1, max_value=9_999_999))
def test_any_number_is_read_with_and_without_commas(number: int) -> None:
    for written in (str(number), f"{number:,}"):
        (figure,) = read(f"The flood killed {written} people.")
        assert figure.low == number


PIECES = [
    "killed",
    "dead",
    "12",
    "of",
    ",",
    "the",
    "–",
    "(",
    ")",
    "people",
    "and",
    "including",
    "no",
    "wounded",
    "\n",
    ".",
]


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from([*PIECES, "were", "among", "children", "a", "toll", "to", "or", "-", "at least"]), max_size=25
    )
)
def test_odd_text_never_breaks_spans(pieces: list[str]) -> None:
    doc = NLP(" ".join(pieces))
    found = figures(doc)
    assert len(doc.user_data["figure_triggers"]) == len(found)
    for figure in found:
        assert doc.text[figure.span.start_char : figure.span.end_char] == figure.span.text


def test_quantities_do_not_overlap() -> None:
    tokens = ["at", "least", "two", "to", "three", "dozen", "people", "and", "as", "many", "as", "40", "others"]
    found = quantities(tokens)
    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("name", ["numbers", "victims", "harms"])
def test_word_lists_hold_words(name: str) -> None:
    """YAML reads a bare no or on as a truth value; a word list must not."""

    def strings(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and strings(inner) for key, inner in value.items())
        return all(map(strings, value)) if isinstance(value, list) else not isinstance(value, bool)

    assert strings(knowledge(name))
