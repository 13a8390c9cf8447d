"""What the encoder's other heads say of each word of a Doc, and the embedding of any stretch of it.

The heads' scores and the words' states stay beside the Doc, so that what needs them later (roles, speech, events) reads
them without a second pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span, Token

if TYPE_CHECKING:
    from wiredesk.annotate.encoder import Window

MODEL = Path(__file__).parent / "model"
KEY = "wiredesk.states"
HEADS = ("cue", "event", "status")
LOWEST, HIGHEST = -3.0, 3.0


@dataclass
class States:
    """Parallel over the tokens of a Doc; spaces have zeros.

    ``word`` [tokens, 384], ``window`` [tokens] (number of the window that the token was read in, -1 for spaces),
    ``head`` and ``relation`` [tokens] (the tree: token numbers, a root is its own head; numbers of labels "dep"),
    ``factuality`` [tokens] (-3 did not happen, 3 happened; White et al. 2016), ``chance`` by head [tokens, classes].
    """

    word: np.ndarray
    window: np.ndarray
    head: np.ndarray
    relation: np.ndarray
    factuality: np.ndarray
    chance: dict[str, np.ndarray]
    labels: dict[str, list[str]]

    def marked(self, head: str) -> np.ndarray:
        """How likely each token bears any label of ``head`` but "O" [tokens]; 0 for spaces."""
        outside = self.chance[head][:, self.labels[head].index("O")]
        chance: np.ndarray = (1 - outside) * (self.window >= 0)
        return chance


def keep(doc: Doc, windows: Sequence[Window], labels: dict[str, list[str]]) -> None:
    """Lay the heads' scores beside the Doc and make its vectors the sentence embedding's."""
    outs = [window.out for window in windows if window.out is not None]
    width = outs[0]["word"].shape[1] if outs else 0
    kept = States(
        np.zeros((len(doc), width), np.float32),
        np.full(len(doc), -1),
        np.arange(len(doc)),
        np.zeros(len(doc), np.int64),
        np.zeros(len(doc), np.float32),
        {name: np.zeros((len(doc), len(labels[name])), np.float32) for name in HEADS},
        labels,
    )
    number_of = {doc.vocab.strings[name]: i for i, name in enumerate(labels["dep"])}
    number_of[doc.vocab.strings["ROOT"]] = labels["dep"].index("root")
    for number, (window, out) in enumerate(zip(windows, outs, strict=True)):
        kept.word[window.words] = out["word"]
        kept.window[window.words] = number
        kept.factuality[window.words] = out["fact"].clip(LOWEST, HIGHEST)
        for name in HEADS:
            kept.chance[name][window.words] = _softmax(out[name])
    if len(doc):
        offset, relation = doc.to_array([HEAD, DEP]).astype(np.int64).T
        kept.head += offset
        kept.relation[:] = [number_of.get(one, 0) for one in relation.tolist()]
    doc.user_data[KEY] = kept
    doc.user_hooks["vector"] = lambda whole: meaning(whole[:])
    doc.user_span_hooks["vector"] = meaning


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(1, keepdims=True))
    chance: np.ndarray = powers / powers.sum(1, keepdims=True)
    return chance


def of(doc: Doc) -> States | None:
    """The states of a Doc that the encoder has read, else None."""
    found: States | None = doc.user_data.get(KEY)
    return found


def factuality(token: Token) -> float | None:
    """-3 (did not happen) to 3 (happened) for what the word tells; None for punctuation, spaces and unread text."""
    kept = of(token.doc)
    if kept is None or token.is_punct or token.is_space:
        return None
    return float(kept.factuality[token.i])


@cache
def _meaning() -> tuple[np.ndarray, np.ndarray]:
    with np.load(MODEL / "meaning.npz") as weights:
        return weights["weight"].T.astype(np.float32), weights["bias"].astype(np.float32)


def meaning(span: Span) -> np.ndarray:
    """The embedding of a stretch of text [384], of length 1: near for texts that mean nearly the same.

    Made to follow all-MiniLM-L6-v2 (Reimers and Gurevych 2019), which the encoder was before it learnt the rest.
    """
    kept = of(span.doc)
    inside = [] if kept is None else [token.i for token in span if not token.is_space]
    weight, bias = _meaning()
    if kept is None or not inside:
        return np.zeros(weight.shape[1], np.float32)
    vector = kept.word[inside].mean(0) @ weight + bias
    length = float(np.linalg.norm(vector))
    result: np.ndarray = vector / length if length else vector
    return result
