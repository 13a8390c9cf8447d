"""Readers of the corpora: each yields documents, a document is a list of :class:`Sentence`."""

from training.corpora.base import Document, Frame, Sentence
from training.corpora.gum import gum
from training.corpora.names import SCHEMES, allowed, btc, crossner, re3d, tags
from training.corpora.own import own
from training.corpora.web import ewt

__all__ = [
    "SCHEMES",
    "Document",
    "Frame",
    "Sentence",
    "allowed",
    "btc",
    "crossner",
    "ewt",
    "gum",
    "own",
    "re3d",
    "tags",
]
