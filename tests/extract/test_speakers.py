"""Who says so: chains of speakers, pronouns inside what they say, denials, statements in their own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wiredesk.model import Claim

Told = Callable[..., list[Claim]]


def event(claims: list[Claim], trigger: str) -> Claim:
    [found] = [claim for claim in claims if claim.event and claim.event.trigger.text == trigger]
    return found


def chain(claim: Claim) -> list[str]:
    """The speakers as the report words them, innermost first."""
    return [speaker.description.lower().removeprefix("the ").removeprefix("a ") for speaker in claim.speakers]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Rebels shelled Goma.", "shelled", ["gazette"]),
        ("Witnesses said rebels shelled Goma.", "shelled", ["witnesses", "gazette"]),
        ("Rebels shelled Goma, a doctor said.", "shelled", ["doctor", "gazette"]),
        (
            "According to the Red Cross, residents said soldiers had bombed the market.",
            "bombed",
            ["residents", "red cross", "gazette"],
        ),
        (
            "State radio, citing a district chief, said soldiers had burned two villages.",
            "burned",
            ["district chief", "state radio", "gazette"],
        ),
        (
            "State television, quoting a governor, said gunmen had attacked a convoy in Gao.",
            "attacked",
            ["governor", "state television", "gazette"],
        ),
    ],
)
def test_the_chain_runs_from_the_innermost_speaker_to_the_report(
    told: Told, text: str, trigger: str, expected: list[str]
) -> None:
    assert chain(event(told(text), trigger)) == expected


def test_only_what_is_inside_the_attribution_has_its_speaker(told: Told) -> None:
    claims = told("Rebels shelled Goma on Monday. Witnesses said soldiers had bombed a market. Gunmen abducted a nun.")
    assert [chain(event(claims, trigger)) for trigger in ("shelled", "bombed", "abducted")] == [
        ["gazette"],
        ["witnesses", "gazette"],
        ["gazette"],
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        ("Poland said it had struck three depots near Minsk.", "struck", "PL"),
        ("Kenya’s army said it had killed nine militants.", "killed", "KE"),
        ("Chad’s defence ministry said they had bombed a camp.", "bombed", "TD"),
        ("It had shelled the port at dawn, Turkey said.", "shelled", "TR"),
    ],
)
def test_a_pronoun_in_indirect_speech_is_the_speaker(told: Told, text: str, trigger: str, country: str) -> None:
    claim = event(told(text), trigger)
    assert claim.event is not None
    assert [actor.country for actor in claim.event.initiators] == [country]
    assert claim.speakers[0].actor is not None and claim.speakers[0].actor.country == country


def test_the_press_is_not_taken_for_the_pronoun(told: Told) -> None:
    claim = event(told("The Daily Herald reported that it had bombed a camp."), "bombed")
    assert claim.event is not None and not claim.event.initiators


def test_a_name_before_the_noun_is_not_exchanged_for_one_named_before(told: Told) -> None:
    text = "Envoys met at the World Economic Forum. The state-aligned Tasnim agency said rebels had bombed two depots."
    assert event(told(text), "bombed").speakers[0].actor.id == "tasnim"


def test_speakers_have_roles(told: Told) -> None:
    roles = {
        "Kenya’s government": "official",
        "Kenya’s army": "military",
        "Al-Shabaab": "armed group",
        "State television": "media",
    }
    for name, role in roles.items():
        assert event(told(f"{name} said gunmen had attacked a convoy."), "attacked").speakers[0].role == role, name


def test_a_denial_is_a_negative_statement_of_its_speaker(told: Told) -> None:
    [claim] = [
        claim for claim in told("Ghana’s government denied that its troops had crossed the border.") if claim.statement
    ]
    assert claim.polarity == "negative"
    assert claim.speakers[0].actor is not None and claim.speakers[0].actor.country == "GH"


def test_an_event_that_is_denied_is_negative_once(told: Told) -> None:
    claims = told("Chad denied that its army had shelled the village.")
    assert event(claims, "shelled").polarity == "negative"
    assert event(told("Chad said its army had shelled the village."), "shelled").polarity == "positive"


def test_negation_and_plans_show_in_the_claim(told: Told) -> None:
    planned = event(told("Kenya said it would not bomb Somalia."), "bomb")
    assert (planned.polarity, planned.tense) == ("negative", "future")
    assert event(told("Rwanda did not shell Goma."), "shell").polarity == "negative"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We will not sign under fire,” a negotiator said in Muscat.", "We will not sign under fire"),
        ('A negotiator said: "We will not sign under fire."', "We will not sign under fire"),
        ("Mali’s junta called the report “a fabrication from first to last”.", "a fabrication from first to last"),
        (
            "A spokesman said the vote was “a theft in broad daylight” and would be contested.",
            "a theft in broad daylight",
        ),
    ],
)
def test_quoted_words_are_kept_as_the_speaker_said_them(told: Told, text: str, quoted: str) -> None:
    statements = [claim.statement for claim in told(text) if claim.statement]
    assert [words.strip(",.") for statement in statements for words in statement.quoted] == [quoted]


def test_indirect_speech_has_no_quoted_words(told: Told) -> None:
    [claim] = [
        claim for claim in told("The mayor said that the bridge would stay shut until Easter.") if claim.statement
    ]
    assert claim.statement is not None and claim.statement.quoted == ()
    assert "bridge would stay shut until Easter" in claim.statement.text


def test_saying_so_is_no_statement(told: Told) -> None:
    assert not [claim for claim in told("The mayor said so. He said no.") if claim.statement]


@pytest.mark.parametrize(
    "text", ["A negotiator told reporters that the road had flooded.", "“Never,” he told the BBC."]
)
def test_telling_the_press_is_no_event(told: Told, text: str) -> None:
    assert not [claim.event for claim in told(text) if claim.event]


def test_an_attribution_to_the_press_leaves_the_event_asserted(told: Told) -> None:
    claim = event(told("A spokesman told the Daily Herald that rebels had shelled Goma on Tuesday."), "shelled")
    assert (claim.modality, chain(claim)[0]) == ("asserted", "spokesman")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Troops raided an alleged hideout in Poso.", "alleged hideout"),
        ("Mortars hit Turkey’s so-called security zone.", "so-called security zone"),
        ("The delegates hailed the “liberation” of the town.", "“liberation”"),
        ("Police arrested eleven suspected members of a cell.", "suspected members of a cell"),
    ],
)
def test_contested_wording_is_marked(told: Told, text: str, words: str) -> None:
    found = [span.text for claim in told(text) for span in claim.contested_wording]
    assert found and all(span in words and span.split()[0] == words.split()[0] for span in found)


def test_plain_wording_is_not_contested(told: Told) -> None:
    assert not any(claim.contested_wording for claim in told("Troops raided a hideout in Poso, killing two."))


def test_an_event_takes_no_place_from_the_clause_beside_it(told: Told) -> None:
    claims = told("Five soldiers were killed; in Kidal, gunmen abducted 12 teachers.")
    places = {claim.event.trigger.text: claim.event.place for claim in claims if claim.event}
    assert places["abducted"] is not None and places["abducted"].name == "Kidal"
    assert places["killed"] is None


@pytest.mark.xfail(strict=True, reason="the content of a condemnation ends before “as”")
def test_a_condemnation_in_quoted_words_is_a_statement(told: Told) -> None:
    claims = told("Peru condemned the raid as “an act of piracy”.")
    assert [claim.statement.quoted for claim in claims if claim.statement] == [("an act of piracy",)]
