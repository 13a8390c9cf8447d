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
Trees = dict[int, np.ndarray]  # the branches of each sentence, by its first token


class Frame(NamedTuple):
    """Tokens: the first and last of the head, and those to read (no spaces), with the way to each of them.

    ``arguments``: what the rolesets of a predicate say.
    """

    first: int
    last: int
    words: list[int]
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
    trees: Trees = {}
    framed = [_frame(doc, kept, kind, first, last, trees) for first, last in heads]
    found: list[list[Part]] = [[] for _ in heads]
    order = sorted(range(len(framed)), key=lambda i: len(framed[i].words))
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        scores = _scores(kept, kind, [framed[i] for i in some])
        paths = best_paths(scores, tuple(kept.labels[kind]))
        for i, rows, path in zip(some, scores, paths, strict=True):
            found[i] = _parts(rows, path, framed[i].words, kept.labels[kind])
    return found


def _frame(doc: Doc, kept: states.States, kind: Kind, first: int, last: int, trees: Trees) -> Frame:
    """The words that are read for a head: those of its sentence or its window, as far as the reader reaches."""
    sentence = doc[first].sent
    low, high = (sentence.start, sentence.end) if kind == "roles" else (0, len(doc))
    same = np.flatnonzero(kept.window[low:high] == kept.window[first]) + low
    before, after = same[same < first], same[same > last]
    reach = REACH[kind]
    inside = same[(same >= first) & (same <= last)]
    words = np.concatenate([before[-reach:], inside, after[:reach]])
    way = _ways(kept, sentence.start, sentence.end, first, last, trees)[words]
    return Frame(first, last, words.tolist(), way, _arguments(doc[first]) if kind == "roles" else rolesets.NONE)


def _arguments(predicate: Token) -> np.ndarray:
    particle = next((child.lower_ for child in predicate.children if child.dep_ == "compound:prt"), "")
    return rolesets.features(predicate.lemma_, particle)


def _ways(kept: states.States, start: int, end: int, first: int, last: int, trees: Trees) -> np.ndarray:
    """The way [tokens] from a head to every token of the Doc; elsewhere outside its sentence."""
    heads = (kept.head[start:end] - start).tolist()
    if start not in trees:
        trees[start] = ways.branches(heads, kept.relation[start:end].tolist())
    found = np.full(len(kept.head), ways.ELSEWHERE)
    predicate = ways.top(heads, first - start, min(last, end - 1) - start)
    found[start:end] = ways.ways(trees[start], heads, predicate, len(kept.labels["dep"]))
    return found


def _scores(kept: states.States, kind: Kind, framed: list[Frame]) -> list[np.ndarray]:
    """Tag scores [words, tags] of each frame."""
    longest = max(len(frame.words) for frame in framed)
    width = kept.word.shape[1]
    words = np.zeros((len(framed), longest, width), np.float32)
    distance = np.zeros((len(framed), longest), np.int64)
    way = np.zeros((len(framed), longest), np.int64)
    absent = np.ones((len(framed), longest), np.float32)
    head = np.stack([(kept.word[frame.first] + kept.word[frame.last]) / 2 for frame in framed])
    for i, frame in enumerate(framed):
        size = len(frame.words)
        words[i, :size] = kept.word[frame.words]
        distance[i, :size] = np.arange(size) - frame.words.index(frame.first)
        way[i, :size] = frame.ways
        absent[i, :size] = 0
    inputs = {
        "words": words, "head": head, "distance": distance, "way": way, "absent": absent,
        "kind": np.full(len(framed), KINDS.index(kind), np.int64),
        "arguments": np.stack([frame.arguments for frame in framed]),
    }  # fmt: skip
    scores = _session().run([kind], inputs)[0]
    return [scores[i, : len(frame.words)] for i, frame in enumerate(framed)]


def _parts(scores: np.ndarray, path: list[int], words: list[int], labels: list[str]) -> list[Part]:
    found = []
    for first, last, label in spans([labels[i] for i in path]):
        rows = scores[first : last + 1]
        chance = np.exp(rows - rows.max(1, keepdims=True))
        sure = chance[np.arange(len(rows)), path[first : last + 1]] / chance.sum(1)
        found.append(Part(label, words[first], words[last], float(sure.mean())))
    return found
