"""Coreference: phrases as GUM cuts them, what is known of pairs, links and clusters."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from wiredesk.annotate import states
from wiredesk.annotate.coref import coref, mentions, pairs, phrases, ranker
from wiredesk.annotate.coref.mentions import GENDERS, Mentions

TEXT = (
    "The mayor of Kisumu, Achieng Odhiambo, resigned on Monday. She told reporters that her brother had been "
    "threatened. The Lake Basin Authority (LBA) denied that its officers were involved.\n\n"
    "“I will not stay silent,” Odhiambo said. The LBA said it would investigate."
)


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def found(doc: Doc) -> tuple[phrases.Tree, list[phrases.Phrase]]:
    kept = states.of(doc)
    assert kept is not None
    tree = phrases.Tree(doc, kept)
    return tree, phrases.cut(tree)


def described(doc: Doc) -> tuple[Mentions, dict[str, int]]:
    kept = states.of(doc)
    assert kept is not None
    tree, some = found(doc)
    told = mentions.describe(doc, kept, tree, some)
    return told, {doc[one.start : one.end].text: k for k, one in enumerate(some)}


def made(genders: str = "", **values: list[int]) -> Mentions:
    """Mentions of one token each; what is not given is 0, or -1 where that is none."""
    count = len(genders) or len(next(iter(values.values())))
    arrays = {name: np.zeros(count, np.int64) for name in Mentions.__dataclass_fields__ if name != "content"}
    arrays |= {name: np.full(count, -1) for name in ("said_by", "lemma", "text", "actor")}
    arrays["head"] = arrays["first"] = arrays["last"] = np.arange(count)
    arrays["gender"] = np.array(["umwt".index(one) for one in genders or "u" * count])
    arrays |= {name: np.array(value) for name, value in values.items()}
    return Mentions(**arrays, content=[()] * count)


def test_phrases_have_their_modifiers_and_stand_inside_one_another(doc: Doc) -> None:
    _, some = found(doc)
    texts = {doc[one.start : one.end].text for one in some}
    assert {"The mayor of Kisumu", "Kisumu", "Achieng Odhiambo", "her brother", "her", "its officers", "its"} <= texts
    assert not any(text.endswith((",", ".", "(")) for text in texts)


def test_coordinated_phrases_are_each_their_own_and_one_together(nlp: Language) -> None:
    doc = nlp("The general and the governor said they would resign.")
    _, some = found(doc)
    shapes = {doc[one.start : one.end].text: one.shape for one in some}
    assert shapes["The general"] == shapes["the governor"] == phrases.WHOLE
    assert shapes["The general and the governor"] == phrases.TOGETHER


def test_what_is_known_of_a_mention(doc: Doc) -> None:
    told, at = described(doc)
    assert GENDERS[told.gender[at["She"]]] == "woman"
    assert mentions.forms()[told.form[at["its"]]] == "it"
    assert mentions.forms()[told.form[at["her brother"]]] == "possessive"
    assert mentions.forms()[told.form[at["Kisumu"]]] == "name"
    assert told.number[at["its officers"]] == mentions.MANY
    assert told.paragraph[at["I"]] == told.paragraph[at["Kisumu"]] + 1
    assert told.quotation[at["I"]] and not told.quotation[at["it"]]
    assert doc[int(told.said_by[at["I"]])].text == "Odhiambo"


def test_initials_are_compared_in_order() -> None:
    told = made(lemma=[0, 1, 2, 3])
    told.content = [("lake", "basin", "authority"), ("lba",), ("bla",), ("authority",)]
    spelt, drawn = pairs.initials(told)
    assert drawn[0] == spelt[1] == "lba" != spelt[2]
    assert spelt[3] == drawn[3] == ""


def test_what_is_known_of_a_pair_tells_apart(doc: Doc) -> None:
    told, at = described(doc)
    kept = states.of(doc)
    assert kept is not None
    chance = np.full((len(told.head), 4), 0.25)
    i = np.array([at["it"], at["it"]])
    j = np.array([at["its"], at["She"]])
    rows = pairs.features(told, chance, kept.labels["dep"], i, j)
    assert rows.shape[0] == 2 and not np.array_equal(rows[0], rows[1])
    assert pairs.features(told, chance, kept.labels["dep"], i[:0], j[:0]).shape == (0, rows.shape[1])


def test_the_work_for_a_mention_is_bounded() -> None:
    count = 500
    told = made(lemma=[0] * count)
    told.content = [("group",)] * count
    i, j = pairs.candidates(told)
    assert (j < i).all()
    assert np.bincount(i).max() == pairs.NEAR + pairs.ALIKE


def test_what_stands_far_before_is_looked_at_where_its_words_or_initials_are_the_same() -> None:
    told = made(lemma=list(range(60)))
    told.content = [("lake", "basin", "authority"), ("lake", "victoria"), *([()] * 56), ("lba",), ("lake", "victoria")]
    i, j = pairs.candidates(told)
    assert {k for k in j[i == 58].tolist() if k < 18} == {0}
    assert {k for k in j[i == 59].tolist() if k < 19} == {0, 1}


def test_of_the_ways_to_cut_a_phrase_the_likeliest_goes_on() -> None:
    shape = [phrases.WHOLE, phrases.SHORT, phrases.TOGETHER, phrases.WHOLE]
    told = made(shape=shape, head=[4, 4, 4, 7])
    chance = np.array([[0.5, 0.5, 0, 0], [0.3, 0.7, 0, 0], [0.6, 0.4, 0, 0], [0.99, 0.01, 0, 0]])
    assert ranker.chosen(told, chance).tolist() == [1, 2]


def linked(told: Mentions, scores: dict[tuple[int, int], float]) -> list[list[int]]:
    i, j = np.array(list(scores)).T
    return ranker.clusters(told, i, j, np.array(list(scores.values())))


def test_the_best_antecedent_above_none() -> None:
    told = made("uuuu")
    assert linked(told, {(1, 0): -0.1, (2, 0): 0.5, (2, 1): 0.9, (3, 0): 0.2, (3, 1): -2.0}) == [[0, 3], [1, 2]]
    assert linked(told, {(1, 0): 0.0, (2, 1): -1.0}) == []


def test_a_cluster_does_not_change_its_sex() -> None:
    told = made("umwu")
    assert linked(told, {(1, 0): 1.0, (2, 0): 2.0, (3, 2): 1.0}) == [[0, 1], [2, 3]]
    assert linked(made("umuw"), {(1, 0): 1.0, (2, 1): 1.0, (3, 2): 9.0, (3, 0): 8.0}) == [[0, 1, 2]]


def test_chances_are_chances(doc: Doc) -> None:
    told, _ = described(doc)
    kept = states.of(doc)
    assert kept is not None
    chance = ranker.types(told, kept.word, ranker.weights())
    assert chance.shape == (len(told.head), len(ranker.TYPES))
    assert np.allclose(chance.sum(1), 1, atol=1e-5)


def test_who_is_meant(doc: Doc) -> None:
    together = [{span.text for span in cluster} for cluster in doc._.coref]
    assert any({"Achieng Odhiambo", "She", "her"} <= cluster for cluster in together)
    assert any({"it", "The LBA"} <= cluster for cluster in together)
    assert not any({"She", "it"} <= cluster for cluster in together)


def test_clusters_come_in_text_order_and_share_nothing(doc: Doc) -> None:
    clusters = doc._.coref
    assert clusters and all(len(cluster) > 1 for cluster in clusters)
    at = [[(span.start, -span.end) for span in cluster] for cluster in clusters]
    assert at == [sorted(some) for some in at] == sorted(at)
    flat = [one for some in at for one in some]
    assert len(flat) == len(set(flat))


def test_nothing_without_the_encoder() -> None:
    assert coref(spacy.blank("en")("She said she knew.")) == []
    assert coref(spacy.blank("en")("")) == []


def test_an_empty_document(nlp: Language) -> None:
    assert nlp("")._.coref == nlp("\n\n")._.coref == nlp("Rain.")._.coref == []
