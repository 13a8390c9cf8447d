"""The small English pipeline of spaCy with random weights, for :mod:`bench.speed`: its speed does not hang on them.

``en_core_web_sm`` 3.8 as its published configuration has it: a ``MultiHashEmbed`` and ``MaxoutWindowEncoder`` (width
96, depth 4) that tagger and parser share, another one in the entity recognizer, attribute ruler, rule lemmatizer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.training import Example

NAMES = [f"KIND{i}" for i in range(18)]  # as many kinds of names as OntoNotes has
RELATIONS = 45
ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
ROWS = [5000, 1000, 2500, 2500, 50, 50]
PARTS = {"N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV", "D": "DET", "I": "ADP", "P": "PRON", "C": "CCONJ"}
ENDINGS = {
    "noun": [["ies", "y"], ["es", "e"], ["s", ""]],
    "verb": [["ies", "y"], ["es", "e"], ["es", ""], ["s", ""], ["ed", "e"], ["ed", ""], ["ing", "e"], ["ing", ""]],
    "adj": [["er", ""], ["er", "e"], ["est", ""], ["est", "e"]],
    "adv": [["er", ""], ["est", ""]],
}


def small_spacy(tags: Sequence[str], relations: Sequence[str]) -> Language:
    """The pipeline with these labels, its zero weights filled at random so that every transition occurs."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(6)})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", listener)})
    nlp.add_pipe("ner", config={"model": _transitions("ner", _tok2vec(4))})
    for name, labels in (("tagger", tags), ("parser", relations[:RELATIONS]), ("ner", NAMES)):
        pipe: Any = nlp.get_pipe(name)
        for label in labels:
            pipe.add_label(label)
    nlp.initialize(lambda: _examples(nlp, tags, relations))
    _fill(nlp)
    ruler: Any = nlp.add_pipe("attribute_ruler", before="ner")
    for tag in tags:
        ruler.add([[{"TAG": tag}]], {"POS": PARTS.get(tag[0], "X")})
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"}, before="ner")
    lemmatizer.initialize(lambda: iter(()), nlp=nlp, lookups=_endings())
    return nlp


def _endings() -> Lookups:
    tables = Lookups()
    tables.add_table("lemma_rules", ENDINGS)
    for name in ("lemma_index", "lemma_exc"):
        tables.add_table(name, {part: {} for part in ENDINGS})
    return tables


def _tok2vec(attributes: int) -> dict[str, Any]:
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "attrs": ATTRIBUTES[:attributes],
        "rows": ROWS[:attributes], "include_static_vectors": False,
    }  # fmt: skip
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1, "maxout_pieces": 3,
    }  # fmt: skip
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def _transitions(kind: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind, "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": tok2vec,
    }  # fmt: skip


def _examples(nlp: Language, tags: Sequence[str], relations: Sequence[str]) -> Iterable[Example]:
    words = ["Patrols", "crossed", "the", "river", "on", "Monday", "."]
    given = {
        "tags": [tags[i % len(tags)] for i in range(7)],
        "heads": [1, 1, 3, 1, 5, 1, 1],
        "deps": [relations[i] for i in range(7)],
        "entities": ["O", "O", "O", "O", "O", f"U-{NAMES[0]}", "O"],
    }
    return [Example.from_dict(Doc(nlp.vocab, words=words), given)]


def _fill(nlp: Language) -> None:
    """Weights that training starts from zero, at random."""
    random = np.random.default_rng(1)
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for node in model.walk() if model is not None else ():
            for name in node.param_names:
                if node.has_param(name) and not node.get_param(name).any() and node.get_param(name).ndim > 1:
                    node.set_param(name, random.normal(0, 0.3, node.get_param(name).shape).astype(np.float32))
