"""The benchmark of actors on made-up sentences: what is located, what counts as right, what is left out."""

from __future__ import annotations

import csv
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bench import actors
from bench.actors import Answer, Mention

SENTENCES = {
    "3": "Chadian soldiers freed the miners of Lake Moro.",
    "7": "The Savanna Relief Front met the envoy.",
}
LABELS = (
    "part\tsentence_id\trole\tstart\tend\tcountry\tsector\n"
    "tuned\t3\tsource\t0\t16\tTD\tMIL\n"
    "tuned\t7\ttarget\t29\t38\t-|KE\tGOV|IGO\n"
    "held\t3\ttarget\t23\t46\tTD\tCVL|LAB\n"
    "held\t9\tsource\t0\t5\tTD\tCVL\n"
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    table = tmp_path / actors.CORPORA["PLV actors"]
    table.parent.mkdir(parents=True)
    lines = "".join(f"{number}\t{sentence}\n" for number, sentence in SENTENCES.items())
    table.write_text("sentence_id\tsentence\n" + lines, encoding="utf-8")
    labelled = tmp_path / "labels.tsv"
    labelled.write_text(LABELS, encoding="utf-8")
    monkeypatch.setattr(actors, "LABELS", labelled)
    return tmp_path


def asked(data: Path) -> list[Mention]:
    return actors.mentions(data / actors.CORPORA["PLV actors"], actors.LABELS)


def test_mentions_are_cut_out_of_their_sentences_and_a_missing_sentence_is_left_out(data: Path) -> None:
    assert [one.text for one in asked(data)] == ["Chadian soldiers", "the envoy", "the miners of Lake Moro"]
    assert asked(data)[1].countries == {None, "KE"}


def test_none_and_each_of_several_labels_are_right_and_both_must_be(data: Path) -> None:
    given = [Answer("TD", "GOV"), Answer(None, "IGO"), Answer("KE", "CVL")]
    figures = actors.score(asked(data), given)
    assert figures["country"] == pytest.approx(200 / 3)
    assert figures["sector"] == pytest.approx(200 / 3)
    assert figures["country and sector"] == pytest.approx(100 / 3)


def test_the_parts_are_reported_apart(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actors, "answers", lambda asked: [Answer("TD", "MIL")] * len(asked))
    found = asked(data)
    monkeypatch.setattr(actors, "mentions", lambda path: found)
    rows = {(row.name, row.metric): row.value for row in actors.run(data)}
    assert rows[("PLV actors", "country and sector right")] == 50
    assert rows[("PLV actors", "country right, held out")] == 100
    assert rows[("PLV actors", "sector right, held out")] == 0


def test_the_package_is_asked_about_the_phrase_in_its_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def actor_of(words: Any) -> Any:
        heard.append(words.text)
        return SimpleNamespace(country="TD", sector="MIL")

    monkeypatch.setattr(actors, "actor_of", actor_of)
    assert list(actors.answers(asked(data)[:1])) == [Answer("TD", "MIL")]
    assert heard == ["Chadian soldiers"]


def test_the_labels_in_the_repository_are_two_hundred_and_sixty_and_hold_no_text() -> None:
    with actors.LABELS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    parts = [row["part"] for row in rows]
    assert (parts.count("tuned"), parts.count("held")) == (200, 60)
    assert {row["sentence_id"] for row in rows if row["part"] == "tuned"}.isdisjoint(
        row["sentence_id"] for row in rows if row["part"] == "held"
    )
    assert all(row["role"] in ("source", "target") and int(row["start"]) < int(row["end"]) for row in rows)
    for row in rows:
        assert all(one == "-" or len(one) == 2 for one in row["country"].split("|")), row
        assert all(one == "-" or len(one) == 3 for one in row["sector"].split("|")), row
