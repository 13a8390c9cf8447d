"""The benchmarks of the encoder's heads on tiny data: what counts as right, what does not, what is left out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from bench import entities, factuality, roles, similarity, syntax
from bench.gold import Tally, one_sentence
from bench.roles import Argument
from training.corpora import Sentence

WORDS = ["Troops", "who", "fled", "the", "town", "on", "Monday", "said", "nothing", "."]
FLED, SAID = 2, 7
FRAMES = {
    "tokens": WORDS,
    "props": [
        {"pred": FLED, "args": [["ARG0", 0, 0], ["R-ARG0", 1, 1], ["ARG1", 3, 4], ["ARGM-TMP", 5, 6]]},
        {"pred": SAID, "args": [["ARG0", 0, 6], ["C-V", 9, 9], ["ARG1", 8, 8]]},
    ],
}  # fmt: skip


def lines(path: Path, *records: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")


def test_answers_are_counted_over_all_sentences_and_once_each() -> None:
    tally = Tally()
    tally.add({1, 2, 3}, [1, 1, 9])
    tally.add(set(), {4})
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx((100 / 3, 100 / 3, 100 / 3))
    assert Tally().f1 == 0.0


def test_gold_words_stay_as_they_are_in_one_sentence() -> None:
    doc = one_sentence(spacy.blank("en").vocab, ["Gao.", "Mopti", "fell"])
    assert [token.text for token in doc] == ["Gao.", "Mopti", "fell"]
    assert len(list(doc.sents)) == 1


def test_each_sentence_of_a_running_text_is_counted_by_itself() -> None:
    def gold(words: list[str], heads: list[int], deps: list[str], entities: list[str | None]) -> Sentence:
        size = len(words)
        return Sentence(words, upos=["X"] * size, xpos=["X"] * size, heads=heads, deps=deps, entities=entities)

    words, heads, deps = ["Gao", "fell", "It", "burned"], [1, 1, 3, 3], ["nsubj", "ROOT", "nsubj", "ROOT"]
    doc = Doc(spacy.blank("en").vocab, words, heads=heads, deps=deps, ents=["B-LOC", "O", "B-PER", "O"])
    count: Counter[str] = Counter()
    syntax._count(gold(words[:2], [1, 1], ["nsubj", "root"], ["B-LOC", "O"]), doc[:2], count)
    syntax._count(gold(words[2:], [1, 1], ["obj", "root"], ["O", "B-PER"]), doc[2:], count)
    assert (count["words"], count["uas"], count["las"]) == (4, 4, 3)
    assert (count["ner"], count["ner gold"], count["ner found"]) == (1, 2, 2)


def test_arguments_are_right_with_label_and_both_ends_and_a_second_verb_piece_does_not_count() -> None:
    right = roles.gold(FRAMES)
    assert len(right) == 6
    perfect = roles.score([FRAMES], [right])
    assert {name: tally.f1 for name, tally in perfect.items()} == {"all": 100, "core": 100, "joined": 100}
    wrong = right - {Argument(FLED, "ARG1", 3, 4)} | {Argument(FLED, "ARG1", 4, 4)}  # one word short
    wrong = wrong - {Argument(SAID, "ARG1", 8, 8)} | {Argument(SAID, "ARGM-MNR", 8, 8)}  # another label
    tallies = roles.score([FRAMES], [wrong])
    assert (tallies["all"].right, tallies["all"].found, tallies["all"].gold) == (4, 6, 6)
    assert (tallies["core"].right, tallies["core"].found, tallies["core"].gold) == (2, 3, 4)


def test_a_broken_argument_counts_by_piece_and_joined_as_a_whole() -> None:
    pieces = {Argument(1, "ARG1", 0, 0), Argument(1, "C-ARG1", 2, 3), Argument(4, "C-ARG1", 5, 5)}
    assert roles.joined(pieces) == {(1, "ARG1", ((0, 0), (2, 3))), (4, "ARG1", ((5, 5),))}
    tokens = [str(i) for i in range(6)]
    args = [["ARG1", 0, 0], ["C-ARG1", 2, 3]]
    tallies = roles.score([{"tokens": tokens, "props": [{"pred": 1, "args": args}]}], [{Argument(1, "ARG1", 0, 0)}])
    assert tallies["all"].recall == 50
    assert tallies["joined"].right == 0


def test_roles_are_asked_for_the_gold_predicates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines(tmp_path / roles.CORPORA["PropBank EWT"], FRAMES)
    asked = []

    def hear(doc: Doc, predicates: list[int]) -> list[Any]:
        asked.append(([token.text for token in doc], predicates))
        return [
            SimpleNamespace(
                predicate=doc[one["pred"]], arguments=[(name, doc[a : b + 1]) for name, a, b in one["args"]]
            )
            for one in FRAMES["props"][:1]
        ]

    monkeypatch.setattr(roles, "roles", hear)
    everything, core = roles.run(tmp_path)
    assert asked == [(WORDS, [FLED, SAID])]
    assert everything.value == pytest.approx(200 * 4 / (6 + 4))
    assert core.value == pytest.approx(200 * 2 / (4 + 2))


RATED = {"text": "She did not flee .", "targets": [{"span1": [3, 4], "span_text": "flee", "label": -2.5}]}
SURE = {"text": "They fled and hid .", "targets": [{"span1": [1, 2], "label": 3.0}, {"span1": [3, 4], "label": 2.0}]}


def test_factuality_is_read_at_the_first_word_of_a_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / factuality.CORPORA["UDS-IH2"]
    lines(path, RATED, SURE)
    table = factuality.sentences(path)
    assert [(one.words[3], one.ratings) for one in table] == [("flee", {3: -2.5}), ("hid", {1: 3.0, 3: 2.0})]
    monkeypatch.setattr(factuality, "answers", lambda table: [[-1.25], [1.5, 1.0]])
    r, error = factuality.run(tmp_path)
    assert (r.value, r.unit) == (pytest.approx(100), "%")
    assert (error.value, error.unit) == (pytest.approx(1.25), "points")


def test_factuality_that_never_varies_correlates_with_nothing() -> None:
    table = [factuality.Rated(["a", "b"], {0: 3.0, 1: -3.0})]
    assert factuality.score(table, [[1.0, 1.0]]) == (0.0, 3.0)
    assert factuality.score(table, [[-3.0, 3.0]]) == (pytest.approx(-1), 6.0)


def test_the_package_rates_every_word_that_is_rated(tmp_path: Path) -> None:
    lines(tmp_path / "dev.jsonl", RATED, SURE)
    first, second = factuality.answers(factuality.sentences(tmp_path / "dev.jsonl"))
    assert (len(first), len(second)) == (1, 2)
    assert -3 <= first[0] < min(second) <= 3


def test_a_name_that_touches_a_word_of_unknown_tag_is_left_out() -> None:
    tags = ["B-PER", "I-PER", "O", None, "B-LOC", "O"]
    gold, kept = entities.known(tags, [(0, 1, "PER"), (2, 3, "ORG"), (3, 4, "LOC"), (5, 5, "ORG")])
    assert gold == {(0, 1, "PER"), (4, 4, "LOC")}
    assert kept == {(0, 1, "PER"), (5, 5, "ORG")}


def test_an_event_is_found_once_on_its_trigger_with_its_type() -> None:
    gold = [(2, 4, "ASSAULT"), (7, 7, "AID")]
    ours = [(4, 4, "ASSAULT"), (2, 2, "ASSAULT"), (7, 7, "ACCUSE"), (8, 8, "AID")]
    assert entities.same_events(gold, ours) == [((2, 4, "ASSAULT"), (4, 4, "ASSAULT"))]
    names, events = entities.score([entities.Read([], {(0, 0, "PER")}, {(0, 0, "ORG")}, gold, ours)])
    assert names.f1 == 0
    assert (events.right, events.gold, events.found) == (1, 2, 4)


def of_part(part: str, text: str, number: Callable[[str], int], rest: int) -> str:
    """The text with so many dots after it that its hash puts it into that part."""
    return next(one for one in (f"{text}{'.' * n}" for n in range(200)) if (number(one) % rest == 0) == (part == "dev"))


def sha(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def test_names_of_re3d_are_those_of_its_dev_documents_in_its_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "train" / "re3d"
    documents = [{"_id": of_part(part, part, sha, 5), "text": "Ada Quill left Gao"} for part in ("dev", "train")]
    lines(folder / "documents.jsonl", *documents)
    marks = [(0, 9, "Person", "Ada Quill"), (15, 18, "Location", "Gao")]
    spans = [
        {"documentId": d["_id"], "begin": a, "end": b, "type": k, "value": v} for d in documents for a, b, k, v in marks
    ]
    lines(folder / "entities.jsonl", *spans)

    def pipe(docs: Iterator[Doc]) -> Iterator[Doc]:
        for doc in docs:
            doc.set_ents([doc[0:2], doc[2:3]], default="outside")
            doc.ents = [spacy.tokens.Span(doc, 0, 2, "PER"), spacy.tokens.Span(doc, 2, 3, "WEAPON"),
                        spacy.tokens.Span(doc, 3, 4, "NORP")]  # fmt: skip
            yield doc

    nlp = SimpleNamespace(vocab=spacy.blank("en").vocab, get_pipe=lambda name: SimpleNamespace(pipe=pipe))
    monkeypatch.setattr(entities.wiredesk, "load", lambda: nlp)
    [read] = entities.paragraphs(tmp_path)
    assert read.names == {(0, 1, "PER"), (3, 3, "LOC")}
    assert read.our_names == {(0, 1, "PER"), (3, 3, "NAT")}


def test_our_own_passages_are_read_by_the_whole_pipeline(tmp_path: Path) -> None:
    text = "Gunmen attacked Gao on Friday and Ada Quill saw it"
    events = [
        {"trigger": [7, 15], "type": "ASSAULT", "mode": None, "status": "happened", "initiators": [], "recipients": []}
    ]
    one = {
        "id": "a",
        "part": "dev",
        "text": text,
        "entities": [[16, 19, "loc"], [34, 43, "per"]],
        "speech": [],
        "events": events,
    }
    lines(tmp_path / "one.jsonl", one)
    [read] = entities.passages(tmp_path)
    assert read.words[:3] == ["Gunmen", "attacked", "Gao"]
    assert read.names == {(2, 2, "LOC"), (6, 7, "PER")}
    assert read.events == [(1, 1, "ASSAULT")]
    assert (1, 1, "ASSAULT") in read.our_events


def test_spaces_of_a_text_do_not_count_as_words() -> None:
    doc = spacy.blank("en")("Rebels \n\n shot  them")
    number = {token.i: i for i, token in enumerate(token for token in doc if not token.is_space)}
    record = {"events": [{"trigger": [10, 14], "type": "ASSAULT"}]}
    assert entities.triggers(record, doc, number) == [(1, 1, "ASSAULT")]


def test_average_precision_is_the_mean_precision_at_the_right_ones() -> None:
    assert similarity.average_precision(np.array([True, False, True, False])) == pytest.approx((1 + 2 / 3) / 2)
    assert similarity.average_precision(np.array([False, False, False, True])) == pytest.approx(1 / 4)


SENTENCES = [
    similarity.Sentence("one", "a strike", frozenset({"x"})),
    similarity.Sentence("one", "strikes again", frozenset({"x"})),  # in the same document: no partner, not ranked
    similarity.Sentence("two", "an air strike", frozenset({"x", "y"})),
    similarity.Sentence("two", "a film", frozenset({"z"})),
    similarity.Sentence("three", "a play", frozenset()),
]


def vectors(*rows: tuple[float, float]) -> Callable[[list[str]], Any]:
    return lambda texts: np.array(rows)


def test_sentences_of_other_documents_are_ranked_by_cosine() -> None:
    near = vectors((1, 0), (1, 0.1), (5, 0.2), (0, 1), (0, 2))
    assert similarity.mean_average_precision(SENTENCES, near) == (pytest.approx(100), 3)
    far = vectors((1, 0), (1, 0), (0, 1), (1, 0), (1, 1))
    value, number = similarity.mean_average_precision(SENTENCES, far)
    assert (value, number) == (pytest.approx(100 * (1 / 3 + 1 / 3 + (1 / 2 + 2 / 3) / 2) / 3), 3)


def test_the_sentences_of_a_corpus_carry_their_event_chains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "train" / "ecbplus"
    folder.mkdir(parents=True)
    corpus = ["1_1\t0\t0\tIt\t-", "1_1\t0\t1\train\tX", "", "1_2\t3\t0\tRain\tX", "1_2\t3\t1\tagain\t-"]
    (folder / "dev.corpus.txt").write_text("\n".join(corpus), encoding="utf-8")
    mentions = [
        {"doc_id": "1_1", "sent_id": 0, "coref_chain": "X"},
        {"doc_id": "1_2", "sent_id": 3, "coref_chain": "X"},
    ]
    (folder / "dev.event_mentions.json").write_text(json.dumps(mentions), encoding="utf-8")
    assert similarity.sentences(folder) == [
        ("1_1", "It rain", frozenset({"X"})),
        ("1_2", "Rain again", frozenset({"X"})),
    ]
    monkeypatch.setattr(similarity, "ours", vectors((1, 0), (0, 1)))
    [row] = similarity.run(tmp_path)
    assert (row.value, row.published) == (100, similarity.REFERENCE)


def test_our_embeddings_are_one_row_a_text_and_the_same_for_the_same_text() -> None:
    made = similarity.ours(["Rain fell.", "Troops left the town.", "Rain fell."])
    assert made.shape == (3, 384)
    assert np.allclose(made[0], made[2], atol=1e-4)
    assert not np.allclose(made[0], made[1], atol=1e-2)
