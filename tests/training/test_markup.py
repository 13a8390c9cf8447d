"""The markup of our own passages: what it means, what is a fault, and that every shipped record is without one."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from training import markup
from training.markup import Fault, faults, passages, record

DATA = Path(markup.__file__).parent / "data"
FILES = sorted(DATA.glob("*.jsonl"))
RUN = 4  # words
MARKED = (
    "<q1><i1>Gunmen</i1> <e1 ASSAULT/firearms happened>shot</e1> "
    "<r1><num killed>two <nat>Chadian</nat> guards</num></r1></q1>, "
    "<s1>Colonel <per>Ali Haroun</per></s1> <c1>said</c1>, <q1>but not near <loc>Adré</loc></q1>."
)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def words(one: dict[str, Any], *spans: list[int]) -> list[str]:
    return [one["text"][start:end] for start, end, *_ in spans]


def test_marks_become_offsets_into_the_text() -> None:
    one = record("sahel-001 clash at a post", MARKED)
    assert one["id"] == "sahel-001"
    assert one["kind"] == "clash at a post"
    assert one["text"] == "Gunmen shot two Chadian guards, Colonel Ali Haroun said, but not near Adré."
    assert {tuple(rest): one["text"][start:end] for start, end, *rest in one["entities"]} == {
        ("num", "killed"): "two Chadian guards",
        ("nat",): "Chadian",
        ("per",): "Ali Haroun",
        ("loc",): "Adré",
    }
    assert list(faults(one)) == []


def test_an_attribution_keeps_the_pieces_of_a_broken_quote() -> None:
    [unit] = record("a b", MARKED)["speech"]
    one = record("a b", MARKED)
    assert words(one, *unit["source"]) == ["Colonel Ali Haroun"]
    assert words(one, *unit["cue"]) == ["said"]
    assert words(one, *unit["content"]) == ["Gunmen shot two Chadian guards", "but not near Adré"]


def test_an_event_has_type_mode_status_and_both_sides() -> None:
    one = record("a b", MARKED)
    [event] = one["events"]
    assert (event["type"], event["mode"], event["status"]) == ("ASSAULT", "firearms", "happened")
    sides = (event["trigger"], *event["initiators"], *event["recipients"])
    assert words(one, *sides) == ["shot", "Gunmen", "two Chadian guards"]
    plain = record("a b", "They <e1 CONSULT planned>will meet</e1> soon.")["events"][0]
    assert (plain["type"], plain["mode"], plain["status"]) == ("CONSULT", None, "planned")


def test_a_phrase_may_stand_in_two_events() -> None:
    marked = "<i1><i2>Rebels</i2></i1> <e1 COERCE/seize happened>took</e1> and <e2 ASSAULT happened>burned</e2> it."
    first, second = record("a b", marked)["events"]
    assert first["initiators"] == second["initiators"] == [[0, 6]]


def test_marks_that_hold_one_another_are_no_fault_and_marks_that_cross_are() -> None:
    held = record("a b", "<q1>The <gov>army</gov> left</q1>, <s1>she</s1> <c1>said</c1>.")
    assert list(faults(held)) == []
    crossing = record("a b", "<s1>She</s1> <c1>said</c1> <q1>the army <e1 YIELD happened>left</q1> town</e1>.")
    assert list(faults(crossing)) == ["spans cross: 'the army left' and 'left town'"]
    names = record("a b", "The <org>Gao <loc>River</org> Delta</loc> flooded.")
    assert list(faults(names)) == ["spans cross: 'Gao River' and 'River Delta'"]


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("<per>Amina Diallo left.", "never closed: per"),
        ("<s1>She</s1> <c1>said so.", "never closed: c1"),
        ("Amina</per> left.", "</per> closes nothing"),
        ("<s1>She</s2> said so.", "</s2> closes nothing"),
        ("<town>Gao</town> fell.", "no such mark: <town"),
        ("<e1>fell</e1>", "no such mark: <e1"),
        ("<per2>Amina</per2> left.", "no such mark: <per2"),
        ("<e1 AID happened>gave</e1> and <e1 AID happened>sent</e1>", "event 1 has two triggers"),
    ],
)
def test_a_mark_that_is_wrong_is_named(marked: str, why: str) -> None:
    with pytest.raises(Fault, match=why):
        record("a b", marked)


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("The <loc>Malian</loc>s left.", "cuts a word: 'Malian'"),
        ("Pre<dat>war</dat> maps.", "cuts a word: 'war'"),
        ("In <loc>Gao </loc>it rained.", "begins or ends with a space: 'Gao '"),
        ("In <loc></loc> it rained.", "is empty"),
        ("It  rained.", "stray angle bracket or space"),
        ("Rain < 5 mm.", "stray angle bracket or space"),
        ("<num lost>Two men</num> left.", "label num lost"),
        ("<per killed>Amina</per> left.", "label per killed"),
        ("<s1>She</s1> <c1>spoke</c1>.", "without cue or content"),
        ("<c1>Reportedly</c1> and <s1>they</s1>.", "without cue or content"),
        ("They <e1 INVADE happened>invaded</e1>.", "event INVADE, happened"),
        ("They <e1 ASSAULT done>attacked</e1>.", "event ASSAULT, done"),
        ("<i1>They</i1> left.", "a trigger with TYPE/mode and a status is needed"),
    ],
)
def test_a_record_that_is_wrong_is_told(marked: str, why: str) -> None:
    assert any(why in fault for fault in faults(record("a b", marked)))


def test_offsets_that_lie_outside_are_told() -> None:
    one = record("a b", "<loc>Gao</loc> fell.")
    one["entities"] = [[0, 99, "loc"], [4, 4, "loc"]]
    assert len(list(faults(one))) == 2


def test_a_hyphen_or_an_apostrophe_is_no_cut() -> None:
    assert list(faults(record("a b", "<nat>Saudi</nat>-led jets hit <loc>Sanaa</loc>'s north."))) == []


def test_passages_are_parted_by_blank_lines_and_lines_are_joined() -> None:
    assert list(passages("# one kind\nIt\nrained.\n\n \n# two\nIt snowed.\n")) == [
        ("one kind", "It rained."),
        ("two", "It snowed."),
    ]
    with pytest.raises(Fault, match="It rained"):
        list(passages("It rained.\n"))


def run(monkeypatch: pytest.MonkeyPatch, *words: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["markup", str(words[0]), "-o", str(words[1])])
    markup.main()


def test_the_command_writes_records_only_without_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "passages.txt", tmp_path / "passages.jsonl"
    source.write_text("# one kind\n<loc>Gao</loc> fell.\n\n# one kind\nIt rained.\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        run(monkeypatch, source, out)
    assert "one: id used twice" in capsys.readouterr().err
    assert not out.exists()
    source.write_text("# one kind\n<loc>Gao</loc> fell.\n\n# two kind\nIt rained.\n", encoding="utf-8")
    run(monkeypatch, source, out)
    assert [one["id"] for one in read(out)] == ["one", "two"]


def test_there_are_passages() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_record_of_the_data_is_without_a_fault(path: Path) -> None:
    told = [f"{one['id']}: {fault}" for one in read(path) for fault in faults(one)]
    assert told == []


def test_no_id_is_used_twice_over_all_files() -> None:
    ids = Counter(one["id"] for path in FILES for one in read(path))
    assert [name for name, count in ids.items() if count > 1] == []


def told_twice(records: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pairs that share most of their runs of four words, or their whole text: one passage with names swapped."""
    seen: dict[tuple[str, ...], set[int]] = {}
    runs = []
    for number, one in enumerate(records):
        words = re.findall(r"\w+", one["text"].lower())
        runs.append({tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))})
        for some in runs[-1]:
            seen.setdefault(some, set()).add(number)
    shared = Counter(pair for numbers in seen.values() for pair in combinations(sorted(numbers), 2))
    twice = [(a, b) for (a, b), count in shared.items() if 2 * count > min(len(runs[a]), len(runs[b]))]
    return [(records[a]["id"], records[b]["id"]) for a, b in sorted(twice)]


def test_no_text_is_told_twice() -> None:
    one = {"id": "one", "text": "Rebels shelled the market in Gao on Friday, killing six traders, a nurse said."}
    same = {"id": "two", "text": "“Rebels shelled the market in Gao on Friday, killing nine traders,” a nurse said."}
    other = {
        "id": "three",
        "text": "On Friday a nurse in Gao said that six traders had died when shells hit the market.",
    }
    assert told_twice([one, other, same]) == [("one", "two")]
    assert told_twice([passage for path in FILES for passage in read(path)]) == []
