"""English Web Treebank, four layers on the same sentences: syntax, names (UNER), PropBank, factuality (UDS-IH2)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from training.corpora.base import Document, Frame, Sentence, conllu, cue_verbs, verb_group


def ewt(data: Path, part: str) -> list[Document]:
    """Whatever layers of the treebank lie under ``data``."""
    documents = [document for document, _ in conllu(data / "ud_ewt" / f"{part}.conllu")]
    sentences = [sentence for document in documents for sentence in document]
    _names(data / "uner_ewt" / f"{part}.iob2", sentences)
    _roles(data / "propbank_ewt" / f"{part}.jsonl", sentences)
    _factuality(data / "uds_factuality" / f"{part}.jsonl", sentences)
    return documents


def _names(path: Path, sentences: list[Sentence]) -> None:
    named = uner(path) if path.exists() else {}
    for sentence in sentences:
        words, tags = named.get(sentence.id, ([], []))
        if words == sentence.words:
            sentence.entities = [tag if tag[2:] in ("PER", "ORG", "LOC") else "O" for tag in tags]
            sentence.scheme = "coarse"


def uner(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Words and IOB2 tags by sentence id."""
    found = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        sent_id = re.search(r"^# sent_id = (\S+)", block, re.M)
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        if sent_id and rows:
            found[sent_id[1]] = ([row[1] for row in rows], [row[2] for row in rows])
    return found


def _roles(path: Path, sentences: list[Sentence]) -> None:
    """PropBank frames; those of verbs of speech and thought teach attribution as well."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    by_id = {one["id"]: one for one in map(json.loads, lines)}
    for sentence in sentences:
        one = by_id.get(sentence.id)
        if one is None or one["tokens"] != sentence.words:
            continue
        sentence.cues = ["O"] * len(sentence.words)
        for i, word in enumerate(sentence.words):
            if word.lower() == "according":  # announces speech, but is no predicate here
                sentence.cues[i : i + 2] = [None] * len(sentence.cues[i : i + 2])
        for prop in one["props"]:
            spans = [tuple(arg) for arg in prop["args"] if arg[0] != "C-V"]
            sentence.frames.append(Frame("roles", prop["pred"], prop["pred"], spans))
            if prop["sense"].split(".")[0].replace("_", " ") in cue_verbs():
                _attribution(sentence, prop)


def _attribution(sentence: Sentence, prop: dict[str, Any]) -> None:
    """A predicate of speech with a clause as what is said; without one, or in the first person, it teaches nothing."""
    assert sentence.cues is not None and sentence.upos is not None
    first, last = verb_group(sentence, prop["pred"])
    content = [arg for arg in prop["args"] if arg[0] in ("ARG1", "C-ARG1")]
    source = [arg for arg in prop["args"] if arg[0] == "ARG0"]
    clause = any("VERB" in sentence.upos[a[1] : a[2] + 1] and a[2] - a[1] > 1 for a in content)
    own_view = any(sentence.words[a[1]].lower() in ("i", "we", "you") for a in source) or not source
    if not clause or own_view or sentence.upos[prop["pred"]] not in ("VERB", "AUX"):
        sentence.cues[first : last + 1] = [None] * (last - first + 1)
        return
    sentence.cues[first : last + 1] = ["B"] + ["I"] * (last - first)
    spans = [("CON", a[1], a[2]) for a in content] + [("SRC", a[1], a[2]) for a in source]
    sentence.frames.append(Frame("speech", first, last, spans))


def _factuality(path: Path, sentences: list[Sentence]) -> None:
    """UDS-IH2 ratings by word. Its lines carry no sentence number; the words joined by spaces find the sentence."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rated = {one["text"]: one["targets"] for one in map(json.loads, lines)}
    for sentence in sentences:
        for target in rated.get(" ".join(sentence.words), ()):
            sentence.factuality[target["span1"][0]] = float(target["label"])
