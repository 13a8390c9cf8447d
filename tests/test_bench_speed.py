"""The speed benchmark: everybody reads in turn, ratios say who is faster, the others are what they are said to be."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from bench import report, roberta, spacy_small, speed, table
from bench.table import Row, cells, markdown


def test_every_runner_has_its_turn_in_every_round_and_the_median_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    clock = iter([0, 1, 1, 11, 11, 13, 13, 18, 18, 22, 22, 42])  # begin and end: ours 1, 2, 4 s, others 10, 5, 20 s
    monkeypatch.setattr(speed.time, "perf_counter", lambda: next(clock))
    runners = [speed.Runner(name, 100, lambda name=name: order.append(name)) for name in ("ours", "theirs")]  # type: ignore[misc]
    assert speed.rounds(runners, 3) == {"ours": 50, "theirs": 10}
    assert order == ["ours", "theirs"] * 3


def test_rows_say_how_many_times_as_fast_ours_are() -> None:
    pace = {speed.OURS: 2000.0, speed.HEADS: 8000.0, speed.SPACY: 4000.0, speed.BASE: 500.0, speed.LARGE: 200.0}
    made = {row.metric: (row.value, row.unit) for row in speed.rows(pace, 400.0)}
    assert made[f"{speed.HEADS} against {speed.BASE}"] == (16, "times")
    assert made[f"{speed.HEADS} against {speed.LARGE}"] == (40, "times")
    assert made[f"{speed.OURS} against {speed.SPACY}"] == (0.5, "times")
    assert made["peak memory, whole pipeline"] == (400, "MB")
    assert not any(row.unit == "%" for row in speed.rows(pace, 400.0))  # no floor holds what hangs on the machine


def test_without_data_the_examples_are_read_over_and_over(tmp_path: Path) -> None:
    some = speed.texts(tmp_path, 40)
    assert len(some) == 40
    assert 5 < len(set(some)) < 40
    assert all(len(text) > 200 for text in some)


def test_peak_memory_is_in_megabytes() -> None:
    assert 30 < speed.peak() < 100_000


def test_the_heads_are_used_on_every_verb(monkeypatch: pytest.MonkeyPatch, nlp: spacy.Language) -> None:
    asked: Counter[str] = Counter()
    monkeypatch.setattr(speed.reader, "read", lambda doc, kind, heads: asked.update({kind: len(heads)}))
    with nlp.select_pipes(enable=["encoder"]):
        doc = nlp("Troops entered the town and burned two houses.")
    speed.use_heads(doc)
    assert asked["roles"] == 2
    assert set(asked) == {"roles", "speech", "event_roles"}
    speed.use_heads(Doc(nlp.vocab, words=["unread"]))
    assert asked["roles"] == 2


def test_without_onnx_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed, "find_spec", lambda name: None)
    monkeypatch.setattr("sys.argv", ["speed"])
    assert speed.main() == 2
    assert "training/requirements.txt" in capsys.readouterr().err
    assert "onnx==" in (table.HERE / "training" / "requirements.txt").read_text(encoding="utf-8")


def page(path: Path) -> list[str]:
    head = markdown(cells([Row("EWT", "UPOS", 97.0)], {}))
    path.write_text(f"# Accuracy\n\n{head}\n\n## What\n\n- **EWT**: words.\n\n## Floors\n", encoding="utf-8")
    return path.read_text(encoding="utf-8").splitlines()


def test_the_speed_goes_into_the_table_of_the_docs_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs, kept = tmp_path / "accuracy.md", tmp_path / "speed.json"
    monkeypatch.setattr(report, "SPEED", kept)
    before = page(docs)
    report.put_speed(docs)
    assert docs.read_text(encoding="utf-8").splitlines() == before  # nothing is kept yet
    for value in (10.0, 12.0):
        rows = [Row("Speed", "all heads", value, "times"), Row("Speed", "memory", 300.0, "MB")]
        kept.write_text(json.dumps({"note": "2 reports.", "rows": rows}), encoding="utf-8")
        report.put_speed(docs)
    after = docs.read_text(encoding="utf-8").splitlines()
    assert after[4:7] == [
        "| EWT | UPOS | 97.0 |  |  |",
        "| Speed | all heads | 12.0 times |  |  |",
        "|  | memory | 300 MB |  |  |",
    ]
    assert after[10:13] == ["- **EWT**: words.", "- **Speed**: 2 reports.", ""]
    assert len(after) == len(before) + 3


def test_a_page_written_anew_keeps_the_speed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "speed.json"
    kept.write_text(json.dumps({"note": "2 reports.", "rows": [Row("Speed", "all heads", 10.0, "times")]}))
    monkeypatch.setattr(report, "SPEED", kept)
    report.write([Row("EWT", "UPOS", 97.0)], {}, [], tmp_path / "accuracy.md")
    written = (tmp_path / "accuracy.md").read_text(encoding="utf-8")
    assert "| Speed | all heads | 10.0 times |" in written
    assert "- **Speed**: 2 reports." in written


def test_the_small_pipeline_of_spacy_has_its_parts_and_labels(recwarn: pytest.WarningsRecorder) -> None:
    nlp = spacy_small.small_spacy([f"T{i}" for i in range(49)], [f"r{i}" for i in range(51)])
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
    assert len(nlp.get_pipe("tagger").labels) == 49
    assert len(nlp.get_pipe("parser").labels) >= 45
    assert len(nlp.get_pipe("ner").labels) == 18
    doc = nlp("Patrols crossed the river near Gao on Monday and came back the same evening.")
    assert len({token.tag_ for token in doc}) > 3  # the weights are random, not zero
    assert doc.has_annotation("DEP")
    assert not recwarn.list  # tags have parts of speech, and the lemmatizer its tables


def test_batches_hold_texts_of_like_length_and_pad_the_rest() -> None:
    first, second = roberta.batches([[7] * 5, [8], [9] * 3], size=2)
    assert first["ids"].tolist() == [[8, 1, 1], [9, 9, 9]]
    assert first["mask"].tolist() == [[1, 0, 0], [1, 1, 1]]
    assert first["places"].tolist() == [[2, 3, 4]] * 2
    assert second["ids"].shape == (1, 5)


def test_the_encoder_graph_computes_and_does_not_read_padding() -> None:
    pytest.importorskip("onnx", reason="the RoBERTa graphs need onnx; training/requirements.txt has it")
    session = roberta.session(roberta.Size(width=32, layers=2, heads=4, vocabulary=50, positions=20), threads=1)
    [alone] = session.run(None, roberta.batches([[5, 6, 7]])[0])
    [beside] = session.run(None, roberta.batches([[5, 6, 7], [9, 8, 7, 6, 5]])[0])
    [other] = session.run(None, roberta.batches([[5, 6, 8]])[0])
    assert alone.shape == (1, 3, 32)
    assert np.allclose(alone[0], beside[0, :3], atol=1e-4)
    assert not np.allclose(alone[0, 0], other[0, 0], atol=1e-3)  # every word sees every other


def test_the_rivals_are_as_large_as_published() -> None:
    assert (roberta.BASE.width, roberta.BASE.layers, roberta.BASE.heads) == (768, 12, 12)
    assert (roberta.LARGE.width, roberta.LARGE.layers, roberta.LARGE.heads) == (1024, 24, 16)
