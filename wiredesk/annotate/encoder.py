"""The encoder as a spaCy component: one ONNX pass over a window of text gives tags, names, sentences and parse.

The model is made by ``training/`` and lies in ``wiredesk/annotate/model``. Windows hold whole paragraphs or
sentences, at most :data:`WINDOW` word pieces, and go through the session one at a time: no padding, and what a
document gives does not hang on its neighbours (int8 scales are taken over a whole input).
"""

from __future__ import annotations

import json
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from wiredesk.annotate import decode, states
from wiredesk.knowledge import knowledge

MODEL = Path(__file__).parent / "model"
WINDOW = 192  # word pieces; training windows are up to 160 and single long sentences up to 250
LONGEST_WORD = 12  # word pieces that are looked at of one word
AHEAD = 2  # documents that the encoder is ahead of the components after it
LONGEST_DATELINE = 90  # characters
START, END = 101, 102


def case_of(word: str) -> int:
    """How the word is written: 0 lower, 1 Title, 2 UPPER, 3 miXed, 4 with a digit, 5 one capital, 6 no letter."""
    if word.islower() and word.isalpha():
        return 0
    if any(ch.isdigit() for ch in word):
        return 4
    letters = [ch for ch in word if ch.isalpha()]
    if not letters:
        return 6
    upper = [ch.isupper() for ch in letters]
    if not any(upper):
        return 0
    if all(upper):
        return 5 if len(letters) == 1 else 2
    return 1 if upper[0] and not any(upper[1:]) else 3


@dataclass
class Window:
    """Some consecutive words of a document; ``breaks`` marks the words that begin a paragraph."""

    words: list[int] = field(default_factory=list)  # token numbers
    pieces: list[list[int]] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)
    out: dict[str, np.ndarray] | None = None


class Encoder:
    """Sets ``tag_``, ``pos_``, ``lemma_``, ``dep_``, ``head``, sentence starts and ``ents``.

    What the other heads say of each word lies in ``doc.user_data`` (:class:`wiredesk.annotate.states.States`).
    """

    def __init__(self, path: Path = MODEL) -> None:
        self.path = path
        self.labels: dict[str, list[str]] = json.loads((path / "labels.json").read_text(encoding="utf-8"))
        self._pieces: dict[str, list[int]] = {}

    @cached_property
    def session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
        options.log_severity_level = 3
        # Idle threads that spin would slow down everything that runs between two passes.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(str(self.path / "model.onnx"), options, ["CPUExecutionProvider"])

    @cached_property
    def tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self.path / "tokenizer.json"))

    @cached_property
    def label_weights(self) -> tuple[np.ndarray, np.ndarray]:
        with np.load(self.path / "label.npz") as weights:
            return weights["weight"].T.copy(), weights["bias"]

    def __call__(self, doc: Doc) -> Doc:
        return self.write(doc, self.encode(doc))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Documents in, the same documents out; one is encoded while those before it are worked on."""
        with ThreadPoolExecutor(1) as ahead:
            waiting: deque[tuple[Doc, Future[list[Window]]]] = deque()
            for doc in stream:
                waiting.append((doc, ahead.submit(self.encode, doc)))
                if len(waiting) > AHEAD:
                    yield self._written(*waiting.popleft())
            while waiting:
                yield self._written(*waiting.popleft())

    def _written(self, doc: Doc, encoded: Future[list[Window]]) -> Doc:
        return self.write(doc, encoded.result())

    def write(self, doc: Doc, windows: list[Window]) -> Doc:
        """Annotations from the scores of the document's windows."""
        decode.write(doc, windows, self.labels, self.label_weights)
        states.keep(doc, windows, self.labels)
        return doc

    def encode(self, doc: Doc) -> list[Window]:
        """The windows of a document with their scores; leaves the Doc as it is."""
        windows = list(self.windows(doc))
        for window in windows:
            window.out = self.run(window)
        return windows

    def pieces(self, word: str) -> list[int]:
        found = self._pieces.get(word)
        if found is None:
            if len(self._pieces) > 200_000:
                self._pieces.clear()
            found = self.tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST_WORD] or [100]
            self._pieces[word] = found
        return found

    def windows(self, doc: Doc) -> Iterator[Window]:
        """The document in windows: cut at paragraphs where they fit, else where a sentence seems to end."""
        window, room = Window(), WINDOW - 2
        for part, fresh in _parts(doc):
            pieces = [self.pieces(token.text) for token in part]
            size = sum(map(len, pieces))
            if window.words and size > room:
                yield window
                window, room = Window(), WINDOW - 2
            for token, ids in zip(part, pieces, strict=True):
                if len(ids) > room and window.words:  # a sentence longer than a window
                    yield window
                    window, room = Window(), WINDOW - 2
                window.breaks.append(fresh and token is part[0])
                window.words.append(token.i)
                window.pieces.append(ids)
                window.cases.append(case_of(token.text))
                room -= len(ids)
        if window.words:
            yield window

    def run(self, window: Window) -> dict[str, np.ndarray]:
        """The scores of each head for the words of a window."""
        sizes = [len(ids) for ids in window.pieces]
        last = np.cumsum(sizes)
        pieces = np.concatenate([[START], *window.pieces, [END]])
        cases = np.concatenate([[0], np.repeat(window.cases, sizes), [0]])
        inputs = {"pieces": pieces, "cases": cases, "first": last - sizes + 1, "last": last}
        values = self.session.run(None, {name: value[None].astype(np.int64) for name, value in inputs.items()})
        return {output.name: value[0] for output, value in zip(self.session.get_outputs(), values, strict=True)}


def _after_datelines(doc: Doc) -> set[int]:
    """Characters at which a paragraph goes on after the place, day and agency that open agency copy."""
    pattern, starts = re.compile(knowledge("wording")["dateline"]), [0]
    starts += [token.idx + len(token.text) for token in doc if token.is_space and "\n" in token.text]
    text = doc.text
    found = ((start, pattern.match(text[start : start + LONGEST_DATELINE])) for start in starts)
    return {start + match.end() for start, match in found if match}


def _parts(doc: Doc) -> Iterator[tuple[list[Token], bool]]:
    """(words, begins a paragraph): pieces of the document at whose edges a window may be cut."""
    part: list[Token] = []
    fresh = ended = True
    resumed = _after_datelines(doc)
    given = doc.has_annotation("SENT_START")
    for token in doc:
        if token.idx in resumed and part:
            yield part, fresh
            part, fresh = [], True
        if token.is_space:
            if "\n" in token.text and part:
                yield part, fresh
                part, fresh, ended = [], True, False
            continue
        apart = bool(token.is_sent_start) if given else ended and not token.is_punct and not token.text[0].islower()
        if part and apart:
            yield part, fresh
            part, fresh = [], False
        ended = token.text[-1] in ".!?" or (ended and token.is_punct)
        part.append(token)
    if part:
        yield part, fresh
