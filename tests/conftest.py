"""What tests share: the pipeline, made once, and the way from a text to its claims."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

import wiredesk
from wiredesk.model import Claim, Report

# Somebody's own gazetteer must not decide the tests.
os.environ["WIREDESK_GAZETTEER"] = str(Path(wiredesk.__file__).with_name("gazetteer.sqlite"))

# A busy machine is no reason to fail.
settings.register_profile("wiredesk", deadline=None)
settings.load_profile("wiredesk")

PUBLISHED = "2024-02-09"  # a Friday


@pytest.fixture(scope="session")
def nlp() -> Language:
    return wiredesk.load()


@pytest.fixture(scope="session")
def told(nlp: Language) -> Callable[..., list[Claim]]:
    """The claims of a text, read as a report of the Gazette of Friday, 9 February 2024."""

    def claims(text: str, published: str | None = PUBLISHED) -> list[Claim]:
        return list(
            wiredesk.extract([Report.of(text, published=published, outlet="Gazette", source="gazette.txt")], nlp)
        )

    return claims
