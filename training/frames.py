"""What the reader learns from: the frames of a batch, each over the words around its head."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.corpora import Frame, Sentence
from training.network import KINDS
from training.windows import UNKNOWN, Window
from wiredesk.annotate import rolesets, ways

REACH = {"roles": 60, "speech": 100, "event_roles": 40}  # words read on either side of the head
AT_ONCE, MOST = 48, 144  # frames padded together; frames of one kind that a batch teaches at most


@dataclass
class Read:
    """A frame placed in a batch: its row, its head and the words read from ``first`` on, with a tag for each.

    ``arguments``: what the rolesets of the head say (:mod:`wiredesk.annotate.rolesets`).
    """

    kind: str
    row: int
    head: tuple[int, int]
    first: int
    tags: list[int]
    arguments: np.ndarray


def placed(batch: list[Window], labels: dict[str, list[str]], reach: dict[str, int] = REACH) -> Iterator[Read]:
    """Every frame of the batch."""
    index = {kind: {tag: i for i, tag in enumerate(labels[kind])} for kind in KINDS}
    for row, window in enumerate(batch):
        start = 0
        for sentence in window.sentences:
            for frame in sentence.frames:
                inside = (0, len(window.pieces)) if frame.wide else (start, start + len(sentence.words))
                first = max(inside[0], start + frame.first - reach[frame.kind])
                stop = min(inside[1], start + frame.last + reach[frame.kind] + 1)
                tags = _tags(frame, first - start, stop - start, index[frame.kind])
                head = (start + frame.first, start + frame.last)
                yield Read(frame.kind, row, head, first, tags, _arguments(sentence, frame))
            start += len(sentence.words)


def _arguments(sentence: Sentence, frame: Frame) -> np.ndarray:
    """Of predicates only; with the particle of a verb."""
    if frame.kind != "roles" or not sentence.lemmas or not sentence.heads or not sentence.deps:
        return rolesets.NONE
    after = zip(sentence.words, sentence.heads, sentence.deps, strict=True)
    particles = [word for word, head, dep in after if dep == "compound:prt" and head == frame.first]
    return rolesets.features(sentence.lemmas[frame.first], *particles[:1])


def _tags(frame: Frame, first: int, stop: int, index: dict[str, int]) -> list[int]:
    """IOB2 tags of the words read; of two spans over a word the shorter counts. Labels too rare stay unknown."""
    tags = [index["O"]] * (stop - first)
    for label, low, high in sorted(frame.spans, key=lambda span: span[1] - span[2]):
        for i in range(max(low, first), min(high + 1, stop)):
            tags[i - first] = index.get(("B-" if i == low else "I-") + label, UNKNOWN)
    return tags


def groups(frames: list[Read], rng: random.Random | None = None) -> Iterator[list[Read]]:
    """Frames of one kind and like length together; with ``rng`` at most :data:`MOST` of a kind."""
    for kind in KINDS:
        some = [frame for frame in frames if frame.kind == kind]
        if rng and len(some) > MOST:
            some = rng.sample(some, MOST)
        some.sort(key=lambda frame: len(frame.tags))
        for i in range(0, len(some), AT_ONCE):
            yield some[i : i + AT_ONCE]


def inputs(group: list[Read]) -> dict[str, Tensor]:
    """Row, head and the words of each frame [frames, words], padded, with their tags; no way in a tree is known."""
    length = max(len(frame.tags) for frame in group)
    at = torch.tensor([frame.first for frame in group])[:, None] + torch.arange(length)
    sizes = torch.tensor([len(frame.tags) for frame in group])[:, None]
    absent = torch.arange(length)[None] >= sizes
    tags = torch.full(absent.shape, UNKNOWN)
    for i, frame in enumerate(group):
        tags[i, : len(frame.tags)] = torch.tensor(frame.tags)
    return {
        "row": torch.tensor([frame.row for frame in group]),
        "head": torch.tensor([frame.head for frame in group]),
        "at": at.masked_fill(absent, 0),
        "absent": absent,
        "way": torch.full(absent.shape, ways.ELSEWHERE),
        "kind": torch.full((len(group),), KINDS.index(group[0].kind)),
        "arguments": torch.from_numpy(np.stack([frame.arguments for frame in group])),
        "tags": tags,
    }
