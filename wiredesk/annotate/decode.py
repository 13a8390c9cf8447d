"""From the encoder's scores to annotations on the Doc: sentences, trees, tags, lemmas and names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span

from wiredesk.annotate import repairs
from wiredesk.annotate.iob import finer_spans
from wiredesk.knowledge import knowledge

if TYPE_CHECKING:
    from wiredesk.annotate.encoder import Window

FAR = np.float32(-1e9)
BARE_START = 3.0  # score of a sentence start that is believed without a mark before it
# The finer kinds of names (``ent._.kind``) and the labels that readers of English corpora know them by.
LABEL = {
    "PER": "PER", "GOV": "ORG", "ARM": "ORG", "ORG": "ORG", "MED": "ORG", "LOC": "LOC", "FAC": "LOC", "NAT": "NORP",
    "WPN": "WEAPON", "DAT": "DATE", "NUM": "QUANTITY", "EVENT": "EVENT",
}  # fmt: skip


def write(doc: Doc, windows: Sequence[Window], labels: dict[str, list[str]], weights: tuple[np.ndarray, ...]) -> None:
    """Write everything the windows say onto the Doc. Spaces hang on the word before them."""
    count = len(doc)
    tag, pos, dep = ([""] * count for _ in range(3))
    head = np.arange(count)
    entities: list[Span] = []
    given = doc.has_annotation("SENT_START")
    for window in windows:
        assert window.out is not None
        numbers = np.array(window.words)
        begins = _begins(doc, window) if not given else np.array([bool(doc[i].is_sent_start) for i in window.words])
        begins[0] = True
        if not given:
            begins |= np.array(window.breaks)
        tree = heads(window.out["arc"], begins)
        relation = relations(window.out, tree, weights)
        head[numbers] = numbers[tree]
        for name, column in (("upos", pos), ("xpos", tag)):
            told = labels[name]
            for i, best in zip(window.words, window.out[name].argmax(1).tolist(), strict=True):
                column[i] = told[best]
        for i, best, up in zip(window.words, relation.tolist(), tree.tolist(), strict=True):
            dep[i] = labels["dep"][best] if window.words[up] != i else "ROOT"
        entities += names(doc, window, labels["ner"])
    repairs.participles(tag, dep, head)
    repairs.finite(tag, pos, dep, head)
    repairs.relatives(tag, dep, head)
    repairs.citing([token.lower_ for token in doc], pos, tag, dep, head)
    _spaces(doc, tag, pos, dep, head)
    _set(doc, tag, pos, dep, head)
    doc.ents = entities


def _begins(doc: Doc, window: Window) -> np.ndarray:
    """Where a sentence begins; in the middle of a line, with no mark before it, only where the encoder is very sure."""
    assert window.out is not None
    begins: np.ndarray = window.out["start"] > 0
    for at in np.flatnonzero(begins).tolist():
        i = window.words[at]
        before = doc[i - 1].text if i else ""
        sure = not before or not before[-1].isalnum() or window.out["start"][at] > BARE_START
        begins[at] = sure and not _after_title(doc, i) and not _after_comma(doc, i)
    return begins


def _after_title(doc: Doc, i: int) -> bool:
    """Whether a word stands after an abbreviated title ("Lt. Col. Diallo"); some are one token with their stop."""
    if i == 0 or not doc[i - 1].text.endswith("."):
        return False
    text = doc[i - 1].text[:-1]
    if not text and i > 1 and not doc[i - 2].whitespace_:
        text = doc[i - 2].text
    return text.lower() in knowledge("abbreviations")["titles"]


def _after_comma(doc: Doc, i: int) -> bool:
    """Whether a word stands after a comma, with or without a quotation mark between (“We left,” he said)."""
    before = i - 1
    while before > 0 and doc[before].is_quote:
        before -= 1
    return before >= 0 and doc[before].text == ","


def _set(doc: Doc, tag: list[str], pos: list[str], dep: list[str], head: np.ndarray) -> None:
    strings = doc.vocab.strings
    columns = [
        np.array([strings.add(value) for value in tag], np.uint64),
        np.array([strings[value] if value else 0 for value in pos], np.uint64),
        (head - np.arange(len(doc))).astype(np.int64).astype(np.uint64),
        np.array([strings.add(value) for value in dep], np.uint64),
        np.array([strings.add(lemma(token.text, upos)) for token, upos in zip(doc, pos, strict=True)], np.uint64),
    ]
    if len(doc):
        doc.from_array([TAG, POS, HEAD, DEP, LEMMA], np.stack(columns, 1))  # type: ignore[arg-type]


def _spaces(doc: Doc, tag: list[str], pos: list[str], dep: list[str], head: np.ndarray) -> None:
    """Hang each space on the word before it, those in front on the first word."""
    spaces = [token.is_space for token in doc]
    before = next((i for i, space in enumerate(spaces) if not space), None)
    if before is None:
        head[:] = 0
        tag[:], pos[:], dep[:] = ["_SP"] * len(doc), ["SPACE"] * len(doc), ["ROOT", *["dep"] * len(doc)][: len(doc)]
        return
    for i, space in enumerate(spaces):
        if space:
            tag[i], pos[i], dep[i], head[i] = "_SP", "SPACE", "dep", before
        else:
            before = i


def heads(arc: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Heads [words] from arc scores [words, words], a tree for each sentence; a root is its own head."""
    sentence = np.cumsum(begins)
    tree = np.arange(len(begins))
    for number in range(1, int(sentence[-1]) + 1):
        inside = np.flatnonzero(sentence == number)
        low, high = inside[0], inside[-1] + 1
        tree[low:high] = low + _tree(arc[low:high, low:high])
    return tree


