"""Toponyms: found in the text, told from people and newspapers, and put in the right spot."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from wiredesk.annotate.places import place_of, places
from wiredesk.gazetteer import gazetteer
from wiredesk.model import Place

nlp = spacy.blank("en")


def names(text: str) -> list[str]:
    return [place.span.text for place in places(nlp(text))]


def only(text: str, name: str) -> Place:
    """The place of the last mention of this name."""
    found: Place = [place for place in places(nlp(text)) if place.span.text == name][-1]
    return found


def asked(text: str, name: str) -> Place | None:
    """What the name is when somebody asks for it, found as a place or not."""
    start = text.index(name)
    return place_of(nlp(text), start, start + len(name))


def test_a_neighbour_and_its_province() -> None:
    place = only("Shells fell on a bazaar in Panjgur, Balochistan, on Friday.", "Panjgur")
    assert (place.country, place.admin1, place.precision) == ("PK", "Balochistan", "city")


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("A convoy left Aleppo province at dawn.", "Aleppo", "SY", "admin1"),
        ("A convoy left the city of Aleppo at dawn.", "Aleppo", "SY", "city"),
        ("Clinics in Homs are short of fuel.", "Homs", "SY", "city"),
        ("Two villages in Iran's Sistan and Baluchestan province were hit.", "Sistan and Baluchestan", "IR", "admin1"),
        ("Two villages in Pakistan's Balochistan province were hit.", "Balochistan", "PK", "admin1"),
        ("Fighters withdrew from the Idlib countryside.", "Idlib", "SY", "city"),
        ("The ship was boarded in the Red Sea off Hodeidah.", "Red Sea", None, "sea"),
        ("Flights over the Golan Heights were halted.", "Golan Heights", "SY", "region"),
        ("Aid reached the Gaza Strip through Rafah.", "Gaza Strip", "PS", "region"),
    ],
)
def test_type_words_and_regions(text: str, name: str, country: str | None, precision: str) -> None:
    place = only(text, name)
    assert (place.country, place.precision) == (country, precision)


def test_the_larger_place_decides() -> None:
    assert only("The mill in Springfield, Illinois, will close.", "Springfield").admin1 == "Illinois"
    assert only("The mill in Springfield, Mass., will close.", "Springfield").admin1 == "Massachusetts"
    assert only("A school opened in Tripoli, Lebanon.", "Tripoli").country == "LB"
    assert only("A school opened in Tripoli, Libya.", "Tripoli").country == "LY"


def test_the_rest_of_the_report_decides() -> None:
    local = "The fair in Paris drew farmers from Lamar County. Roads to Dallas and Sherman, Texas, were full."
    assert only(local, "Paris").admin1 == "Texas"
    assert only("Ministers met in Paris before leaving for Berlin and Rome.", "Paris").country == "FR"


def test_georgia_is_a_state_or_a_country() -> None:
    assert only("Deputies in Georgia searched homes in Atlanta and Macon.", "Georgia").precision == "admin1"
    assert only("Troops in Georgia moved from Tbilisi towards Gori.", "Georgia").precision == "country"


def test_the_place_of_the_outlet_counts() -> None:
    doc = nlp("The council of Athens meets on Monday.")
    doc.user_data["outlet_place"] = gazetteer().place(
        next(m.entry for m in gazetteer().find("Atlanta") if m.entry.country == "US")
    )
    start = doc.text.index("Athens")
    place = place_of(doc, start, start + 6)
    assert place is not None and place.country == "US"


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton arrived late.",
        "Reporters asked Chad Smith about it.",
        "Mr. Jordan declined to answer.",
        "He wrote for the New York Times.",
        "She teaches at the University of Baghdad.",
        "It was nice. Most people were reading.",
        "Mobile phones are banned in March.",
        "The Iranian envoy met Syrian and British officials.",
        "They raised US$ 40 million.",
        "Fighters of Hamas and herders who are Baloch fled.",
    ],
)
def test_people_papers_and_words_are_no_places(text: str) -> None:
    assert names(text) == []


def test_ordinary_words_are_places_on_evidence() -> None:
    text = "A coach from Nice, France, overturned near Reading, England."
    assert names(text) == ["Nice", "France", "Reading", "England"]


def test_a_surname_stays_a_surname() -> None:
    assert "Houston" not in names("Witness Sam Houston took the stand. Houston said he saw nothing.")


def test_names_of_several_words_are_one_place() -> None:
    assert names("Health workers in the Democratic Republic of the Congo and Côte d'Ivoire were trained.") == [
        "Democratic Republic of the Congo", "Côte d'Ivoire",
    ]  # fmt: skip


def parsed(words: list[str], heads: list[int], deps: list[str], lemmas: list[str]) -> Doc:
    return Doc(nlp.vocab, words=words, heads=heads, deps=deps, lemmas=lemmas)


def test_a_capital_that_speaks_is_a_government() -> None:
    speaking = parsed(["Tehran", "denied", "it"], [1, 1, 1], ["nsubj", "ROOT", "obj"], ["Tehran", "deny", "it"])
    assert places(speaking) == []
    standing = parsed(
        ["Tehran", "froze", "overnight"], [1, 1, 1], ["nsubj", "ROOT", "advmod"], ["Tehran", "freeze", "overnight"]
    )
    assert [place.name for place in places(standing)] == ["Tehran"]
    asked_for = place_of(speaking, 0, 6)
    assert asked_for is not None and asked_for.country == "IR"


@pytest.mark.parametrize(("verb", "lemma", "there"), [("accused", "accuse", False), ("left", "leave", True)])
def test_a_capital_that_is_spoken_to_is_a_government(verb: str, lemma: str, there: bool) -> None:
    doc = parsed(["They", verb, "Tehran"], [1, 1, 1], ["nsubj", "ROOT", "obj"], ["they", lemma, "Tehran"])
    assert bool(places(doc)) is there


def test_two_capitals_that_speak_are_two_governments() -> None:
    doc = parsed(
        ["Tehran", "and", "Islamabad", "said", "so"], [3, 2, 0, 3, 3], ["nsubj", "cc", "conj", "ROOT", "advmod"],
        ["Tehran", "and", "Islamabad", "say", "so"],
    )  # fmt: skip
    assert places(doc) == []


def test_a_name_that_only_sounds_alike_needs_its_country() -> None:
    text = "Shells fell on {0}. Doctors in Bamako and Gao, Mali, sent help."
    lost = asked(text.format("Komandah"), "Komandah")
    assert lost is None or lost.country == "ML"
    found = asked("Shells fell on Komandah. Doctors in Goma and Bukavu sent help to Congo.", "Komandah")
    assert found is not None and (found.name, found.country) == ("Komanda", "CD")


def test_a_namesake_far_away_gives_way_to_the_country_that_is_named_with_it() -> None:
    place = asked("Gunmen burned shops in Solhan, Burkina Faso, on Friday.", "Solhan")
    assert place is not None
    assert (place.name, place.geonames_id, place.country, place.precision) == ("Solhan", None, "BF", "country")
    listed = asked("He has lived in Paris, Germany and Spain.", "Paris")
    assert listed is not None and listed.country == "FR"


def test_an_unknown_village_lies_in_the_province_of_the_rest() -> None:
    doc = nlp("A patrol was shelled near Qarzeltash. Clinics in Rutshuru, Masisi and Goma took in the wounded.")
    doc.ents = [Span(doc, 5, 6, label="LOC")]
    place = next(place for place in places(doc) if place.span.text == "Qarzeltash")
    assert (place.geonames_id, place.country, place.admin1, place.precision) == (None, "CD", "North Kivu", "admin1")
    alone = nlp("A patrol was shelled near Qarzeltash.")
    alone.ents = [Span(alone, 5, 6, label="LOC")]
    assert [(place.name, place.lat) for place in places(alone)] == [("Qarzeltash", None)]


def test_a_border_is_one_place() -> None:
    place = only("Guards on the Iran-Pakistan border opened fire.", "Iran-Pakistan border")
    assert (place.country, place.precision) == (None, "other")
    assert place.lon is not None and 60 < place.lon < 64


def test_a_recogniser_decides_what_a_name_is() -> None:
    doc = nlp("Clinton met them near Qarabulaq.")
    doc.ents = [Span(doc, 0, 1, label="PER"), Span(doc, 4, 5, label="LOC")]
    assert "Clinton" not in [place.span.text for place in places(doc)]
    assert "Qarabulaq" in [place.span.text for place in places(doc)]


def test_an_unknown_village_stands_where_its_province_is() -> None:
    doc = nlp("A drone fell on Kuhakzzar, Sistan and Baluchestan province.")
    doc.ents = [Span(doc, 4, 5, label="LOC")]
    place = next(place for place in places(doc) if place.span.text == "Kuhakzzar")
    assert (place.name, place.geonames_id, place.country, place.precision) == ("Kuhakzzar", None, "IR", "admin1")


def test_a_known_group_is_no_place_whatever_the_recogniser_says() -> None:
    doc = nlp("Two strongholds of Jaish al-Adl and a farm near Qirtasqand were bombed.")
    doc.ents = [Span(doc, 3, 7, label="LOC"), Span(doc, 11, 12, label="LOC")]
    assert [place.span.text for place in places(doc)] == ["Qirtasqand"]
    doc = nlp("Protesters gathered outside Downing Street.")
    doc.ents = [Span(doc, 3, 5, label="LOC")]
    assert [place.span.text for place in places(doc)] == ["Downing Street"]


def test_the_abbreviation_behind_a_town_is_its_state() -> None:
    doc = nlp("Police in Kansas City, Kan., and in Tampa, Fla., and Paris, Texas. Kan was quiet.")
    assert [(place.span.text, place.country, place.admin1) for place in places(doc)][:6] == [
        ("Kansas City", "US", "Kansas"),
        ("Kan.", "US", "Kansas"),
        ("Tampa", "US", "Florida"),
        ("Fla.", "US", "Florida"),
        ("Paris", "US", "Texas"),
        ("Texas", "US", "Texas"),
    ]


@pytest.mark.parametrize("state", ["Illinois", "Massachusetts"])
def test_the_name_of_an_organization_is_no_place_but_tells_where_the_others_are(state: str) -> None:
    doc = nlp(f"{state} Farm Council members saw smoke over Springfield.")
    doc.ents = [Span(doc, 0, 3, label="ORG"), Span(doc, 7, 8, label="LOC")]
    assert [(place.name, place.admin1) for place in places(doc)] == [("Springfield", state)]


def test_the_name_of_an_organization_holds_no_place_and_that_of_a_newspaper_tells_nothing() -> None:
    doc = nlp("In Paris, Texas Instruments members said it would close a plant.")
    doc.ents = [Span(doc, 1, 2, label="LOC"), Span(doc, 3, 5, label="ORG")]
    assert [place.country for place in places(doc)] == ["FR"]
    doc = nlp("The Illinois Morning Ledger said smoke rose over Springfield.")
    doc.ents = [Span(doc, 1, 4, label="ORG", span_id="ORG"), Span(doc, 8, 9, label="LOC")]
    assert [place.admin1 for place in places(doc)] == ["Illinois"]
    doc = nlp(doc.text)
    doc.ents = [Span(doc, 1, 4, label="ORG", span_id="MED"), Span(doc, 8, 9, label="LOC")]
    assert [place.admin1 for place in places(doc)] != ["Illinois"]


def test_place_of_answers_for_demonyms_and_loose_spellings() -> None:
    for text, name, country in (
        ("An Iranian official spoke.", "Iranian", "IR"),
        ("Shelling hit Dayr az-Zawr again.", "Dayr az-Zawr", "SY"),
        ("They stood at Baghdad Airport.", "Baghdad Airport", "IQ"),
    ):
        place = asked(text, name)
        assert place is not None and place.country == country
    ossetia = asked("A South Ossetian village burned.", "South Ossetian")
    assert ossetia is not None and ossetia.name == "South Ossetia"
    assert asked("They stood at Xqzlorp.", "Xqzlorp") is None


def test_a_name_that_may_mean_several_places_says_so() -> None:
    fernando = only("A shop burned in San Fernando.", "San Fernando")
    assert fernando.alternatives and fernando.geonames_id not in fernando.alternatives
    assert only("A shop burned in San Fernando, Trinidad and Tobago.", "San Fernando").alternatives == ()
    assert only("Fire broke out in Aleppo.", "Aleppo").alternatives == ()  # the town and its province are one spot


def test_asking_changes_nothing() -> None:
    doc = nlp("Snow fell on Springfield and on Boston.")
    before = places(doc)
    place_of(doc, doc.text.index("Boston"), doc.text.index("Boston") + 6)
    place_of(doc, 0, 4)
    assert places(doc) == before


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Aleppo", ",", "in", "the", "Iran", "’s", "Mr.", "(", "Of", "New", "York", "é", "U.S.", "-"])
    )
)
def test_spans_are_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    doc = nlp(text)
    for place in places(doc):
        assert text[place.span.start_char : place.span.end_char] == place.span.text
        assert place.lat is None or -90 <= place.lat <= 90
