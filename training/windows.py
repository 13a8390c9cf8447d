"""Documents to batches: windows of one or more consecutive sentences, as running text comes at run time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.corpora import Document, Sentence
from training.network import case_of

UNKNOWN = -100  # what the losses skip


@dataclass
class Window:
    """Consecutive sentences with the word pieces of each word."""

    sentences: list[Sentence]
    pieces: list[list[int]]

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

    def cut(self, documents: list[Document], rng: random.Random, longest: int = 160) -> list[Window]:
        """Every sentence once: a third alone, the rest in runs of up to ``longest`` pieces."""
        windows = []
        for document in documents:
            run: list[Sentence] = []
            room = 0
            for sentence in document:
                size = sum(len(self.pieces(word)) for word in sentence.words)
                if size > 250:
                    continue
                if run and (size > room or rng.random() < 0.33):
                    windows.append(self.window(run))
                    run = []
                if not run:
                    room = rng.randint(16, longest)
                run.append(sentence)
                room -= size
            if run:
                windows.append(self.window(run))
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
    """Inputs and targets of a batch, padded; words without a layer carry :data:`UNKNOWN`."""
    index = {name: {label: i for i, label in enumerate(names)} for name, names in labels.items()}
    words = max(len(window.pieces) for window in batch)
    length = max(window.length for window in batch)
    out = {name: torch.zeros(len(batch), length, dtype=torch.long) for name in ("pieces", "cases")}
    out |= {name: torch.zeros(len(batch), words, dtype=torch.long) for name in ("first", "last", "sentence")}
    for name in ("upos", "xpos", "ner", "head", "dep", "start"):
        out[name] = torch.full((len(batch), words), UNKNOWN, dtype=torch.long)
    out["known"] = torch.ones(len(batch), len(labels["ner"]), dtype=torch.bool)
    for row, window in enumerate(batch):
        _fill(out, row, window, index, labels["ner"])
    return out


def _fill(
    out: dict[str, Tensor], row: int, window: Window, index: dict[str, dict[str, int]], entity_tags: list[str]
) -> None:
    at = 1
    out["pieces"][row, 0] = 101
    flat = [word for sentence in window.sentences for word in sentence.words]
    for i, (word, ids) in enumerate(zip(flat, window.pieces, strict=True)):
        out["first"][row, i], out["last"][row, i] = at, at + len(ids) - 1
        out["pieces"][row, at : at + len(ids)] = torch.tensor(ids)
        out["cases"][row, at : at + len(ids)] = case_of(word)
        at += len(ids)
    out["pieces"][row, at] = 102
    start = 0
    for number, sentence in enumerate(window.sentences):
        stop = start + len(sentence.words)
        out["sentence"][row, start:stop] = number + 1
        for name, values in (("upos", sentence.upos), ("xpos", sentence.xpos), ("dep", sentence.deps)):
            if values:
                out[name][row, start:stop] = torch.tensor([index[name].get(value, UNKNOWN) for value in values])
        if sentence.heads:
            out["head"][row, start:stop] = torch.tensor(sentence.heads) + start
            out["start"][row, start:stop] = torch.tensor([1] + [0] * (stop - start - 1))
        if sentence.entities:
            tags = [UNKNOWN if tag is None else index["ner"][tag] for tag in sentence.entities]
            out["ner"][row, start:stop] = torch.tensor(tags)
            known = [tag == "O" or tag[2:] in sentence.labels for tag in entity_tags]
            out["known"][row] = torch.tensor(known)
        start = stop
