"""PLOVER events: original sentences from many regions; each says what must be found and what must not."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

import wiredesk
from wiredesk.annotate.events.code import code_event
from wiredesk.annotate.events.find import find
from wiredesk.annotate.events.found import Found
from wiredesk.annotate.events.lexicon import knowledge, lexicon, parse, words
from wiredesk.annotate.events.match import match_verb
from wiredesk.annotate.events.setting import when
from wiredesk.annotate.events.syntax import noun_phrase
from wiredesk.annotate.pipeline import extend
from wiredesk.model import EVENT_TYPES, When


@cache
def parsed(text: str) -> Doc:
    nlp = wiredesk.load()
    with nlp.select_pipes(enable=["encoder"]):
        return nlp(text)


def span(doc: Doc, text: str) -> Span:
    start = doc.text.index(text)
    found = doc.char_span(start, start + len(text), alignment_mode="expand")
    assert found is not None
    return found


def told(text: str) -> list[Found]:
    return [event for event in find(parsed(text)) if event.told]


def sides(event: Found) -> tuple[set[str], set[str]]:
    return (
        {noun_phrase(token).text for token in event.arguments.initiators},
        {noun_phrase(token).text for token in event.arguments.recipients},
    )


PAIRS = [
    # active
    ("Sudanese warplanes bombed a market in Nyala on Sunday.", "Sudanese warplanes", "a market", "ASSAULT"),
    ("Gunmen abducted nine road engineers near Zamfara.", "Gunmen", "nine road engineers", "ASSAULT"),
    ("Police in Manila arrested two union organisers.", "Police", "two union organisers", "COERCE"),
    ("Norway donated field kitchens to Malawi.", "Norway", "Malawi", "AID"),
    ("Chile recalled its ambassador from Managua.", "Chile", "Managua", "SANCTION"),
    (
        "The Armenian premier met the Georgian president in Tbilisi.",
        "The Armenian premier",
        "the Georgian president",
        "CONSULT",
    ),
    ("The African Union condemned the junta in Niamey.", "The African Union", "the junta", "ACCUSE"),
    ("Thailand freed forty Burmese fishermen.", "Thailand", "forty Burmese fishermen", "YIELD"),
    ("Peru sent riot police to Puno.", "Peru", "Puno", "MOBILIZE"),
    ("Canada praised Kenya for hosting the conference.", "Canada", "Kenya", "SUPPORT"),
    ("Dock workers in Piraeus boycotted the shipping company.", "Dock workers", "the shipping company", "PROTEST"),
    # passive
    ("The village was shelled by rebel forces overnight.", "rebel forces", "The village", "ASSAULT"),
    ("Three reporters were detained by Belarusian police.", "Belarusian police", "Three reporters", "COERCE"),
    ("The offer was rejected by the Houthi leadership.", "the Houthi leadership", "The offer", "REJECT"),
    ("The mayor was accused by the auditors of taking bribes.", "the auditors", "The mayor", "ACCUSE"),
    # nominal
    (
        "Ethiopian forces carried out drone strikes on positions in Amhara.",
        "Ethiopian forces",
        "positions in Amhara",
        "ASSAULT",
    ),
    ("Ecuador imposed sanctions on two banks.", "Ecuador", "two banks", "COERCE"),
    ("Japan held talks with Mongolia on rare earths.", "Japan", "Mongolia", "CONSULT"),
    ("France signed a defence pact with Cyprus.", "France", "Cyprus", "SUPPORT"),
    ("Brazil and Argentina held joint naval exercises.", "Brazil", "Argentina", "COOPERATE"),
    # modality makes the type
    ("Poland agreed to send medical teams to Moldova.", "Poland", "Moldova", "AGREE"),
    ("Angola promised to release the detained pilots.", "Angola", "the detained pilots", "AGREE"),
    ("The militia threatened to attack the refinery.", "The militia", "the refinery", "THREATEN"),
    ("Eritrea refused to withdraw its troops from Badme.", "Eritrea", "Badme", "REJECT"),
    ("Egypt called for sanctions against the smugglers.", "Egypt", "the smugglers", "REQUEST"),
    ("India urged Nepal to reopen the border post.", "India", "Nepal", "REQUEST"),
    ("Uruguay lifted the embargo on Paraguay.", "Uruguay", "Paraguay", "YIELD"),
    ("Qatar suspended aid to the authorities in Juba.", "Qatar", "the authorities in Juba", "SANCTION"),
    ("Kenya accused Somalia of shelling a border post.", "Kenya", "Somalia", "ACCUSE"),
    ("Italy will not lift the ban on the charity.", "Italy", "the charity", "REJECT"),
    ("Jordan will host the Tunisian foreign minister next week.", "Jordan", "the Tunisian foreign minister", "AGREE"),
    ("The Philippines warned China that it would board the vessels.", "The Philippines", "China", "THREATEN"),
    # wider wordings
    ("Colombo has asked the IMF for an emergency loan.", "Colombo", "the IMF", "REQUEST"),
    ("The pope called on both sides to lay down their weapons.", "The pope", "both sides", "REQUEST"),
    ("Relief agencies pleaded with donors for 40 million dollars.", "Relief agencies", "donors", "REQUEST"),
    ("Lawmakers want the minister to resign over the scandal.", "Lawmakers", "the minister", "REQUEST"),
    ("Belgrade requested that NATO peacekeepers protect Serb villages.", "Belgrade", "NATO", "REQUEST"),
    ("The judge instructed the bank to hand over its records.", "The judge", "the bank", "REQUEST"),
    ("Berlin is pressing Ankara to release the journalist.", "Berlin", "Ankara", "REQUEST"),
    ("Kinshasa insisted that Kigali must pull back its soldiers.", "Kinshasa", "Kigali", "REQUEST"),
    ("Migrant groups petitioned Madrid for safe passage.", "Migrant groups", "Madrid", "REQUEST"),
    ("Beijing rolled over a two-billion-dollar loan to Islamabad.", "Beijing", "Islamabad", "AID"),
    ("Rwanda has deployed a thousand peacekeepers to Mozambique.", "Rwanda", "Mozambique", "AID"),
    ("Iceland took in forty Afghan families.", "Iceland", "Afghan families", "AID"),
    ("Washington approved a new package of air defence missiles for Kyiv.", "Washington", "Kyiv", "AID"),
    ("Nairobi threw its weight behind Kigali in the dispute.", "Nairobi", "Kigali", "SUPPORT"),
    ("The Czech president congratulated Taiwan on its election.", "The Czech president", "Taiwan", "SUPPORT"),
    ("Ireland formally recognised Palestine as a state.", "Ireland", "Palestine", "SUPPORT"),
    ("Rome and Tripoli initialled a migration accord.", "Rome", "Tripoli", "SUPPORT"),
    ("Seoul apologised to Hanoi for wartime killings.", "Seoul", "Hanoi", "SUPPORT"),
    ("Brazil endorsed Bolivia's bid to join the bloc.", "Brazil", "Bolivia's bid", "SUPPORT"),
    ("Moscow defended Damascus at the Security Council.", "Moscow", "Damascus", "SUPPORT"),
    ("Uganda and Congo are conducting joint operations against the ADF.", "Uganda", "Congo", "COOPERATE"),
    ("Turkish instructors trained Somali recruits in Ankara.", "Turkish instructors", "Somali recruits", "COOPERATE"),
    ("Riyadh and Beijing deepened their cooperation on nuclear energy.", "Riyadh", "Beijing", "COOPERATE"),
    ("Spain worked with Morocco to dismantle the cell.", "Spain", "Morocco", "COOPERATE"),
    ("Vietnam bought missiles from India.", "Vietnam", "India", "COOPERATE"),
    ("Tokyo offered to supply radar systems to Manila.", "Tokyo", "Manila", "AGREE"),
    ("The junta promised to hold elections next year.", "The junta", "elections", "AGREE"),
    ("Sweden is considering granting asylum to Kurdish exiles.", "Sweden", "Kurdish exiles", "AGREE"),
    (
        "Envoys from Riyadh flew to Sanaa for a meeting with Houthi leaders.",
        "Envoys from Riyadh",
        "Houthi leaders",
        "CONSULT",
    ),
    ("Nepal dropped the charges against a Chinese journalist.", "Nepal", "a Chinese journalist", "YIELD"),
    ("The prime minister handed his resignation to the president.", "The prime minister", "the president", "YIELD"),
    ("The Pentagon sent a second aircraft carrier to the Gulf.", "The Pentagon", "the Gulf", "MOBILIZE"),
    ("Ethiopia called up its reservists.", "Ethiopia", "its reservists", "MOBILIZE"),
    ("Ankara warned of consequences if Athens extended its waters.", "Ankara", "Athens", "THREATEN"),
    ("Canada declared a Chinese diplomat persona non grata.", "Canada", "Chinese diplomat", "SANCTION"),
    ("Mali withdrew from the peace accord.", "Mali", "the peace accord", "SANCTION"),
    ("Budapest vetoed the migration pact.", "Budapest", "the migration pact", "REJECT"),
    ("Sofia blamed Moscow for the blast at the depot.", "Sofia", "Moscow", "ACCUSE"),
    ("Parliament opened an inquiry into the telecom deal.", "Parliament", "the telecom deal", "ACCUSE"),
    ("Hundreds of women rallied outside parliament in Banjul.", "Hundreds of women", "parliament", "PROTEST"),
    ("Iran has held a Swedish diplomat in prison for 600 days.", "Iran", "a Swedish diplomat", "COERCE"),
    ("Hungary revoked the licence of the university.", "Hungary", "the university", "COERCE"),
]


@pytest.mark.parametrize(("text", "source", "target", "kind"), PAIRS, ids=[pair[0][:40] for pair in PAIRS])
def test_code_event(text: str, source: str, target: str, kind: str) -> None:
    doc = parsed(text)
    code = code_event(doc, span(doc, source), span(doc, target))
    assert code is not None
    assert code[0] == kind


@pytest.mark.parametrize(("text", "source", "target", "kind"), PAIRS[:12], ids=[pair[0][:40] for pair in PAIRS[:12]])
def test_code_event_needs_no_target(text: str, source: str, target: str, kind: str) -> None:
    doc = parsed(text)
    assert (code_event(doc, span(doc, source), None) or ("",))[0] == kind


def test_code_event_without_a_pair() -> None:
    doc = parsed("Rebels shelled the airport at Goma.")
    assert (code_event(doc, None, None) or ("",))[0] == "ASSAULT"
    assert code_event(parsed("The lake is forty metres deep."), None, None) is None


SIDES = [
    ("Turkey's strike on the depot angered Baghdad.", {"Turkey"}, {"the depot"}),
    ("The Azerbaijani attack on the convoy lasted an hour.", {"Azerbaijani"}, {"the convoy"}),
    ("Militants launched an attack on a barracks.", {"Militants"}, {"a barracks"}),
    ("The barracks came under attack by militants.", {"militants"}, {"The barracks"}),
    ("Commandos who had landed at dawn stormed the ministry.", {"Commandos"}, {"the ministry"}),
    ("The army was forced to bomb its own depot.", {"The army"}, {"its own depot"}),
    ("A strike by Malian jets on a wedding party caused outrage.", {"Malian jets"}, {"a wedding party"}),
    ("Saboteurs shelled and burned the warehouse.", {"Saboteurs"}, {"the warehouse"}),
]


@pytest.mark.parametrize(("text", "initiators", "recipients"), SIDES, ids=[case[0][:40] for case in SIDES])
def test_sides(text: str, initiators: set[str], recipients: set[str]) -> None:
    assaults = [event for event in told(text) if event.type == "ASSAULT"]
    assert assaults
    assert sides(assaults[0]) == (initiators, recipients)


def test_a_light_verb_and_its_noun_are_one_event() -> None:
    assert [event.trigger.text for event in told("Fighters launched an attack on the bridge.")] == ["attack"]
    assert [event.type for event in told("Ghana lifted sanctions on the bank.")] == ["YIELD"]


def test_a_description_of_two_is_both_and_no_group_is_nobody() -> None:
    (_, met) = wiredesk.load()("Iran and Pakistan signed a deal. The two governments met on Friday.")._.events
    assert [actor.id for actor in met.initiators] == ["ir", "pk"]
    for nobody in ("No group", "No armed group", "None of the groups"):
        (attack,) = wiredesk.load()(f"{nobody} claimed the attack.")._.events
        assert attack.initiators == (), nobody
    (attacked,) = wiredesk.load()("No fewer than six rebels attacked the post.")._.events
    assert [actor.id for actor in attacked.initiators] == ["rebels"]


def test_a_killing_belongs_to_the_strike_that_caused_it() -> None:
    events = told("An air strike on Saada killed six farmers.")
    assert [(event.type, event.mode) for event in events] == [("ASSAULT", "aerial")]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Two rockets hit a market in Dori, killing five people.", "hit"),
        ("A car bomb killed four people.", "killed"),
        ("Rockets landed near the airport.", "landed"),
        ("A mortar round fell on a house, wounding three children.", "fell"),
        ("The army drove rebels out of the town.", "drove"),
    ],
)
def test_what_a_weapon_does_is_told_by_its_verb(text: str, trigger: str) -> None:
    [event] = told(text)
    assert (event.trigger.text, event.type) == (trigger, "ASSAULT")


@pytest.mark.parametrize(
    "text",
    [
        "The rate cut hit the market.",
        "The drone landed safely.",
        "Prices fell in Lagos.",
        "The drone maker hit a milestone in Ankara.",
        "A bomb shelter fell on workers in Haifa.",
    ],
)
def test_without_a_weapon_the_same_verbs_tell_no_blow(text: str) -> None:
    assert told(text) == []


def test_coordinated_verbs_share_the_subject() -> None:
    events = told("Bolivia closed the border with Chile and expelled two diplomats.")
    assert [event.type for event in events] == ["COERCE", "SANCTION"]
    assert all(sides(event)[0] == {"Bolivia"} for event in events)


FACTS = [
    ("The navy did not attack the tanker.", "attack", "negative", "asserted", "past"),
    ("Rwanda denied that its troops shelled the camp.", "shelled", "negative", "alleged", "past"),
    ("The rebels never bombed the dam.", "bombed", "negative", "asserted", "past"),
    ("Officials accused the militia of attacking a clinic.", "attacking", "positive", "alleged", "past"),
    ("The jets reportedly bombed a bakery.", "bombed", "positive", "alleged", "past"),
    ("The general could attack the capital.", "attack", "positive", "hypothetical", "present"),
    ("The cartel threatened to kill the judge.", "kill", "positive", "hypothetical", "future"),
    ("If soldiers attack the town, families will flee.", "attack", "positive", "hypothetical", "present"),
    ("The union will boycott the vote.", "boycott", "positive", "asserted", "future"),
    ("The faction has previously attacked oil wells.", "attacked", "positive", "asserted", "historical"),
    ("Soldiers are besieging the town.", "besieging", "positive", "asserted", "present"),
    ("Troops attacked the port on Friday.", "attacked", "positive", "asserted", "past"),
]


@pytest.mark.parametrize(
    ("text", "trigger", "polarity", "modality", "tense"), FACTS, ids=[case[0][:40] for case in FACTS]
)
def test_facts(text: str, trigger: str, polarity: str, modality: str, tense: str) -> None:
    event = next(event for event in find(parsed(text)) if event.trigger.text == trigger)
    assert (event.facts.polarity, event.facts.modality, event.facts.tense) == (polarity, modality, tense)


NO_EVENT = [
    "The striker attacked down the left and the goalkeeper beat the ball away.",
    "The minister has battled cancer for two years.",
    "The report strikes a balance between speed and cost.",
    "He suffered a heart attack at home.",
    "The programme fights poverty in the highlands.",
    "The attack helicopter was bought in 2009.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_figures_of_speech_and_sport(text: str) -> None:
    assert not [event for event in told(text) if event.type == "ASSAULT"]


@pytest.mark.parametrize("text", ["The minister declined to comment.", "The army refused to say how many had died."])
def test_who_declines_to_speak_rejects_nothing_and_the_encoder_does_not_add_it(nlp: Language, text: str) -> None:
    assert not nlp(text)._.events
    assert [event.type for event in nlp("The rebels refused to release the hostages.")._.events] == ["REJECT"]


def test_a_deal_that_is_struck_is_no_blow() -> None:
    assert [event.type for event in told("Serbia struck a deal with Kosovo over number plates.")] == ["SUPPORT"]


def test_a_strike_of_workers_is_a_protest() -> None:
    assert [(e.type, e.mode) for e in told("Nurses in Lima began a strike over unpaid wages.")] == [
        ("PROTEST", "strike")
    ]
    assert [e.type for e in told("Missiles flew before the strike on the base.")][-1] == "ASSAULT"


def test_a_scathing_attack_is_words() -> None:
    assert [e.type for e in told("The senator launched a scathing attack on the central bank.")] == ["ACCUSE"]


def test_troops_on_a_peacekeeping_mission_are_aid() -> None:
    assert [e.type for e in told("Fiji sent soldiers to Sinai on a peacekeeping mission.")][0] == "AID"


def test_each_verb_has_its_own_day() -> None:
    """The day of the saying is not the day of the strike."""
    doc = parsed("Officials said on Thursday that Chad struck the camp on Tuesday.")
    extend()
    doc._.times = [
        When(value="2024-05-09", span=span(doc, "Thursday")),
        When(value="2024-05-07", span=span(doc, "Tuesday")),
    ]
    event = next(event for event in find(doc) if event.type == "ASSAULT")
    found = when(doc, event)
    assert found is not None
    assert found.value == "2024-05-07"


def test_a_hand_made_tree_without_the_model() -> None:
    """The mechanism stands on Universal Dependencies alone."""
    vocab = wiredesk.load().vocab
    doc = Doc(
        vocab,
        words=["The", "depot", "was", "raided", "by", "police"],
        lemmas=["the", "depot", "be", "raid", "by", "police"],
        pos=["DET", "NOUN", "AUX", "VERB", "ADP", "NOUN"],
        tags=["DT", "NN", "VBD", "VBN", "IN", "NN"],
        heads=[1, 3, 3, 3, 5, 3],
        deps=["det", "nsubj:pass", "aux:pass", "ROOT", "case", "obl:agent"],
    )
    match = match_verb(doc[3])
    assert match is not None
    assert match.entry.type == "ASSAULT"
    assert [token.text for token in match.recipients] == ["depot"]
    assert match.roles is not None
    assert [token.text for token in match.roles.agents] == ["police"]


def test_the_pattern_language() -> None:
    head, elements, predicate = parse("throw +out <demand> of|by TARGET? -film")
    assert (head, predicate) == ("throw", False)
    assert [element.kind for element in elements] == ["particle", "word", "target", "guard"]
    assert elements[2].optional
    assert elements[2].prepositions == {"of", "by"}
    assert parse("be ready to-do")[2]


def test_a_choice_of_words_that_are_no_prepositions_is_refused() -> None:
    with pytest.raises(ValueError, match=r"from\|outt"):
        parse("drive <troops> from|outt TARGET")


def test_the_knowledge_files_agree_with_the_model() -> None:
    """Every type is a PLOVER type, every mode is defined, every class that a pattern names exists."""
    found = lexicon()
    assert set(found.quads) == set(EVENT_TYPES) - {"ACTION"}
    for kind in found.quads:
        told_of = knowledge(kind.lower())
        assert told_of["type"] == kind
        assert len(told_of["definition"]) > 60
        assert {group["mode"] for group in told_of["groups"] if "mode" in group} <= set(told_of["modes"])
    assert len(found.verbs) > 700
    assert "ambassador" in words("_words", "classes", "diplomat")


@pytest.mark.parametrize("text", ["Rebels to begin to withdraw from the city", "How to manage to attack a convoy"])
def test_a_headline_in_the_infinitive_is_still_to_come(nlp: Language, text: str) -> None:
    assert {event.tense for event in nlp(text)._.events} == {"future"}


def test_a_long_list_does_not_exhaust_the_stack() -> None:
    """Tables and dumps come as sentences of thousands of words."""
    size = 3000
    words_of = ["Troops", "attacked", *(["camps"] * size)]
    doc = Doc(
        wiredesk.load().vocab,
        words=words_of,
        lemmas=["troop", "attack", *(["camp"] * size)],
        pos=["NOUN", "VERB", *(["NOUN"] * size)],
        tags=["NNS", "VBD", *(["NNS"] * size)],
        heads=[1, 1, 1, *range(2, size + 1)],
        deps=["nsubj", "ROOT", "obj", *(["conj"] * (size - 1))],
    )
    assert [event.type for event in find(doc)] == ["ASSAULT"]


def test_the_empty_document() -> None:
    assert find(parsed("")) == []
    assert code_event(parsed(""), None, None) is None
