"""Who did what to whom, where, when and why: PropBank predicates and their arguments.

Labels are those of the Proposition Bank (Palmer et al. 2005): ARG0 (mostly who does it) to ARG5, ARGM-LOC, ARGM-TMP,
ARGM-CAU and the like; R- is a relative pronoun that stands for an argument, C- the second piece of a broken one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from wiredesk.annotate import reader


@dataclass(frozen=True)
class Roles:
    """A predicate and its arguments in text order."""

    predicate: Token
    arguments: list[tuple[str, Span]]


def roles(doc: Doc, predicates: Sequence[int] | None = None) -> list[Roles]:
    """The arguments of the ``predicates`` (token numbers), of all verbs where none are given."""
    if predicates is None:
        predicates = [token.i for token in doc if token.pos_ == "VERB"]
    found = reader.read(doc, "roles", [(i, i) for i in predicates])
    return [
        Roles(doc[i], [(part.label, doc[part.first : part.last + 1]) for part in parts])
        for i, parts in zip(predicates, found, strict=True)
    ]