def _tree(scores: np.ndarray) -> np.ndarray:
    """A tree with one root: every word's best head, and where these make circles, the cheapest way out of each.

    This is the greedy step of Chu-Liu and Edmonds (1967): a circle is opened at the word that loses least by
    taking a head outside. About one sentence in fifteen needs it.
    """
    size = len(scores)
    best: np.ndarray = scores.argmax(1)
    roots = np.flatnonzero(best == np.arange(size))
    if len(roots) != 1:
        single = scores.copy()
        np.fill_diagonal(single, FAR)
        root = int(np.argmax(np.diag(scores) - single.max(1)))  # the word that gains most by being the root
        best = single.argmax(1)
        best[root] = root
        scores, roots = single, np.array([root])
    root = int(roots[0])
    while True:
        held = _held(best, root)
        if held.all():
            return best
        out = np.where(held[None, :], scores, FAR) - scores[np.arange(size), best][:, None]
        out[held] = FAR
        on_circle = _on_circle(best) & ~held
        out[~on_circle] = FAR
        word, head = np.unravel_index(int(out.argmax()), out.shape)
        best[word] = head


def _held(tree: np.ndarray, root: int) -> np.ndarray:
    """Which words hang on the root, at whatever distance."""
    up = tree.copy()
    for _ in range(len(tree).bit_length()):
        up = up[up]
    held: np.ndarray = up == root
    return held


def _on_circle(tree: np.ndarray) -> np.ndarray:
    """Which words are reached again by going up from them."""
    far = tree.copy()
    for _ in range(len(tree).bit_length()):
        far = far[far]
    marked = np.zeros(len(tree), bool)
    for start in set(far.tolist()):
        word = start
        while not marked[word]:
            marked[word] = True
            word = tree[word]
    return marked


def relations(out: dict[str, np.ndarray], tree: np.ndarray, weights: tuple[np.ndarray, ...]) -> np.ndarray:
    """The best relation of each word to its head: the low-rank biaffine scorer of ``training.network``."""
    dep, head = out["label_dep"], out["label_head"][tree]
    weight, bias = weights
    best: np.ndarray = (np.concatenate([dep * head, dep, head], 1) @ weight + bias).argmax(1)
    return best


def names(doc: Doc, window: Window, tags: list[str]) -> list[Span]:
    """Named entities. ``label_`` is the common label, ``_.kind`` the finer one."""
    assert window.out is not None
    return [
        Span(doc, start, end, label=LABEL[kind], span_id=kind)
        for first, last, kind in finer_spans(window.out["ner"], tuple(tags), LABEL)
        for start, end in _between_commas(doc, window.words[first], window.words[last] + 1, kind)
    ]


def _between_commas(doc: Doc, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """A place and the larger one behind a comma are two names ("Midland, Texas"), and no place ends with one."""
    if kind != "LOC":
        return [(start, end)]
    commas = [i for i in range(start, end) if doc[i].text == ","]
    edges = zip([start, *(i + 1 for i in commas)], [*commas, end], strict=True)
    return [(a, b) for a, b in edges if a < b]


@lru_cache(maxsize=100_000)
def lemma(word: str, upos: str) -> str:
    """The dictionary form (LemmInflect); names and what has no form stay as written."""
    if upos in ("NOUN", "VERB", "AUX", "ADJ", "ADV"):
        import lemminflect

        return str((lemminflect.getLemma(word, upos="VERB" if upos == "AUX" else upos) or (word,))[0]).lower()
    return word if upos == "PROPN" else word.lower()
