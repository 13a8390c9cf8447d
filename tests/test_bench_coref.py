"""The metrics of coreference on the worked examples of the papers that define them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import coref
from training.corpora import chains


def clusters(*groups: str) -> coref.Clusters:
    """ "abc" is a cluster of three mentions."""
    return [frozenset((ord(letter), ord(letter) + 1) for letter in group) for group in groups]


KEY, RESPONSE = clusters("abc", "defg"), clusters("ab", "cd", "fghi")  # Pradhan et al. 2014, figure 1


@pytest.mark.parametrize(
    ("metric", "recall", "precision"),
    [(coref.muc, 0.40, 0.40), (coref.b_cubed, 0.42, 0.50), (coref.ceaf, 0.65, 0.43), (coref.detected, 6 / 7, 6 / 8)],
)
def test_predicted_mentions(metric, recall, precision):
    parts = metric(KEY, RESPONSE)
    assert parts.right / parts.gold == pytest.approx(recall, abs=0.005)
    assert parts.hit / parts.found == pytest.approx(precision, abs=0.005)


@pytest.mark.parametrize(
    ("response", "muc", "b_cubed"),
    [(("12345", "6789ABC"), 0.9, 0.762), (("1234589ABC", "67"), 0.9, 0.583)],
)
def test_a_wrong_link_between_large_chains_costs_more_in_b_cubed(response, muc, b_cubed):
    """Bagga and Baldwin 1998: both responses have one link too many."""
    key, ours = clusters("12345", "67", "89ABC"), clusters(*response)
    assert coref.muc(key, ours).hit / coref.muc(key, ours).found == pytest.approx(muc, abs=0.005)
    assert coref.b_cubed(key, ours).hit / coref.b_cubed(key, ours).found == pytest.approx(b_cubed, abs=0.005)
    assert coref.b_cubed(key, ours).right == coref.b_cubed(key, ours).gold


def test_the_same_is_all_right_and_nothing_is_nothing():
    for metric in coref.METRICS.values():
        assert metric(KEY, KEY).f1 == pytest.approx(100)
        assert metric(KEY, []).f1 == metric([], KEY).f1 == 0


def test_gold_singletons_count_only_where_they_are_asked_for():
    read = [coref.Read("one", "", [*KEY, *clusters("x")], KEY)]
    assert coref.conll(coref.score(read)) == pytest.approx(100)
    alone = coref.score(read, least=1)
    assert alone["MUC F1"].f1 == pytest.approx(100)
    assert alone["B³ F1"].right / alone["B³ F1"].gold == pytest.approx(7 / 8)


CONLLU = """# newdoc id = GUM_made_up
# newpar
# text = Ada's dog bit her.
1-2\tAda's\t_\t_\t_\t_\t_\t_\t_\t_
1\tAda\tAda\tPROPN\tNNP\t_\t3\tnmod:poss\t_\tEntity=(2-animal-new-cf1-2-sgl(1-person-new-cf2-1-coref
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\tEntity=1)
3\tdog\tdog\tNOUN\tNN\t_\t4\tnsubj\t_\tEntity=2)
4\tbit\tbite\tVERB\tVBD\t_\t0\troot\t_\t_
5\ther\tshe\tPRON\tPRP\t_\t4\tobj\t_\tEntity=(1-person-giv:act-cf2-1-ana)|SpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""


def test_gum_as_written(tmp_path: Path):
    path = tmp_path / "dev.conllu"
    path.write_text(CONLLU + "\n", encoding="utf-8")
    (text,) = chains.gum(path)
    assert text.text.strip() == "Ada's dog bit her."
    assert {(text.text[one.start : one.end], one.type, one.chain) for one in text.mentions} == {
        ("Ada's", "person", "1"), ("Ada's dog", "animal", "2"), ("her", "person", "1"),
    }  # fmt: skip
    assert sorted(map(len, coref.gold(text))) == [2]


MEANTIME = """<Document doc_name="made_up">
<token t_id="1" sentence="0">Ada</token><token t_id="2" sentence="0">,</token><token t_id="3" sentence="0">she</token>
<token t_id="4" sentence="5">Later</token>
<token t_id="5" sentence="6">Ada</token>
<Markables>
<ENTITY_MENTION m_id="1"><token_anchor t_id="1"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="2"><token_anchor t_id="3"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="3"><token_anchor t_id="5"/></ENTITY_MENTION>
<ENTITY m_id="9" ent_type="PER"/>
</Markables>
<Relations><REFERS_TO><source m_id="1"/><source m_id="2"/><source m_id="3"/><target m_id="9"/></REFERS_TO></Relations>
</Document>"""


def test_meantime_as_far_as_it_is_annotated(tmp_path: Path):
    path = tmp_path / "made_up.xml"
    path.write_text(MEANTIME, encoding="utf-8")
    text = chains.meantime(path)
    assert text.text.split() == ["Ada,", "she", "Later"]
    assert [(text.text[one.start : one.end], one.type) for one in text.mentions] == [
        ("Ada", "person"), ("she", "person"),
    ]  # fmt: skip
