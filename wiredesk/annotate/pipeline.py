"""``wiredesk.load()``: a spaCy pipeline whose every judgement of a sentence comes from one encoder."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from wiredesk.annotate import states
from wiredesk.annotate.encoder import Encoder
from wiredesk.annotate.roles import roles
from wiredesk.annotate.tokens import blank

ANNOTATORS = ("times", "places", "actors", "speech", "figures", "events")
"""In this order, each may use what stands before it: ``doc._.times`` = ``wiredesk.annotate.times.times(doc)``."""


class Annotator:
    """A component that keeps what ``wiredesk.annotate.<name>.<name>(doc)`` finds in ``doc._.<name>``."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.function: Callable[[Doc], list[Any]] = getattr(import_module(f"wiredesk.annotate.{name}"), name)

    def __call__(self, doc: Doc) -> Doc:
        doc._.set(self.name, self.function(doc))
        return doc


def _coref(doc: Doc) -> list[list[Span]]:
    """Imported when asked for, like the annotators: what it stands on reads large files."""
    clusters: list[list[Span]] = import_module("wiredesk.annotate.coref").coref(doc)
    return clusters


def extend() -> None:
    """Give ``Doc`` the attributes of the design, once."""
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
        Doc.set_extension("roles", getter=roles)
        Doc.set_extension("coref", getter=_coref)
        Token.set_extension("factuality", getter=states.factuality)
        Span.set_extension("kind", getter=lambda span: span.id_ or span.label_)
    for name in ANNOTATORS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])


@Language.factory("wiredesk_encoder")
def _encoder(nlp: Language, name: str) -> Encoder:
    return Encoder()


@Language.factory("wiredesk_annotator", default_config={"kind": ""})
def _annotator(nlp: Language, name: str, kind: str) -> Annotator:
    return Annotator(kind)


@cache
def load() -> Language:
    """The pipeline, made once in a process. Set ``doc._.published`` (ISO 8601) for relative times to resolve."""
    extend()
    nlp = blank()
    nlp.max_length = 10_000_000
    nlp.add_pipe("wiredesk_encoder", name="encoder")
    for name in ANNOTATORS:
        nlp.add_pipe("wiredesk_annotator", name=name, config={"kind": name})
    # Reads every lexicon and the gazetteer.
    nlp("A court in Nairobi said on Monday that the Savanna Relief Front had killed two people.")
    return nlp
