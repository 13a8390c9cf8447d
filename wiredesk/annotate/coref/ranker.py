"""The mention ranker: which phrases are persons, organizations and places, and which earlier one each stands for.

After Lee et al. (2017): a small network scores each mention and each pair, and a mention takes its best antecedent if
the score is above 0, that of none. The words' states come from the encoder and stay as they are. ``model/coref.npz`` is
made by ``training/coref.py``; the names of its arrays are explained there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from wiredesk.annotate.coref import pairs
from wiredesk.annotate.coref.mentions import UNKNOWN, Mentions
from wiredesk.annotate.coref.phrases import TOGETHER

MODEL = Path(__file__).parents[1] / "model" / "coref.npz"
TYPES = ("none", "person", "organization", "place")
KEPT = 0.1  # a phrase goes on to the links if it is a mention with this chance
PROPERTIES = ("form", "number", "gender", "relation", "kind", "shape", "length")
Weights = Mapping[str, np.ndarray]


@cache
def weights() -> Weights:
    with np.load(MODEL) as kept:
        return {name: kept[name].astype(np.float32) for name in kept.files}


def around(told: Mentions, words: int) -> np.ndarray:
    """[mentions, 5]: head, first and last token, those before and after; the row after the last token is empty."""
    before, after = told.first - 1, np.minimum(told.last + 1, words)
    return np.stack([told.head, told.first, told.last, np.where(before < 0, words, before), after], 1)


def types(told: Mentions, word: np.ndarray, known: Weights) -> np.ndarray:
    """The chance of each of :data:`TYPES` [mentions, 4]; ``word`` [tokens, width] are the encoder's states."""
    seen = np.vstack([word @ known["word"], np.zeros((1, known["word"].shape[1]), np.float32)])
    hidden = seen[around(told, len(word))].reshape(len(told.head), -1) @ known["around"] + known["type_bias"]
    hidden += sum(known[f"type_{name}"][getattr(told, name)] for name in PROPERTIES)
    scores = np.maximum(hidden, 0) @ known["types"]
    powers = np.exp(scores - scores.max(1, keepdims=True))
    chance: np.ndarray = powers / powers.sum(1, keepdims=True)
    return chance


def chosen(told: Mentions, chance: np.ndarray) -> np.ndarray:
    """The likely mentions in their order; of the ways to cut a phrase the likeliest, coordinations apart."""
    likely = 1 - chance[:, 0]
    best: dict[tuple[int, bool], int] = {}
    for k in np.flatnonzero(likely > KEPT).tolist():
        key = int(told.head[k]), bool(told.shape[k] == TOGETHER)
        if key not in best or likely[k] > likely[best[key]]:
            best[key] = k
    return np.array(sorted(best.values()), np.int64)


def scores(told: Mentions, chance: np.ndarray, word: np.ndarray, relations: list[str], known: Weights) -> tuple[
    np.ndarray, np.ndarray, np.ndarray
]:  # fmt: skip
    """(mention, antecedent, score) [pairs]; a score above 0 speaks for the link."""
    i, j = pairs.candidates(told)
    seen = np.maximum(word[told.head] @ known["pair_word"], 0)
    ours, theirs = (
        seen @ known[f"{side}_word"] + chance @ known[f"{side}_type"]
        + sum(known[f"{side}_{name}"][getattr(told, name)] for name in PROPERTIES)
        for side in ("mention", "antecedent")
    )  # fmt: skip
    hidden = ours[i] + theirs[j] + (seen[i] * seen[j]) @ known["product"] + known["pair_bias"]
    hidden += pairs.features(told, chance, relations, i, j) @ known["feature"]
    hidden += known["form_form"][told.form[i] * len(known["mention_form"]) + told.form[j]]
    return i, j, np.maximum(hidden, 0) @ known["pair"][:, 0] + known["pair_none"]


def clusters(told: Mentions, i: np.ndarray, j: np.ndarray, score: np.ndarray) -> list[list[int]]:
    """Each mention joins its best antecedent above 0 whose cluster is not of the other sex; two or more make one."""
    member, gender = list(range(len(told.head))), told.gender.tolist()
    good = np.flatnonzero(score > 0)
    for k in good[np.lexsort((-score[good], i[good]))].tolist():
        mine, group = int(i[k]), member[int(j[k])]
        if member[mine] != mine:
            continue
        if UNKNOWN in (gender[mine], gender[group]) or gender[mine] == gender[group]:
            member[mine] = group
            gender[group] = gender[group] or gender[mine]
    found: dict[int, list[int]] = {}
    for k, group in enumerate(member):
        found.setdefault(group, []).append(k)
    return [some for some in found.values() if len(some) > 1]
