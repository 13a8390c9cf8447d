"""Who acts and who speaks: names, described groups, persons, aliases, pronouns. Every sentence is made up."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from wiredesk.annotate.actors import actor_of, actors, aliases, resolve, state_of
from wiredesk.annotate.actors.known import similar
from wiredesk.annotate.actors.names import is_abbreviation, long_form_start, pieces, plural, skeleton
from wiredesk.annotate.pipeline import extend
from wiredesk.annotate.places import places
from wiredesk.model import Actor

NLP = spacy.blank("en")


def ids(text: str) -> list[str]:
    return [mention.actor.id for mention in actors(NLP(text))]


def of(text: str, words: str) -> Actor:
    doc = NLP(text)
    return actor_of(_span(doc, words))


def _span(doc: Doc, words: str, last: bool = False) -> Span:
    at = doc.text.rindex(words) if last else doc.text.index(words)
    span = doc.char_span(at, at + len(words), alignment_mode="expand")
    assert span is not None
    return span


@pytest.mark.parametrize(
    ("text", "words", "id", "name", "sector", "country"),
    [
        ("Tehran said nothing.", "Tehran", "ir", "Iran", "GOV", "IR"),
        ("The Islamic Republic denied it.", "The Islamic Republic", "ir", "Iran", "GOV", "IR"),
        ("Iranian officials met in Doha.", "Iranian officials", "ir-officials", "Iranian officials", "GOV", "IR"),
        ("Senior Malian army officers fled.", "Malian army officers", "ml-army", "Malian army", "MIL", "ML"),
        ("Pakistani troops moved up.", "Pakistani troops", "pk-troops", "Pakistani troops", "MIL", "PK"),
        ("The Syrian army pulled out.", "The Syrian army", "sy-army", "Syrian army", "MIL", "SY"),
        (
            "Peru's foreign ministry agreed.",
            "Peru's foreign ministry",
            "pe-foreign-ministry",
            "Peru's foreign ministry",
            "GOV",
            "PE",
        ),
        (
            "The Foreign Ministry of Chad agreed.",
            "The Foreign Ministry of Chad",
            "td-foreign-ministry",
            "Chad's foreign ministry",
            "GOV",
            "TD",
        ),
        ("Kenyan police fired.", "Kenyan police", "ke-police", "Kenyan police", "COP", "KE"),
        ("The Kremlin spokesman laughed.", "The Kremlin spokesman", "ru-kremlin", "Kremlin", "GOV", "RU"),
        ("The IDF shelled Rafah.", "The IDF", "il-army", "Israeli army", "MIL", "IL"),
        ("Taliban fighters entered.", "Taliban fighters", "taliban", "Taliban", "REB", "AF"),
        ("The rebel group M23 advanced.", "The rebel group M23", "m23", "M23", "REB", "CD"),
        ("Hizballah and others fired.", "Hizballah", "hezbollah", "Hezbollah", "REB", "LB"),
        (
            "Iran's semi-official Mehr news agency said so.",
            "Iran's semi-official Mehr news agency",
            "mehr",
            "Mehr",
            "MED",
            "IR",
        ),
        (
            "Colombian state television showed it.",
            "Colombian state television",
            "co-state-television",
            "Colombian state television",
            "MED",
            "CO",
        ),
        ("Médecins sans Frontières left.", "Médecins sans Frontières", "msf", "Médecins Sans Frontières", "HLH", None),
        (
            "The U.N. Security Council met.",
            "The U.N. Security Council",
            "un-security-council",
            "UN Security Council",
            "IGO",
            None,
        ),
        ("Police in Nairobi said so.", "Police in Nairobi", "ke-police", "Kenyan police", "COP", "KE"),
        ("Haitian gangs burned shops.", "Haitian gangs", "ht-gangs", "Haitian gangs", "CRM", "HT"),
        (
            "Fijian election officials met.",
            "Fijian election officials",
            "fj-election-officials",
            "Fijian election officials",
            "GOV",
            "FJ",
        ),
        ("Kurdish militants attacked.", "Kurdish militants", "kurds-militants", "Kurdish militants", "REB", None),
    ],
)
def test_a_noun_phrase_is_named(text: str, words: str, id: str, name: str, sector: str, country: str | None) -> None:
    actor = of(text, words)
    assert (actor.id, actor.name, actor.sector, actor.country) == (id, name, sector, country)


def test_the_note_of_an_outlet_tells_its_alignment() -> None:
    assert of("The Tasnim news agency said so.", "The Tasnim news agency").note.startswith("state-aligned")
    assert of("KCNA called it a success.", "KCNA").note == "state-run"


def test_a_shared_name_is_read_by_the_country_in_focus() -> None:
    doc = NLP("Pakistan protested. The Foreign Office called in the envoy of Iran to Pakistan.")
    assert actor_of(_span(doc, "The Foreign Office")).id == "pk-foreign-ministry"
    doc = NLP("Britain protested. The Foreign Office called in the envoy of Iran to Britain.")
    assert actor_of(_span(doc, "The Foreign Office")).id == "gb-foreign-ministry"
    assert "rsf-sudan" in ids("In Sudan the RSF took the Sudanese town of Nyala.")
    assert "rsf" in ids("RSF ranks France low on press freedom, and French editors object.")


def test_a_ministry_without_an_owner_is_that_of_the_state_its_paragraph_is_about() -> None:
    text = "The Peruvian foreign ministry sent a note.\nBolivia shut the border, the foreign ministry says."
    assert ids(text)[-1] == "bo-foreign-ministry"


def test_described_groups_without_a_name() -> None:
    text = "Gunmen attacked a village and militants burned it, residents said."
    assert ids(text) == ["gunmen", "militants", "residents"]
    assert [m.actor.sector for m in actors(NLP(text))] == ["REB", "REB", "CVL"]


def test_victims_are_a_population_and_no_actor() -> None:
    text = "At least seven people and two children were killed by 12 gunmen."
    assert ids(text) == ["gunmen"]
    assert of(text, "seven people").kind == "population"
    assert of(text, "two children").sector == "CVL"


def test_two_demonyms_share_a_noun() -> None:
    assert ids("Chadian and Nigerian soldiers clashed.") == ["td-soldiers", "ng-soldiers"]


def test_places_are_not_actors() -> None:
    assert ids("The blast in Iran was heard near Pakistan.") == []
    assert ids("Crowds filled central Tehran.") == []
    assert ids("A tanker sailed through the Gulf of Oman.") == []


def test_a_word_for_a_body_inside_the_name_of_a_place_is_no_actor() -> None:
    extend()
    doc = NLP("The West Bank was quiet.")
    assert [mention.actor.id for mention in actors(NLP(doc.text))] == ["banks"]
    doc._.places = places(doc)
    assert [mention.actor.id for mention in actors(doc)] == []


def test_a_titled_person_and_the_surname_later() -> None:
    doc = NLP("Iranian Foreign Minister Hossein Karimi arrived. Reporters asked, and Karimi smiled.")
    first, *_, last = [m for m in actors(doc) if m.actor.kind == "person"]
    assert first.actor == last.actor and last.span.text == "Karimi"
    assert (first.actor.sector, first.actor.country, first.actor.note) == ("GOV", "IR", "foreign minister")


def test_a_person_entity_with_an_apposition() -> None:
    doc = NLP("Amina Diallo, a police spokeswoman in Dakar, gave no toll. Diallo left.")
    doc.set_ents([Span(doc, 0, 2, "PER"), Span(doc, doc[-3].i, doc[-3].i + 1, "PER")])
    people = [m.actor for m in actors(doc) if m.actor.kind == "person"]
    assert people[0] == people[-1] and people[0].id == "amina-diallo"


def test_a_name_that_is_also_a_first_name() -> None:
    assert "jo" not in ids("Carter Jordan Smith sang in Leeds.")
    assert ids("Jordan denied the claim.") == ["jo"]
    assert "islamic-state" not in ids("WHERE IS THE MONEY WHO TOOK IT")


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("The Balochistan Liberation Army (BLA) said so.", "Balochistan Liberation Army", ["BLA"]),
        ("Fighters of the People's Front of Upper Sava (PFUS) left.", "People's Front of Upper Sava", ["PFUS"]),
        (
            "It hit the militant group Jaish al-Adl, known in Iran as Jaish al-Dhulm, or Army of Justice.",
            "Jaish al-Adl",
            ["Jaish al-Dhulm", "Army of Justice"],
        ),
        ("The Nusra Front, formerly known as Jabhat al-Nusra, split.", "Nusra Front", ["Jabhat al-Nusra"]),
        ("The Sava Movement, also called the Northern Guard, split.", "Sava Movement", ["Northern Guard"]),
    ],
)
def test_aliases_in_the_text(text: str, name: str, others: list[str]) -> None:
    (found,) = aliases(NLP(text))
    assert found.name.text == name
    assert [alias.text for alias in found.aliases] == others
    assert found.words and found.words in text


def test_no_alias_where_none_is_given() -> None:
    assert aliases(NLP("KABUL (Reuters) - Two men, or perhaps three, were held. Hamas or Hezbollah fired.")) == []
    assert aliases(NLP("The rest of his family (three boys) fled.")) == []


def test_an_abbreviation_introduced_by_the_document_is_known_later() -> None:
    doc = NLP("The Free Rivers Movement (FRM) met. The FRM rejected the offer.")
    assert {m.actor.id for m in actors(doc)} == {"free-rivers-movement"}
    assert actor_of(_span(doc, "FRM", last=True)).aliases == ("FRM",)


def test_descriptions_are_followed() -> None:
    doc = NLP("Myanmar's junta said the Arakan Army had shelled Sittwe. The group denied it.")
    assert actor_of(_span(doc, "The group")).id == "arakan-army"
    doc = NLP("Chad's interior ministry gave no toll. The ministry called for calm.")
    assert actor_of(_span(doc, "The ministry")).id == "td-interior-ministry"
    doc = NLP("Hamas and Hezbollah met. The group denied it.")
    assert resolve(_span(doc, "The group")) is None


def test_pairs() -> None:
    doc = NLP("Iran and Pakistan share a border. Both nations have fought militants.")
    found = resolve(_span(doc, "Both nations"))
    assert isinstance(found, tuple) and [actor.id for actor in found] == ["ir", "pk"]
    doc = NLP("Iran, Iraq and Turkey met. The two countries disagreed.")
    assert resolve(_span(doc, "The two countries")) is None
    doc = NLP("The Balochistan Liberation Front and the BLA were hit. Both groups vowed revenge.")
    found = resolve(_span(doc, "Both groups"))
    assert isinstance(found, tuple) and [actor.id for actor in found] == ["blf", "bla"]


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("Iran and Pakistan signed a deal in Qatar. The two governments met.", {"ir", "pk"}),
        ("Iran and Pakistan signed a deal in the United Arab Emirates. The two governments met.", {"ir", "pk"}),
        ("Qatar hosted talks. Officials from Iran and Pakistan met. The two governments signed a deal.", {"ir", "pk"}),
        ("China urged calm. India fired at targets in Pakistan. The two countries signed a truce.", {"in", "pk"}),
        ("Israel attacked. Strikes killed dozens in Lebanon and Syria. The two countries protested.", {"lb", "sy"}),
        ("Iran and Oman signed a deal on shipping in Lebanon and Syria. The two countries met.", {"ir", "om"}),
    ],
)
def test_a_state_that_is_but_the_scene_is_none_of_the_two(text: str, two: set[str]) -> None:
    doc = NLP(text)
    at = text.rindex("The two")
    found = resolve(doc.char_span(at, text.index(" ", at + 8), alignment_mode="contract"))
    assert isinstance(found, tuple) and {actor.id for actor in found} == two


def test_pronouns() -> None:
    doc = NLP("Kyiv rejected the plan and said it would fight on.")
    referent = resolve(doc[6])
    assert doc[6].text == "it" and isinstance(referent, Actor) and referent.id == "ua"
    doc = NLP("Iran hit Iraq. It is unclear who gave the order.")
    assert resolve(doc[4]) is None
    assert resolve(NLP("They left.")[0]) is None


def test_pronoun_under_a_parse_goes_to_the_subject_above() -> None:
    words = ["Iran", "told", "Iraq", "it", "struck", "."]
    heads, deps = [1, 1, 1, 4, 1, 1], ["nsubj", "root", "obj", "nsubj", "ccomp", "punct"]
    pos = ["PROPN", "VERB", "PROPN", "PRON", "VERB", "PUNCT"]
    doc = Doc(NLP.vocab, words=words, heads=heads, deps=deps, pos=pos)
    referent = resolve(doc[3])
    assert isinstance(referent, Actor) and referent.id == "ir"


def test_its_ministry_belongs_to_the_state_in_focus() -> None:
    doc = NLP("Pakistan called in a diplomat, and its foreign ministry lodged a protest.")
    assert [m.actor.id for m in actors(doc)][-1] == "pk-foreign-ministry"


def test_state_of() -> None:
    assert state_of(of("Iranian officials met.", "Iranian officials")) == "IR"
    assert state_of(of("The IDF struck.", "The IDF")) == "IL"
    assert state_of(of("Hezbollah fired.", "Hezbollah")) is None
    assert state_of(of("Reuters reported.", "Reuters")) is None


def test_what_is_no_actor_is_other() -> None:
    assert of("The explosion woke the town.", "The explosion").kind == "other"


def test_names() -> None:
    assert pieces("Jaish ul-Adl") == pieces("Jaish al-Adl") == ("jaish", "al", "adl")
    assert pieces("U.S.") == ("us",) and pieces("Iran’s") == ("iran", "s") and pieces("Élysée") == ("elysee",)
    assert skeleton(pieces("Hezbollah")) == skeleton(pieces("Hizballah"))
    assert plural("police officer", {}) == "police officers" and plural("gunman", {}) == "gunmen"
    assert is_abbreviation("PML-N") and not is_abbreviation("Hamas")
    assert long_form_start("BLA", ["the", "Balochistan", "Liberation", "Army"]) == 1
    assert long_form_start("XYZ", ["the", "Army"]) is None
    assert similar("Revolutionary Armed Force of Colombia").id == "farc"  # type: ignore[union-attr]
    assert similar("Ministry of Silly Walks") is None


PARTS = st.sampled_from(
    [
        "Iran",
        "Iranian",
        "Tehran",
        "the",
        "The",
        "'s",
        "’",
        "(",
        ")",
        "BLA",
        "or",
        ",",
        "also",
        "known",
        "as",
        "it",
        "They",
        "both",
        "nations",
        "officials",
        "Foreign",
        "Ministry",
        "of",
        "Hamas",
        "-",
        "\n",
        ".",
        "M23",
        "President",
        "Ali",
        "two",
        "seven",
        "people",
        "group",
        "and",
        "al",
        "Adl",
        "\u202e",
        "😀",
        "é",
        "U.S.",
        "in",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PARTS, max_size=30).map(" ".join)))
def test_spans_match_the_text_and_nothing_raises(text: str) -> None:
    doc = NLP(text)
    end = 0
    for mention in actors(doc):
        assert doc.text[mention.span.start_char : mention.span.end_char] == mention.span.text != ""
        assert mention.span.start >= end and mention.actor.id and mention.actor.name
        end = mention.span.end
    for found in aliases(doc):
        assert found.aliases and all(doc.text[a.start_char : a.end_char] == a.text for a in found.aliases)
    for token in doc:
        resolve(token)
        assert actor_of(doc[token.i : min(len(doc), token.i + 3)]).id


@pytest.mark.parametrize(
    ("text", "words", "sector", "country"),
    [
        ("West African troops landed in Monrovia.", "West African troops", "MIL", None),
        ("Forces loyal to Chadian generals withdrew.", "Forces loyal to Chadian generals", "MIL", "TD"),
        ("Taliban prisoners were freed in Peru.", "Taliban prisoners", "REB", "AF"),
        ("Sorbian prisoners were freed.", "Sorbian prisoners", "CVL", None),
        ("Chad's allies met.", "Chad's allies", "GOV", None),
        ("The Chadian military and intelligence services met.", "intelligence services", "SPY", "TD"),
        ("The president flew to Chad.", "The president", "GOV", None),
        ("The president spoke to Chadians.", "The president", "GOV", None),
    ],
)
def test_whose_people_they_are(text: str, words: str, sector: str, country: str | None) -> None:
    found = of(text, words)
    assert (found.sector, found.country) == (sector, country)


def test_a_person_of_the_files_is_known_by_name_and_by_surname() -> None:
    for text in ("Angela Merkel agreed.", "Chancellor Angela Merkel agreed.", "Merkel agreed."):
        assert of(text, text.removesuffix(" agreed.")).id == "angela-merkel", text
    assert of("Angela Merkel agreed.", "Angela Merkel").country == "DE"


def test_what_somebody_owns_stands_for_its_owner() -> None:
    words = ["Rebels", "shelled", "a", "Chadian", "army", "depot", "and", "Chadian", "mangoes", "."]
    heads = [1, 1, 5, 5, 5, 1, 8, 8, 5, 1]
    deps = ["nsubj", "ROOT", "det", "amod", "compound", "obj", "cc", "amod", "conj", "punct"]
    pos = ["NOUN", "VERB", "DET", "ADJ", "NOUN", "NOUN", "CCONJ", "ADJ", "NOUN", "PUNCT"]
    doc = Doc(NLP.vocab, words=words, heads=heads, deps=deps, pos=pos)
    assert actor_of(doc[2:6]).id == "td-army"
    mangoes = actor_of(doc[7:9])
    assert (mangoes.country, mangoes.sector) == ("TD", None)


def test_an_amount_is_about_what_is_counted() -> None:
    words = ["Dozens", "of", "Chadian", "soldiers", "fled", "."]
    doc = Doc(
        NLP.vocab,
        words=words,
        heads=[4, 3, 3, 0, 4, 4],
        deps=["nsubj", "case", "amod", "nmod", "ROOT", "punct"],
        pos=["NOUN", "ADP", "ADJ", "NOUN", "VERB", "PUNCT"],
    )
    assert (actor_of(doc[0:4]).country, actor_of(doc[0:4]).sector) == ("TD", "MIL")


def test_who_calls_somebody_gives_no_name() -> None:
    words = ["Angela", "Merkel", "called", "Chadian", "officials", "."]
    doc = Doc(
        NLP.vocab,
        words=words,
        heads=[2, 0, 2, 4, 2, 2],
        deps=["nsubj", "flat", "ROOT", "amod", "obj", "punct"],
        pos=["PROPN", "PROPN", "VERB", "ADJ", "NOUN", "PUNCT"],
        tags=["NNP", "NNP", "VBD", "JJ", "NNS", "."],
    )
    assert aliases(doc) == []
    assert actor_of(doc[3:5]).country == "TD"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Kaduna State Government condemned the attack.", "NG"),
        ("The Alabama Supreme Court upheld the sentence.", "US"),
        ("The Hyderabad Police detained two men.", None),  # in India and in Pakistan
        ("Texas Instruments closed a plant.", None),
    ],
)
def test_a_public_body_is_of_the_country_of_the_place_in_its_name(
    nlp: Language, text: str, country: str | None
) -> None:
    assert nlp(text)._.actors[0].actor.country == country
