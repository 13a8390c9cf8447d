"""The command line: what it reads, what it writes, what it says when it cannot, and its exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import wiredesk
from wiredesk.cli import main
from wiredesk.model import Brief, Claim, Event, Report, Situation

STRIKE = (
    "Nordia's air force bombed a depot near Kandahar on Tuesday. The defence ministry said four soldiers were killed. "
    "Russia condemned the strike."
)
TALKS = (
    "On Wednesday the foreign minister of France met rebel leaders in Bangui. "
    "France's foreign ministry said the talks failed."
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two reports that tell no date of their own."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a-strike.txt").write_text(STRIKE, encoding="utf-8")
    (folder / "b-talks.txt").write_text(TALKS, encoding="utf-8")
    return folder


def call(*words: str | Path, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=input, catch_exceptions=False)


def records(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def shell(
    *words: str | Path, code: str = "from wiredesk.cli import main; main()"
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", code, *map(str, words)], capture_output=True, check=False, timeout=100)


@pytest.mark.parametrize("suffix", [".html", ".md", ".json", ".HTML"])
def test_brief_writes_the_form_that_the_ending_names(news: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / "new folder" / f"brief{suffix}"
    result = call("brief", news, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    begins = {".html": "<!DOCTYPE html>", ".md": "# ", ".json": "{"}[suffix.lower()]
    assert target.read_text(encoding="utf-8").lower().startswith(begins.lower())


def test_the_json_holds_brief_and_situation(news: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.json"
    call("brief", news, "-o", target)
    content = json.loads(target.read_text(encoding="utf-8"))
    account, situation = Brief.model_validate(content["brief"]), Situation.model_validate(content["situation"])
    assert content["wiredesk"] == wiredesk.__version__
    assert len(situation.reports) == 2
    assert all(situation.claim(id) for sentence in account.sentences() for id in sentence.claims)


def test_without_output_the_brief_is_markdown_on_stdout(news: Path) -> None:
    result = call("brief", news)
    assert result.exit_code == 0
    assert result.stdout.startswith("# ")
    assert "## Sources" in result.stdout


def test_a_dash_is_standard_input() -> None:
    result = call("brief", "-", "--published", "2024-05-10", input=STRIKE)
    assert result.exit_code == 0
    assert "Tuesday 7 May 2024" in result.stdout


@pytest.mark.parametrize("name", ["brief.docx", "brief", "brief.txt"])
def test_an_ending_that_names_no_form(news: Path, tmp_path: Path, name: str) -> None:
    result = call("brief", news, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert name in result.stderr and ".html, .md, .json" in result.stderr
    assert not (tmp_path / name).exists()


def test_an_output_that_is_a_folder(news: Path, tmp_path: Path) -> None:
    (tmp_path / "out.md").mkdir()
    result = call("brief", news, "-o", tmp_path / "out.md")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "folder" in result.stderr


def test_an_output_below_a_file(news: Path, tmp_path: Path) -> None:
    result = call("brief", news, "-o", news / "a-strike.txt" / "brief.md")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize("command", ["brief", "read", "extract", "events"])
def test_a_missing_file_gives_one_line_and_exit_code_2(command: str, tmp_path: Path) -> None:
    result = call(command, tmp_path / "absent.html")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        f"wiredesk: {tmp_path}/absent.html: no such file; check the name and the folder"
    ]


def test_good_and_bad_sources_give_the_brief_and_a_line_for_each_bad_one(news: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.jsonl").write_text('{"text": \n', encoding="utf-8")
    bad = [tmp_path / name for name in ("empty.txt", "absent.html", "broken.jsonl")]
    result = call("brief", bad[0], news, *bad[1:])
    assert result.exit_code == 0
    assert result.stdout.startswith("# ")
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert all(str(path) in line for path, line in zip(bad, lines, strict=True))


def test_only_bad_sources_give_a_line_each_and_one_for_all(tmp_path: Path) -> None:
    result = call("read", tmp_path / "one.txt", tmp_path / "two.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert "one.txt" in lines[0] and "two.txt" in lines[1] and "none" in lines[2]


@pytest.mark.parametrize("command", ["read", "extract", "events"])
def test_what_read_wrote_can_be_read_again(command: str, news: Path) -> None:
    direct = call(command, news, "--published", "2024-05-10")
    written = call("read", news, "--published", "2024-05-10")
    piped = call(command, "-", input=written.stdout)
    assert direct.exit_code == piped.exit_code == 0
    assert records(direct.stdout)
    assert piped.stdout == direct.stdout


@pytest.mark.parametrize(("command", "noun"), [("read", Report), ("extract", Claim), ("events", Event)])
def test_every_line_is_a_noun(command: str, noun: type[Report] | type[Claim] | type[Event], news: Path) -> None:
    found = [noun.model_validate(record) for record in records(call(command, news).stdout)]
    assert len(found) >= 2


def test_evidence_is_the_words_of_the_report(news: Path) -> None:
    texts = {record["id"]: record["text"] for record in records(call("read", news).stdout)}
    for record in records(call("extract", news).stdout):
        for span in record["evidence"]:
            assert texts[span["report"]][span["start"] : span["end"]] == span["text"]


def test_events_come_in_order_of_time_with_their_standing(news: Path) -> None:
    found = records(call("events", news, "--published", "2024-05-10").stdout)
    days = [record["when"]["value"] for record in found if record["when"]]
    assert days == sorted(days) and {"2024-05-07", "2024-05-08"} <= set(days)
    assert all(record["standing"] and record["claims"] for record in found)


def test_published_is_used_only_where_a_source_has_no_date(tmp_path: Path) -> None:
    (tmp_path / "dated.jsonl").write_text(json.dumps({"text": STRIKE, "published": "2023-03-02"}), encoding="utf-8")
    (tmp_path / "undated.txt").write_text(TALKS, encoding="utf-8")
    result = call("read", tmp_path / "dated.jsonl", tmp_path / "undated.txt", "--published", "2024-05-10")
    assert [record["published"] for record in records(result.stdout)] == ["2023-03-02", "2024-05-10"]


def test_published_that_is_no_date(news: Path) -> None:
    result = call("read", news, "--published", "last Tuesday")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "last Tuesday" in result.stderr and "2024-01-19" in result.stderr


def test_timings_name_every_step(news: Path) -> None:
    result = call("brief", news, "--timings")
    steps = [line.split()[0] for line in result.stderr.splitlines()]
    assert steps[:8] == ["start", "read", "extract", "reconcile", "brief", "render", "write", "total"]
    assert re.search(r"^2 reports, \d+\.\d a second", result.stderr, re.MULTILINE)
    assert result.stdout.startswith("# ")


def test_nothing_but_errors_on_stderr_away_from_a_terminal(news: Path, tmp_path: Path) -> None:
    assert call("brief", news, "-o", tmp_path / "brief.md").stderr == ""
    assert call("events", news).stderr == ""


def test_the_same_input_gives_the_same_bytes_in_every_process(news: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from wiredesk.cli import main\n"
        "for ending in ('html', 'md', 'json'):\n"
        "    main(['brief', sys.argv[1], '-o', sys.argv[2] + '/brief.' + ending], standalone_mode=False)"
    )
    for seed in ("1", "2"):  # sets of strings come in another order
        words = [sys.executable, "-c", code, str(news), str(tmp_path / seed)]
        subprocess.run(words, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, timeout=100)
    for ending in ("html", "md", "json"):
        assert (tmp_path / "1" / f"brief.{ending}").read_bytes() == (tmp_path / "2" / f"brief.{ending}").read_bytes()


def test_help_loads_no_model() -> None:
    code = (
        "import sys; from wiredesk.cli import main; main(['--help'], standalone_mode=False); "
        "print(sorted({'spacy', 'onnxruntime', 'trafilatura', 'numpy'} & set(sys.modules)))"
    )
    done = shell(code=code)
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize("words", [("brief", "--nothing"), ("translate", "x.txt"), ("brief",)])
def test_a_wrong_option_command_or_no_source(words: tuple[str, ...]) -> None:
    result = call(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """``wiredesk read ... | head -1``: the pipe closes early, and nothing is said about it."""
    (tmp_path / "many.jsonl").write_text(
        "".join(json.dumps({"text": f"{STRIKE} Report number {n}. " * 20}) + "\n" for n in range(50)), encoding="utf-8"
    )
    words = [sys.executable, "-c", "from wiredesk.cli import main; main()", "read", str(tmp_path / "many.jsonl")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_output_is_utf8_with_bare_line_feeds(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(
        "Rebels shelled Čačak, an official said. “Nobody was hurt”, he said.", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-c", "from wiredesk.cli import main; main()", "read", str(tmp_path / "note.txt")],
        env=os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}, capture_output=True, check=True, timeout=100,
    )  # fmt: skip
    assert "Čačak" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout
