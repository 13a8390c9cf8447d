"""JSON Lines, JSON and CSV."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wiredesk.errors import NothingRead, ReadProblem
from wiredesk.model import Report
from wiredesk.read import read

TEXT = "Two soldiers were killed near the border on Monday, the army said."


def load(tmp_path: Path, name: str, data: str | bytes, **options: str) -> tuple[list[Report], list[str]]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    problems: list[ReadProblem] = []
    reports = list(read(path, on_error=problems.append, **options))
    return reports, [str(problem).removeprefix(f"{path}, ") for problem in problems]


def test_json_lines_with_metadata(tmp_path: Path) -> None:
    record = {
        "Headline": "Two killed",
        "article_content": TEXT,
        "date": "2023-05-06",
        "source": {"name": "Wire"},
        "authors": ["A. B."],
    }
    [report], problems = load(tmp_path, "a.jsonl", json.dumps(record) + "\n")
    assert (report.title, report.text, report.published, report.outlet) == ("Two killed", TEXT, "2023-05-06", "Wire")
    assert report.authors == ("A. B.",) and report.source.endswith("a.jsonl, line 1") and problems == []


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": TEXT}),
        "{broken",
        "",
        "[1]",
        json.dumps({"body": TEXT + " Talks go on."}),
        json.dumps({"x": 1}),
    ]
    reports, problems = load(tmp_path, "a.jsonl", "\n".join(lines))
    assert len(reports) == 2
    assert [problem.split(":")[0] for problem in problems] == ["line 2", "line 4", "line 6"]
    assert "it has x" in problems[2]


def test_reports_come_back_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{TEXT} No villagers were targeted1.\nComments")
    written = list(read(tmp_path / "a.txt", published="2023-05-06"))
    again, _ = load(tmp_path, "a.jsonl", "\n".join(report.model_dump_json() for report in written))
    assert again == written and again[0].marks


def test_a_report_whose_text_was_changed_is_read_anew(tmp_path: Path) -> None:
    report = Report.of(TEXT).model_dump() | {"text": "Something else happened in the hills."}
    [again], _ = load(tmp_path, "a.jsonl", json.dumps(report))
    assert again.id == Report.of("Something else happened in the hills.").id


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: r[0], lambda r: {"articles": r}])
def test_json_files(tmp_path: Path, wrap: object) -> None:
    value = wrap([{"content": f"<p>{TEXT}</p><p>Talks go on<sup>1</sup>.</p>", "publishedAt": "2023-05-06T10:00:00Z"}])  # type: ignore[operator]
    [report], _ = load(tmp_path, "a.json", json.dumps(value, indent=1))
    assert report.text == f"{TEXT}\nTalks go on." and report.published == "2023-05-06T10:00"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["id", "article_title", "article_content", "date", "source"])
    quoted = delimiter.join(["1", "Two killed", f'"{TEXT}\n\nTalks | go; on, now."', "4/13/12", "Wire"])
    data = "\n".join([header, quoted, delimiter.join(["2", "x", "Talks go on.", "4/3/12", "Wire"])])
    reports, problems = load(tmp_path, "a.csv", data)
    assert [report.published for report in reports] == ["2012-04-13", "2012-04-03"] and problems == []
    assert reports[0].text == f"{TEXT}\nTalks | go; on, now." and reports[0].outlet == "Wire"


def test_csv_without_a_text_column_and_with_an_empty_row(tmp_path: Path) -> None:
    with pytest.raises(NothingRead, match="columns: a, b"):
        load(tmp_path, "a.csv", "a,b\n1,2\n")
    reports, problems = load(tmp_path, "b.csv", f'text,date\n"{TEXT}",2023\n,2023\n')
    assert len(reports) == 1 and problems[0].startswith("row 2: no text")


def test_a_date_that_the_article_prints_goes_before_the_column(tmp_path: Path) -> None:
    rows = f'title,text,date\n"Two held after a blast","Sat May 6 2023 Two held after a blast. {TEXT}",2021-01-01\n'
    [report], _ = load(tmp_path, "a.csv", rows)
    assert report.published == "2023-05-06" and report.text == TEXT


def test_a_claim_is_no_report(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text('{"id": "a", "report": "b", "evidence": [], "speakers": [], "text": "It rained in Gao."}\n')
    with pytest.raises(NothingRead, match="a claim, as `wiredesk extract` writes it"):
        list(read([file]))
