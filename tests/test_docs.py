"""The docs keep up with the code: every command, public name and knowledge file is in them, and their examples run."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import wiredesk
from wiredesk.cli import main

ROOT = Path(__file__).parents[1]
DOCS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
KNOWLEDGE = ROOT / "wiredesk" / "knowledge"
WIDTH = 96  # of the boxes in docs/cli.md
COMMANDS = [(), *((name,) for name in sorted(main.commands))]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def knowledge_files() -> list[Path]:
    kinds = (".yaml", ".tsv", ".txt")
    return sorted(path for path in KNOWLEDGE.rglob("*") if path.suffix in kinds)


def links(path: Path) -> list[str]:
    return re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", path.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    """Headings as GitHub makes them into fragments."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def code_blocks(path: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(("wiredesk", *words)))
def test_the_help_of_every_command_is_in_the_docs(words: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*words, "--help"], prog_name="wiredesk", terminal_width=WIDTH).output.rstrip()
    assert f"```text\n{shown}\n```" in text_of("docs/cli.md"), f"docs/cli.md lacks this help:\n{shown}"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_is_named(name: str) -> None:
    page = text_of("docs/cli.md")
    section = page.split(f"\n## wiredesk {name}\n", 1)[1].split("\n## ", 1)[0]
    for parameter in main.commands[name].params:
        for option in parameter.opts if isinstance(parameter, click.Option) else ():
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", section), option
    assert f"    wiredesk {name} " in section  # an example
    assert f"wiredesk {name} " in text_of("README.md")


@pytest.mark.parametrize("name", wiredesk.__all__)
def test_every_public_name_is_in_the_docs_of_the_library(name: str) -> None:
    assert re.search(rf"`{name}\b", text_of("docs/library.md"))


@pytest.mark.parametrize("path", knowledge_files(), ids=lambda path: path.name)
def test_every_knowledge_file_is_named_and_says_what_it_is(path: Path) -> None:
    assert f"`{path.name}`" in text_of("docs/knowledge.md")
    head = path.read_text(encoding="utf-8")[:600]
    described = (path.parent / "README.md").is_file() and "definition: >" in head  # one format for a folder of them
    assert re.match(r"# \w.{40,}", head) or described


def test_the_docs_name_no_knowledge_file_that_is_gone() -> None:
    named = set(re.findall(r"`(\w[\w-]*\.(?:yaml|tsv|txt))`", text_of("docs/knowledge.md")))
    assert named == {path.name for path in knowledge_files()}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_local_links_lead_somewhere(path: Path) -> None:
    for link in links(path):
        name, _, fragment = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not fragment or fragment in anchors(target), link


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_the_examples_in_the_docs_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page run one after the other; ``expression  # value`` says what comes out."""
    monkeypatch.chdir(ROOT)
    known: dict[str, object] = {}
    for block in code_blocks(path):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(block, path.name, "exec"), known)
        for line in block.splitlines():
            if shown := re.match(r"(\S.*?)  +# ([\[('\d].*)$", line):
                assert repr(eval(shown[1], known)) == shown[2]


def bare(line: str) -> str:
    """A line of a brief without its citations, whose numbers move with every other sentence."""
    return re.sub(r"\[\^\w+\]:?", "", line).strip()


def test_the_excerpt_in_the_readme_is_what_the_command_writes() -> None:
    [excerpt] = re.findall(r"^```markdown\n(.*?)^```", text_of("README.md"), re.MULTILINE | re.DOTALL)
    folder = str(ROOT / "examples" / "iran-pakistan-2024")
    written = CliRunner().invoke(main, ["brief", folder], catch_exceptions=False).stdout.splitlines()
    lines = [bare(line) for line in excerpt.splitlines() if line and line != "…"]
    gone = [line for line in lines if line not in set(map(bare, written))]
    assert lines
    assert not gone, "copy these lines in README.md anew from the brief of the examples"
