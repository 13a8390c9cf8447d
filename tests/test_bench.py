"""The machinery of the benchmarks: what is there is measured, what is absent is said, floors only rise."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import bench.__main__ as command
from bench import floors, report, table
from bench.table import Row, cells, digest, found, markdown, plain

ROWS = [Row("Corpus", "F1", 80.04), Row("Corpus", "speed", 3.21, "ms"), Row("Other", "F1", 55.0, "%", 60.0, "a paper")]
DIGESTS = {"Corpus": "aa", "Other": "bb"}


def test_a_row_beside_its_floor_and_the_published_figure() -> None:
    body = cells(ROWS, {("Corpus", "F1"): 79.5})
    assert body == [
        ("Corpus", "F1", "80.0", "79.5", ""),
        ("", "speed", "3.2 ms", "", ""),
        ("Other", "F1", "55.0", "", "60.0"),
    ]
    assert len(plain(body).splitlines()) == len(markdown(body).splitlines()) - 1 == 4


def test_a_new_floor_stands_a_little_below_and_speed_has_none() -> None:
    kept = floors.raised({}, ROWS, DIGESTS)
    assert kept == {
        "Corpus": {"sha256": "aa", "floors": {"F1": 79.5}},
        "Other": {"sha256": "bb", "floors": {"F1": 54.5}},
    }
    assert floors.below(ROWS, floors.valid(kept, DIGESTS)) == []


def test_floors_only_rise() -> None:
    kept = floors.raised({}, ROWS, DIGESTS)
    worse = floors.raised(kept, [Row("Corpus", "F1", 70.0)], DIGESTS)
    better = floors.raised(kept, [Row("Corpus", "F1", 90.0)], DIGESTS)
    assert worse == kept
    assert better["Corpus"]["floors"] == {"F1": 89.5}
    assert kept["Corpus"]["floors"] == {"F1": 79.5}


def test_a_figure_below_its_floor_and_a_metric_that_is_gone_are_told() -> None:
    valid = floors.valid(floors.raised({}, ROWS, DIGESTS), DIGESTS)
    [low] = floors.below([Row("Corpus", "F1", 79.4)], valid)
    assert "Corpus, F1: 79.4" in low and "79.5" in low
    [gone] = floors.below([Row("Corpus", "accuracy", 99.0)], valid)
    assert "no longer measured" in gone


def test_the_floor_of_an_error_holds_from_above_and_only_falls() -> None:
    kept = floors.raised({}, [Row("Corpus", "error", 0.829, "points")], DIGESTS)
    valid = floors.valid(kept, DIGESTS)
    assert valid == {("Corpus", "error"): 0.84}
    assert floors.below([Row("Corpus", "error", 0.838, "points")], valid) == []
    [worse] = floors.below([Row("Corpus", "error", 0.851, "points")], valid)
    assert "0.85 is worse than its floor of 0.84" in worse
    again = [floors.raised(kept, [Row("Corpus", "error", value, "points")], DIGESTS) for value in (0.9, 0.8)]
    assert [one["Corpus"]["floors"]["error"] for one in again] == [0.84, 0.81]


def test_floors_say_nothing_on_other_data() -> None:
    kept = floors.raised({}, ROWS, DIGESTS)
    assert floors.valid(kept, {"Corpus": "changed"}) == {}
    again = floors.raised(kept, [Row("Corpus", "F1", 70.0)], {"Corpus": "changed"})
    assert again["Corpus"] == {"sha256": "changed", "floors": {"F1": 69.5}}


def test_the_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "a.txt").write_text("one")
    first = digest(tmp_path, "dev/*.txt")
    (tmp_path / "dev" / "other.csv").write_text("no part of it")
    assert digest(tmp_path, "dev/*.txt") == first
    (tmp_path / "dev" / "a.txt").write_text("two")
    second = digest(tmp_path, "dev/*.txt")
    (tmp_path / "dev" / "a.txt").rename(tmp_path / "dev" / "b.txt")
    assert len({first, second, digest(tmp_path, "dev/*.txt")}) == 3


@pytest.mark.parametrize("name", command.BENCHMARKS)
def test_every_benchmark_names_its_corpora_and_stays_quiet_without_them(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "HERE", tmp_path)
    module = import_module(f"bench.{name}")
    assert module.CORPORA.keys() <= report.PORTIONS.keys()
    assert module.__doc__
    assert module.run(tmp_path) == []


def test_no_data_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(table, "HERE", tmp_path)
    monkeypatch.setattr(sys, "argv", ["bench", "--data", str(tmp_path)])
    assert command.main() == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_our_own_passages_lie_in_the_repository_and_the_rest_under_the_data(tmp_path: Path) -> None:
    for folder in (tmp_path / "training" / "data", tmp_path / "train"):
        folder.mkdir(parents=True)
        (folder / "one.jsonl").write_text("{}")
    assert found(tmp_path, "train/*.jsonl") == [tmp_path / "train" / "one.jsonl"]
    own = found(tmp_path, "training/data/*.jsonl")
    assert own
    assert {path.parent for path in own} == {table.HERE / "training" / "data"}
    assert len(digest(tmp_path, "training/data/*.jsonl")) == 64


def test_small_scales_have_more_digits() -> None:
    body = cells([Row("A", "error", 0.976, "points", 0.722, "a paper"), Row("A", "pace", 12345.6, "words/s")], {})
    assert [line[2:] for line in body] == [("0.98 points", "", "0.72"), ("12,346 words/s", "", "")]


TIMEML = """<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-10">May 10, 2024</TIMEX3></DCT>
<TEXT>Troops left <TIMEX3 tid="t1" type="DATE" value="2024-05-09">yesterday</TIMEX3>.</TEXT></TimeML>"""


def test_a_corpus_that_is_there_is_measured_and_held_to_its_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    folder = data / "dev" / "timebank"
    folder.mkdir(parents=True)
    (folder / "one.tml").write_text(TIMEML, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["bench", "--data", str(data), "--only", "times"])
    pattern = import_module("bench.times").CORPORA["TimeBank"]
    assert [path.name for path in found(data, pattern)] == ["one.tml"]
    kept: dict[str, Any] = {"TimeBank": {"sha256": digest(data, pattern), "floors": {"value F1": 100.0}}}
    monkeypatch.setattr(floors, "load", lambda: kept)
    assert command.main() == 0
    printed = capsys.readouterr().out
    assert "TimeBank" in printed and "WikiWars: absent" in printed
    (folder / "one.tml").write_text(TIMEML.replace("2024-05-09", "1999-01-01"), encoding="utf-8")
    assert command.main() == 0
    assert "other data" in capsys.readouterr().out
    kept["TimeBank"]["sha256"] = digest(data, pattern)
    assert command.main() == 1
    assert "worse than its floor" in capsys.readouterr().out


FAKES = """article_title,article_content,location,nb_civilians,nb_noncivilians,nb_women,nb_children
Fire,The fire killed 12 villagers.,x,12,0,0,0
Raid,The raid killed 20 soldiers and two women.,y,2,25,0,0
"""


def test_killed_by_kind_over_all_counts(tmp_path: Path) -> None:
    figures = import_module("bench.figures")
    (tmp_path / "train" / "fakes").mkdir(parents=True)
    (tmp_path / figures.CORPORA["FA-KES"]).write_text(FAKES, encoding="utf-8")
    reports = figures.rows(tmp_path)
    given = figures.count(reports, blank=True)
    pairs = [pair for kind in figures.KINDS for pair in figures.paired(reports, given, kind)]
    exact, none, error = figures.overall(pairs)
    assert exact.value == pytest.approx(100 * 2 / 3)  # 12 and 2 are right, 25 is not
    assert none.value == pytest.approx(100 * 4 / 5)  # two women are found where none is stated
    assert (error.value, error.unit) == (pytest.approx((5 + 2) / 8), "deaths")
