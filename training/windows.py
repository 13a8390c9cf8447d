"""Documents to batches: windows of one or more consecutive sentences, as running text comes at run time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.corpora import SCHEMES, Document, Sentence, allowed, tags
from wiredesk.annotate.encoder import END, START, case_of

UNKNOWN = -100  # what the losses skip
LAYERS = {"upos": "upos", "xpos": "xpos", "dep": "deps", "cue": "cues", "event": "events"}  # head -> column


@dataclass
class Window:
    """Consecutive sentences with the pieces of each word; ``written`` all in "lower" or "upper" case, or as it is."""

    sentences: list[Sentence]
    pieces: list[list[int]]
    written: str = ""

    @property
    def flat(self) -> list[int]:
        return [piece for ids in self.pieces for piece in ids]

    @property
    def length(self) -> int:
        return 2 + sum(len(ids) for ids in self.pieces)


class Cutter:
    """Cuts documents into windows; remembers the pieces of each word."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.known: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        if word not in self.known:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.known[word] = ids[:12] or [100]
        return self.known[word]

    def window(self, sentences: list[Sentence]) -> Window:
        return Window(sentences, [self.pieces(word) for sentence in sentences for word in sentence.words])

    def cut(
        self,
        documents: list[Document],
        rng: random.Random,
        longest: int = 160,
        *,
        apart: float = 0.33,
        vary: bool = False,
    ) -> list[Window]:
        """Every sentence once, in runs of up to ``longest`` pieces; ``apart`` is the chance of a sentence to end one.

        ``vary``: one window in ten is written without its case, so that names are found in headlines and chats as well.
        """
        windows = []
        for document in documents:
            run: list[Sentence] = []
            room = 0
            for sentence in document:
                size = sum(len(self.pieces(word)) for word in sentence.words)
                if size > 250:
                    continue
                if run and (size > room or rng.random() < apart):
                    windows.append(self.window(run))
                    run = []
                if not run:
                    room = rng.randint(16, longest)
                run.append(sentence)
                room -= size
            if run:
                windows.append(self.window(run))
        for window in windows:
            window.written = rng.choices(("", "lower", "upper"), (0.9, 0.07, 0.03))[0] if vary else ""
        return windows


def batches(windows: list[Window], rng: random.Random, size: int = 1600) -> Iterator[list[Window]]:
    """Windows of like length together, at most ``size`` pieces with padding, in random order."""
    ordered = sorted(windows, key=lambda window: (window.length, rng.random()))
    made: list[list[Window]] = [[]]
    for window in ordered:
        if made[-1] and (len(made[-1]) + 1) * window.length > size:
            made.append([])
        made[-1].append(window)
    rng.shuffle(made)
    yield from made


def tensors(batch: list[Window], labels: dict[str, list[str]]) -> dict[str, Tensor]:
    """Inputs and targets of a batch, padded; words without a layer carry :data:`UNKNOWN`.

    ``ner`` counts into the rows of :func:`entity_table`. ``fact`` is NaN where unrated.
    """
    index = {name: {label: i for i, label in enumerate(names)} for name, names in labels.items()}
    words = max(len(window.pieces) for window in batch)
    length = max(window.length for window in batch)
    out = {name: torch.zeros(len(batch), length, dtype=torch.long) for name in ("pieces", "cases")}
    out |= {name: torch.zeros(len(batch), words, dtype=torch.long) for name in ("first", "last", "sentence")}
    for name in (*LAYERS, "ner", "head", "start", "status"):
        out[name] = torch.full((len(batch), words), UNKNOWN, dtype=torch.long)
    out["fact"] = torch.full((len(batch), words), float("nan"))
    for row, window in enumerate(batch):
        _inputs(out, row, window)
        start = 0
        for number, sentence in enumerate(window.sentences):
            out["sentence"][row, start : start + len(sentence.words)] = number + 1
            _targets(out, row, start, sentence, index)
            start += len(sentence.words)
    meanings = [s.meaning for window in batch for s in window.sentences]
    if meanings and all(meaning is not None for meaning in meanings):
        out["meaning"] = torch.stack(meanings)
    return out


@cache
def entity_table() -> tuple[dict[tuple[str, str], int], Tensor]:
    """Number of each (scheme, tag of a corpus), and which tags of the model [rows, tags] it may stand for."""
    ours = {tag: i for i, tag in enumerate(tags())}
    rows: dict[tuple[str, str], int] = {}
    table: list[Tensor] = []
    for scheme, labels in SCHEMES.items():
        for tag in ["O"] + [f"{part}-{label}" for label in labels for part in "BI"]:
            rows[scheme, tag] = len(table)
            may = torch.zeros(len(ours), dtype=torch.bool)
            may[[ours[one] for one in allowed(scheme, tag)]] = True
            table.append(may)
    return rows, torch.stack(table)


def _inputs(out: dict[str, Tensor], row: int, window: Window) -> None:
    words = [word for sentence in window.sentences for word in sentence.words]
    if window.written:
        words = [getattr(word, window.written)() for word in words]
    sizes = torch.tensor([len(ids) for ids in window.pieces])
    last = sizes.cumsum(0)
    out["first"][row, : len(words)], out["last"][row, : len(words)] = last - sizes + 1, last
    out["pieces"][row, : window.length] = torch.tensor([START, *window.flat, END])
    cases = torch.tensor([case_of(word) for word in words])
    out["cases"][row, 1 : window.length - 1] = cases.repeat_interleave(sizes)


def _targets(
    out: dict[str, Tensor], row: int, start: int, sentence: Sentence, index: dict[str, dict[str, int]]
) -> None:
    stop = start + len(sentence.words)
    for name, column in LAYERS.items():
        values = getattr(sentence, column)
        if values:
            out[name][row, start:stop] = torch.tensor([index[name].get(value, UNKNOWN) for value in values])
    if sentence.heads:
        out["head"][row, start:stop] = torch.tensor(sentence.heads) + start
        out["start"][row, start:stop] = torch.tensor([1] + [0] * (stop - start - 1))
    if sentence.entities:
        rows = entity_table()[0]
        given = [UNKNOWN if tag is None else rows[sentence.scheme, tag] for tag in sentence.entities]
        out["ner"][row, start:stop] = torch.tensor(given)
    for i, value in sentence.factuality.items():
        out["fact"][row, start + i] = value
    for i, status in sentence.status.items():
        out["status"][row, start + i] = index["status"][status]
