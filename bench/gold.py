"""What the benchmarks with gold words share: words to a Doc, and sets of answers to precision, recall and F1."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab


def one_sentence(vocab: Vocab, words: Sequence[str]) -> Doc:
    """The words as a Doc that is one sentence, so that nothing cuts or joins them."""
    return Doc(vocab, words=list(words), sent_starts=[i == 0 for i in range(len(words))])


class Tally:
    """Micro-averaged: answers are counted over all that is added, right where the gold holds the very same."""

    def __init__(self) -> None:
        self.right = self.gold = self.found = 0

    def add(self, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """The answers of one sentence or document; the same answer twice counts once."""
        gold, found = set(gold), set(found)
        self.right += len(gold & found)
        self.gold += len(gold)
        self.found += len(found)

    @property
    def precision(self) -> float:
        """Per cent, like the two below."""
        return 100 * self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        return 100 * self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        return 200 * self.right / max(self.gold + self.found, 1)

    def __str__(self) -> str:
        return f"P {self.precision:5.1f}  R {self.recall:5.1f}  F1 {self.f1:5.1f}  n {self.gold}"
