"""The shipped encoder on UD English EWT and UNER EWT, gold words: ``python -m bench.syntax``.

UPOS, XPOS, UAS and LAS over all words with punctuation, as in the CoNLL 2018 shared task with gold
segmentation; entity F1 over exact spans of PER, ORG and LOC, as conlleval counts them. Dev portions.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from spacy.tokens import Doc

import wiredesk
from training.corpora import Sentence, ewt
from training.evaluate_spans import spans

DATA = Path(os.environ.get("WIREDESK_DATA", Path(__file__).parents[2] / "shared" / "data"))


def scores(sentences: list[Sentence]) -> dict[str, float]:
    """Percentages of the shipped model, each sentence a Doc of its own."""
    nlp = wiredesk.load()
    encoder = nlp.get_pipe("encoder")
    docs = [Doc(nlp.vocab, words=s.words, sent_starts=[True] + [False] * (len(s.words) - 1)) for s in sentences]
    count: Counter[str] = Counter()
    for gold, doc in zip(sentences, encoder.pipe(docs), strict=True):  # type: ignore[attr-defined]
        _count(gold, doc, count)
    result = {name: 100 * count[name] / count["words"] for name in ("upos", "xpos", "uas", "las")}
    return result | {"ner": 200 * count["ner"] / max(count["ner gold"] + count["ner found"], 1)}


def _count(gold: Sentence, doc: Doc, count: Counter[str]) -> None:
    assert gold.upos and gold.xpos and gold.heads and gold.deps
    count["words"] += len(doc)
    for i, token in enumerate(doc):
        count["upos"] += token.pos_ == gold.upos[i]
        count["xpos"] += token.tag_ == gold.xpos[i]
        right = token.head.i == gold.heads[i]
        count["uas"] += right
        count["las"] += right and (token.dep_ if token.dep_ != "ROOT" else "root") == gold.deps[i]
    if gold.entities:
        true = spans(tag or "O" for tag in gold.entities)
        found = {(e.start, e.end - 1, e.label_) for e in doc.ents if e.label_ in ("PER", "ORG", "LOC")}
        count["ner"] += len(true & found)
        count["ner gold"] += len(true)
        count["ner found"] += len(found)


def main() -> None:
    if not (DATA / "train" / "ud_ewt").is_dir():
        raise SystemExit(f"bench.syntax: {DATA} has no train/ud_ewt; set WIREDESK_DATA to the folder of the corpora")
    sentences = [sentence for document in ewt(DATA / "train", "dev") for sentence in document]
    print("  ".join(f"{name} {value:.2f}" for name, value in scores(sentences).items()))


if __name__ == "__main__":
    main()
