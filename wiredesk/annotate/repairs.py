"""Slips of the parse that its own tags betray, put right on the columns of a document before they are written.

Columns are parallel over the tokens: ``tag`` (Penn Treebank), ``pos`` and ``dep`` (Universal Dependencies), ``head``
(token numbers, a root is its own head). They are changed in place.
"""

from __future__ import annotations

import numpy as np

from wiredesk.knowledge import knowledge


def participles(tag: list[str], dep: list[str], head: np.ndarray) -> None:
    """The noun behind a participle is its object ("citing a commander"): a subject would stand before it."""
    for i in [i for i, relation in enumerate(dep) if relation == "nsubj"]:
        verb = int(head[i])
        if verb < i and tag[verb] == "VBG" and dep[verb] in ("advcl", "acl"):
            dep[i] = "obj"


def finite(tag: list[str], pos: list[str], dep: list[str], head: np.ndarray) -> None:
    """ "Qatar suspended aid": a participle before its noun has no subject; the one that has is the verb of the noun."""
    for subject in [i for i, relation in enumerate(dep) if relation == "nsubj"]:
        verb = int(head[subject])
        noun = int(head[verb])
        if subject < verb < noun and dep[verb] == "amod" and pos[verb] == "VERB" and tag[verb] in ("VBN", "VBD"):
            tag[verb], dep[verb], dep[noun] = "VBD", dep[noun], "obj"
            head[verb], head[noun] = head[noun] if head[noun] != noun else verb, verb
            for i in np.flatnonzero(head == noun).tolist():
                if dep[i] == "punct" or i < subject:
                    head[i] = verb


def citing(words: list[str], pos: list[str], tag: list[str], dep: list[str], head: np.ndarray) -> None:
    """Whom "quoting" or "citing" cites: the noun right behind it that hangs on another verb without a preposition."""
    verbs = knowledge("cues")["citing"]
    found = [i for i, word in enumerate(words) if word in verbs and 0 < i < len(words) - 1]
    cases = {int(head[i]) for i, relation in enumerate(dep) if found and relation == "case" and words[i] not in verbs}
    for i in found:
        noun = int(head[i]) if dep[i] == "case" else i + 1
        while head[noun] > noun and (pos[noun] not in ("NOUN", "PROPN") or dep[noun] == "compound"):
            noun = int(head[noun])
        top = int(head[noun])
        if top == i and dep[noun] == "obl" and noun not in cases:
            dep[noun] = "obj"
        if (
            pos[noun] not in ("NOUN", "PROPN")
            or noun < i
            or dep[noun] != "obl"
            or noun in cases
            or _under(i, top, head)
        ):
            continue
        pos[i], tag[i], dep[i], dep[noun] = "VERB", "VBG", "advcl", "obj"
        head[i], head[noun] = top, i


def _under(above: int, word: int, head: np.ndarray) -> bool:
    """Whether ``word`` is ``above`` or hangs below it."""
    while word != above and head[word] != word:
        word = int(head[word])
    return word == above


def relatives(tag: list[str], dep: list[str], head: np.ndarray) -> None:
    """ "groups in the region that oppose": a verb that does not agree with its noun is about the noun before.

    Only verbs that show their number themselves, and clauses that no comma parts from the noun. Plural names
    ("the Emirates") take either.
    """
    agreeing = {("VBP", "NN", "NNS"), ("VBP", "NNP", "NNS"), ("VBZ", "NNS", "NN"), ("VBZ", "NNS", "NNP")}
    joined = {int(head[i]) for i, relation in enumerate(dep) if relation == "conj"}
    subjects = [i for i, mark in enumerate(tag) if mark in ("WDT", "WP") and dep[i] == "nsubj" and tag[i - 1] != ","]
    for i in subjects:
        verb = int(head[i])
        noun = int(head[verb])
        outer = int(head[noun])
        if (dep[verb], dep[noun]) != ("acl:relcl", "nmod") or noun in joined or outer > noun:
            continue
        if (tag[verb], tag[noun], tag[outer]) in agreeing:
            head[verb] = outer
