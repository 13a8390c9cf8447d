"""The reader: for a predicate, a cue or a trigger, the words around it that play a part, from the encoder's states.

A second, small graph (``model/reader.onnx``, made by ``training/``) that takes the words' states of the one encoder
pass: BIO tags for PropBank arguments, for source and content of speech, for initiator and recipient of events.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from wiredesk.annotate import rolesets, states, ways
from wiredesk.annotate.iob import best_paths, spans

MODEL = Path(__file__).parent / "model" / "reader.onnx"
Kind = Literal["roles", "speech", "event_roles"]
KINDS: tuple[Kind, ...] = ("roles", "speech", "event_roles")
REACH = {"roles": 60, "speech": 30, "event_roles": 25}  # words on either side; training reads further, to no gain here
AT_ONCE = 32  # frames padded together


class Frame(NamedTuple):
    """Tokens: the first and last of the head, and those to read (no spaces), with the way to each of them.

    ``arguments``: what the rolesets of a predicate say.
    """

    first: int
    last: int
    words: np.ndarray
    ways: np.ndarray
    arguments: np.ndarray


class Part(NamedTuple):
    """A labelled stretch: first and last token, and how sure the reader is of it (0 to 1)."""

    label: str
    first: int
    last: int
    chance: float


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(1, os.cpu_count() or 1)
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(MODEL), options, ["CPUExecutionProvider"])


def read(doc: Doc, kind: Kind, heads: Sequence[tuple[int, int]]) -> list[list[Part]]:
    """The parts of each head (first and last token), in text order. Roles stay inside the sentence."""
    kept = states.of(doc)
    if kept is None or not heads:
        return [[] for _ in heads]
    framer = _Framer(doc, kept, kind)
    framed = [framer.frame(first, last) for first, last in heads]
    found: list[list[Part]] = [[] for _ in heads]
    order = sorted(range(len(framed)), key=lambda i: len(framed[i].words))
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        for i, parts in zip(some, _parts(kept, kind, [framed[i] for i in some]), strict=True):
            found[i] = parts
    return found


class _Framer:
    """Frames of one kind in one document; trees and windows are looked up once for all frames of a sentence."""

    def __init__(self, doc: Doc, kept: states.States, kind: Kind) -> None:
        self.doc, self.kept, self.kind = doc, kept, kind
        self.trees: dict[int, tuple[list[int], np.ndarray]] = {}  # by the first token of the sentence
        self.readable: dict[tuple[int, int], np.ndarray] = {}  # by that of the stretch, and the window

    def frame(self, first: int, last: int) -> Frame:
        """The words that are read for a head: those of its sentence or its window, as far as the reader reaches."""
        sentence = self.doc[first].sent
        start, end, roles = sentence.start, sentence.end, self.kind == "roles"
        same = self._readable(start, end, first) if roles else self._readable(0, len(self.doc), first)
        low, high = np.searchsorted(same, [first, last + 1]).tolist()
        reach = REACH[self.kind]
        words = same[max(low - reach, 0) : high + reach]
        way = self._ways(start, end, first, last)[words]
        return Frame(first, last, words, way, _arguments(self.doc[first]) if roles else rolesets.NONE)

    def _readable(self, low: int, high: int, first: int) -> np.ndarray:
        """The tokens of the stretch in the window of the head."""
        key = low, int(self.kept.window[first])
        if key not in self.readable:
            self.readable[key] = np.flatnonzero(self.kept.window[low:high] == key[1]) + low
        return self.readable[key]

    def _ways(self, start: int, end: int, first: int, last: int) -> np.ndarray:
        """The way [tokens] from a head to every token of the Doc; elsewhere outside its sentence."""
        kept = self.kept
        if start not in self.trees:
            heads = (kept.head[start:end] - start).tolist()
            self.trees[start] = heads, ways.branches(heads, kept.relation[start:end].tolist())
        heads, branches = self.trees[start]
        found = np.full(len(kept.head), ways.ELSEWHERE)
        predicate = ways.top(heads, first - start, min(last, end - 1) - start)
        found[start:end] = ways.ways(branches, heads, predicate, len(kept.labels["dep"]))
        return found


def _arguments(predicate: Token) -> np.ndarray:
    particle = next((child.lower_ for child in predicate.children if child.dep_ == "compound:prt"), "")
    return rolesets.features(predicate.lemma_, particle)


def _scores(kept: states.States, kind: Kind, framed: list[Frame]) -> np.ndarray:
    """Tag scores [frames, words, tags], padded to the longest frame."""
    longest = max(len(frame.words) for frame in framed)
    width = kept.word.shape[1]
    words = np.zeros((len(framed), longest, width), np.float32)
    distance = np.zeros((len(framed), longest), np.int64)
    way = np.zeros((len(framed), longest), np.int64)
    absent = np.ones((len(framed), longest), np.float32)
    head = (kept.word[[frame.first for frame in framed]] + kept.word[[frame.last for frame in framed]]) / 2
    for i, frame in enumerate(framed):
        size = len(frame.words)
        words[i, :size] = kept.word[frame.words]
        distance[i, :size] = np.arange(size) - np.searchsorted(frame.words, frame.first)
        way[i, :size] = frame.ways
        absent[i, :size] = 0
    inputs = {
        "words": words, "head": head, "distance": distance, "way": way, "absent": absent,
        "kind": np.full(len(framed), KINDS.index(kind), np.int64),
        "arguments": np.stack([frame.arguments for frame in framed]),
    }  # fmt: skip
    scores: np.ndarray = _session().run([kind], inputs)[0]
    return scores


def _parts(kept: states.States, kind: Kind, framed: list[Frame]) -> list[list[Part]]:
    """What the reader finds for each frame."""
    labels, scores = kept.labels[kind], _scores(kept, kind, framed)
    highest = scores.max(2)
    norm = np.exp(scores - highest[:, :, None]).sum(2)
    found = []
    paths = best_paths([scores[i, : len(frame.words)] for i, frame in enumerate(framed)], tuple(labels))
    for i, (frame, path) in enumerate(zip(framed, paths, strict=True)):
        size = len(path)
        sure = np.exp(scores[i, np.arange(size), path] - highest[i, :size]) / norm[i, :size]
        found.append(
            [
                Part(label, int(frame.words[first]), int(frame.words[last]), float(sure[first : last + 1].mean()))
                for first, last, label in spans([labels[tag] for tag in path])
            ]
        )
    return found
