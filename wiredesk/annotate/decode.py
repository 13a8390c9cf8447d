"""From the encoder's scores to annotations on the Doc: sentences, trees, tags, lemmas and names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD, POS, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from wiredesk.annotate.encoder import Window

BEST_HEADS = 5
FAR = np.float32(-1e9)


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
        begins = np.array([bool(doc[i].is_sent_start) for i in window.words]) if given else window.out["start"] > 0
        begins[0] = True
        begins |= np.array(window.breaks)
        tree = heads(window.out["arc"], begins)
        relation = relations(window.out, tree, weights)
        head[numbers] = numbers[tree]
        for name, column in (("upos", pos), ("xpos", tag)):
            for i, best in zip(window.words, window.out[name].argmax(1).tolist(), strict=True):
                column[i] = labels[name][best]
        for i, best, up in zip(window.words, relation.tolist(), tree.tolist(), strict=True):
            dep[i] = labels["dep"][best] if window.words[up] != i else "ROOT"
        entities += names(doc, window, labels["ner"])
    _spaces(doc, tag, pos, dep, head)
    _set(doc, tag, pos, dep, head)
    for token in doc:
        token.lemma_ = lemma(token.text, token.pos_)
    doc.ents = entities


def _set(doc: Doc, tag: list[str], pos: list[str], dep: list[str], head: np.ndarray) -> None:
    strings = doc.vocab.strings
    columns = [
        np.array([strings.add(value) for value in tag], np.uint64),
        np.array([strings[value] if value else 0 for value in pos], np.uint64),
        (head - np.arange(len(doc))).astype(np.int64).astype(np.uint64),
        np.array([strings.add(value) for value in dep], np.uint64),
    ]
    if len(doc):
        doc.from_array([TAG, POS, HEAD, DEP], np.stack(columns, 1))  # type: ignore[arg-type]


def _spaces(doc: Doc, tag: list[str], pos: list[str], dep: list[str], head: np.ndarray) -> None:
    words = [token.i for token in doc if not token.is_space]
    for token in doc:
        if token.is_space:
            before = next((i for i in range(token.i - 1, -1, -1) if not doc[i].is_space), None)
            anchor = before if before is not None else (words[0] if words else 0)
            tag[token.i], pos[token.i], dep[token.i], head[token.i] = "_SP", "SPACE", "dep", anchor
    if not words and len(doc):
        head[:] = 0
        dep[0] = "ROOT"


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
    """The best tree with one root: greedy where that is a tree already, else Chu-Liu and Edmonds (networkx)."""
    size = len(scores)
    if size == 1:
        return np.zeros(1, int)
    best: np.ndarray = scores.argmax(1)
    if (best == np.arange(size)).sum() == 1 and _reaches_root(best):
        return best
    single = scores - scores.max(1, keepdims=True)
    root = int(np.argmax(np.diag(single)))
    single[np.arange(size) != root, np.arange(size)[np.arange(size) != root]] = FAR
    single[root] = FAR
    single[root, root] = 0
    best = single.argmax(1)
    return best if _reaches_root(best) else _edmonds(single, root)


def _reaches_root(tree: np.ndarray) -> bool:
    up = tree
    for _ in range(int(np.ceil(np.log2(len(tree)))) + 1):
        up = up[up]
    return bool((up == up[up]).all() and len(set(up.tolist())) == 1)


def _edmonds(scores: np.ndarray, root: int) -> np.ndarray:
    import networkx

    graph = networkx.DiGraph()
    for word in range(len(scores)):
        if word != root:
            # The best few heads are enough; the root is always one, so that a tree exists.
            for up in {root, *np.argsort(scores[word])[-BEST_HEADS:].tolist()} - {word}:
                graph.add_edge(up, word, weight=float(scores[word, up]))
    tree = np.full(len(scores), root)
    for up, word in networkx.maximum_spanning_arborescence(graph).edges:
        tree[word] = up
    return tree


def relations(out: dict[str, np.ndarray], tree: np.ndarray, weights: tuple[np.ndarray, ...]) -> np.ndarray:
    """The best relation of each word to its head: the low-rank biaffine scorer of ``training.network``."""
    dep, head = out["label_dep"], out["label_head"][tree]
    weight, bias = weights
    best: np.ndarray = (np.concatenate([dep * head, dep, head], 1) @ weight + bias).argmax(1)
    return best


def names(doc: Doc, window: Window, tags: list[str]) -> list[Span]:
    """Named entities from IOB2 scores; an I- that follows nothing of its kind begins a name."""
    assert window.out is not None
    found: list[Span] = []
    start, label = 0, ""
    best = [tags[i] for i in window.out["ner"].argmax(1).tolist()]
    for i, tag in enumerate([*best, "O"]):
        broken = tag == "O" or tag[0] == "B" or tag[2:] != label
        if label and broken:
            found.append(Span(doc, window.words[start], window.words[i - 1] + 1, label=label))
            label = ""
        if tag != "O" and not label:
            start, label = i, tag[2:]
    return found


@lru_cache(maxsize=100_000)
def lemma(word: str, upos: str) -> str:
    """The dictionary form (LemmInflect); names and what has no form stay as written."""
    if upos in ("NOUN", "VERB", "AUX", "ADJ", "ADV"):
        import lemminflect

        return str((lemminflect.getLemma(word, upos="VERB" if upos == "AUX" else upos) or (word,))[0]).lower()
    return word if upos == "PROPN" else word.lower()
