"""``import wiredesk``: everything that is promised is there, nothing is loaded before it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import wiredesk
from wiredesk import model

VERBS = {"load", "read", "extract", "reconcile", "brief"}


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", wiredesk.__all__)
def test_every_name_can_be_had(name: str) -> None:
    value = getattr(wiredesk, name)
    assert callable(value)
    assert value.__name__ == name
    assert value.__doc__


def test_all_is_sorted_and_holds_the_verbs() -> None:
    assert list(wiredesk.__all__) == sorted(set(wiredesk.__all__))
    assert set(wiredesk.__all__) >= VERBS
    assert set(dir(wiredesk)) >= set(wiredesk.__all__)


def test_the_types_that_a_checker_sees_are_those_that_a_caller_gets() -> None:
    tree = ast.parse(Path(wiredesk.__file__ or "").read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    named = {
        alias.asname or alias.name
        for node in ast.walk(guarded)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert named == set(wiredesk.__all__)


def test_the_nouns_of_the_line_are_public() -> None:
    for name in ("Report", "Claim", "Situation", "Brief", "Event", "Span"):
        assert getattr(wiredesk, name) is getattr(model, name)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'translate'"):
        getattr(wiredesk, "translate")  # noqa: B009


@pytest.mark.parametrize(
    "first",
    [
        "wiredesk.read.copies",
        "wiredesk.brief.render",
        "wiredesk.extract.units",
        "wiredesk.reconcile.match",
        "wiredesk.brief",
    ],
)
def test_a_verb_stays_a_function_when_its_package_is_imported(first: str) -> None:
    names = sorted(VERBS)
    modules = f"[name for name in {names} if type(getattr(wiredesk, name)).__name__ == 'module']"
    assert python(f"import wiredesk, {first}; print({modules})") == "[]"


def test_a_package_can_still_be_imported_from() -> None:
    assert python("import wiredesk; wiredesk.read; from wiredesk.read.copies import mark_copies; print('ok')") == "ok"


def test_import_loads_nothing_heavy() -> None:
    code = "import sys, wiredesk; print(sorted({'spacy', 'onnxruntime', 'pydantic', 'trafilatura'} & set(sys.modules)))"
    assert python(code) == "[]"


def test_a_noun_loads_no_pipeline() -> None:
    heavy = "{'spacy', 'onnxruntime', 'trafilatura'}"
    code = f"import sys, wiredesk; wiredesk.Report; print(sorted({heavy} & set(sys.modules)))"
    assert python(code) == "[]"
