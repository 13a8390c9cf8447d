"""What is known of two mentions together: how far apart, how alike, how they stand to each other in the tree."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from wiredesk.annotate.coref.mentions import MANY, NOBODY, ONE, UNKNOWN, Mentions, forms

NEAR, ALIKE = 40, 8  # antecedents looked at: the last ones, and of those before them the last with the same word
SHORTEST, LONGEST = 2, 6  # letters of an acronym
STEPS = (1, 2, 4, 8, 16, 32)  # mentions between
SENTENCES = (0, 1, 2, 4, 8, 16)  # sentences between
PARAGRAPHS = (0, 1, 2)  # paragraphs between; in an interview every second is of the same voice
BETWEEN = (0, 1, 2, 4, 8)  # mentions between that would fit as well
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


def candidates(told: Mentions) -> tuple[np.ndarray, np.ndarray]:
    """(mention, antecedent) [pairs]: the last :data:`NEAR` mentions, and earlier ones that share words or initials."""
    before: dict[str, list[int]] = defaultdict(list)
    first, second = [], []
    keys = [
        {*content, " ".join(content), drawn} - {""}
        for content, drawn in zip(told.content, initials(told)[1], strict=True)
    ]
    for i in range(len(keys)):
        near = max(0, i - NEAR)
        for key in keys[near - 1] if near else ():
            before[key].append(near - 1)
        some = [*sorted({j for key in keys[i] for j in before[key][-ALIKE:]}), *range(near, i)]
        first += [i] * len(some)
        second += some
    return np.array(first, np.int64), np.array(second, np.int64)


def features(told: Mentions, types: np.ndarray, relations: list[str], i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """[pairs, features]: of mention ``i`` and its possible antecedent ``j``. ``types`` [mentions, 4] are chances."""
    columns = [
        *_steps(i - j, STEPS),
        *_steps(told.sentence[i] - told.sentence[j], SENTENCES),
        *_steps(told.paragraph[i] - told.paragraph[j], PARAGRAPHS),
        (told.paragraph[i] - told.paragraph[j]) % 2,
        *_same(told, i, j),
        *_words(told, i, j),
        *_agreement(told, types, i, j),
        *_structure(told, relations, i, j),
        *_voices(told, i, j),
    ]
    return np.stack([np.asarray(column, np.float32) for column in columns], 1)


def _steps(distance: np.ndarray, edges: tuple[int, ...]) -> list[np.ndarray]:
    """One column for each step that the distance does not pass, one for what is beyond."""
    step = np.searchsorted(edges, distance)
    return [step == k for k in range(len(edges) + 1)]


def _same(told: Mentions, i: np.ndarray, j: np.ndarray) -> list[np.ndarray]:
    def both(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        known = (values[i] != NOBODY) & (values[j] != NOBODY)
        return known & (values[i] == values[j]), known & (values[i] != values[j])

    return [*both(told.lemma), both(told.text)[0], *both(told.actor), told.form[i] == told.form[j]]


def _words(told: Mentions, i: np.ndarray, j: np.ndarray) -> list[np.ndarray]:
    """Of the words that tell one from another: shares in common; whether one is the initials of the other."""
    number: dict[str, int] = {}
    ids = [[number.setdefault(word, len(number)) for word in content] for content in told.content]
    has = np.zeros((len(ids), len(number) + 1), np.float32)
    for k, some in enumerate(ids):
        has[k, some] = 1
    size = has.sum(1)
    common = (has @ has.T)[i, j]
    share_i, share_j = common / np.maximum(size[i], 1), common / np.maximum(size[j], 1)
    some = (size[i] > 0) & (size[j] > 0)
    name = forms().index("name")
    names = (told.form[i] == name) & (told.form[j] == name)
    short = initials(told)
    numbers = {text: k for k, text in enumerate(sorted({*short[0], *short[1]} - {""}))}
    spelt, drawn = (np.array([numbers.get(text, NOBODY) for text in side]) for side in short)
    acronym = ((spelt[i] == drawn[j]) & (spelt[i] >= 0)) | ((spelt[j] == drawn[i]) & (spelt[j] >= 0))
    return [
        share_i, share_j, some & (common == 0), acronym,
        names & (common > 0), names & (share_i == 1), names & (share_j == 1),
    ]  # fmt: skip


def initials(told: Mentions) -> tuple[list[str], list[str]]:
    """For each mention, (what might be an acronym, what it would be the acronym of), empty for none."""
    spelt, drawn = [], []
    for content in told.content:
        letters = content[0].replace(".", "") if len(content) == 1 else ""
        spelt.append(letters if SHORTEST <= len(letters) <= LONGEST and letters.isalpha() else "")
        parts = [word[0] for word in content if word[0].isalpha()]
        drawn.append("".join(parts) if SHORTEST <= len(parts) <= LONGEST else "")
    return spelt, drawn


def _agreement(told: Mentions, types: np.ndarray, i: np.ndarray, j: np.ndarray) -> list[np.ndarray]:
    a, b = told.number[i], told.number[j]
    g, h = told.gender[i], told.gender[j]
    known, gendered = (a != UNKNOWN) & (b != UNKNOWN), (g != UNKNOWN) & (h != UNKNOWN)
    alike = (types[i, 1:] * types[j, 1:]).sum(1)
    fits = ~(gendered & (g != h)) & ~((a == ONE) & (b == MANY)) & ~((a == MANY) & (b == ONE)) & (alike > 0.2)
    return [
        known & (a == b), known & (a != b), gendered & (g == h), gendered & (g != h), alike,
        *_steps(_between(i, j, fits), BETWEEN), np.log1p(_often(told))[j],
    ]  # fmt: skip


def _between(i: np.ndarray, j: np.ndarray, fits: np.ndarray) -> np.ndarray:
    """How many fitting antecedents of ``i`` stand between it and ``j``; pairs come by mention, antecedents in order."""
    total = np.cumsum(fits)
    end = np.searchsorted(i, i, side="right") - 1
    between: np.ndarray = total[end] - total
    return between


def _often(told: Mentions) -> np.ndarray:
    """How often the document has the head word of each mention."""
    values, back, counts = np.unique(told.lemma, return_inverse=True, return_counts=True)
    often: np.ndarray = np.where(values == NOBODY, 0, counts)[back]
    return often


def _structure(told: Mentions, relations: list[str], i: np.ndarray, j: np.ndarray) -> list[np.ndarray]:
    subject = np.isin(told.relation, [relations.index(name) for name in SUBJECTS])
    names = {name: told.relation == relations.index(name) for name in ("appos", "conj", "nmod:poss", "compound")}
    below, above = told.governor[i] == told.head[j], told.governor[j] == told.head[i]
    siblings = (told.governor[i] == told.governor[j]) & (told.head[i] != told.head[j])
    return [
        below & names["appos"][i], below & names["conj"][i], below & names["nmod:poss"][i], below,
        above & subject[j], above & names["nmod:poss"][j], above & names["compound"][j], above, siblings,
        subject[i] & subject[j], (told.first[j] <= told.first[i]) & (told.last[i] <= told.last[j]),
        (told.first[i] <= told.first[j]) & (told.last[j] <= told.last[i]), told.head[i] == told.head[j],
    ]  # fmt: skip


def _voices(told: Mentions, i: np.ndarray, j: np.ndarray) -> list[np.ndarray]:
    """Whether they are said by the same voice, or one of them is the speaker of the other."""
    a, b = told.said_by[i], told.said_by[j]
    q, r = told.quotation[i], told.quotation[j]
    return [
        (a == b) & (a != NOBODY), (a != b), a == told.head[j], b == told.head[i],
        (q == r) & (q > 0), (q > 0) & (r == 0), (q == 0) & (r > 0),
    ]  # fmt: skip
