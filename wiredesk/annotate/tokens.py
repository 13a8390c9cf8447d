"""How the package cuts a text into tokens: spaCy's English rules, and dates apart."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex

from wiredesk.knowledge import knowledge


def blank() -> Language:
    """An empty English pipeline, in which "14 August-24 August" is four words and a hyphen: a month ends a date."""
    nlp = spacy.blank("en")
    months = "|".join(f"(?<={month.title()})" for month in knowledge("numbers")["months"])
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), rf"(?:{months})[-–—](?=\d)"])
    nlp.tokenizer.infix_finditer = infixes.finditer  # type: ignore[union-attr]
    return nlp
