"""The shipped encoder on UD English EWT and UNER EWT, gold words: ``python -m bench.syntax [--data FOLDER]``.

UPOS, XPOS, UAS and LAS over all words with punctuation, as in the CoNLL 2018 shared task with gold
segmentation; entity F1 over exact spans of PER, ORG and LOC, as conlleval counts them. Dev portions.

Published: XLM-RoBERTa-large on the same UNER dev portion (model card of universalner/uner_eng_ewt). Figures for tags
and parse are mostly given for raw text and test portions, and do not stand beside these.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from spacy.tokens import Doc

import wiredesk
from bench.table import Row, found
from training.corpora import Sentence, ewt
from training.corpora.base import conllu
from wiredesk.annotate.iob import spans

CORPORA = {"EWT": "train/ud_ewt/dev.conllu", "UNER EWT": "train/uner_ewt/dev.iob2"}
PUBLISHED = {
    "ner": (83.9, "universalner/uner_eng_ewt (model card): XLM-RoBERTa-large, 560 million parameters, same portion")
}


def scores(sentences: list[Sentence]) -> dict[str, float]:
    """Percentages of the shipped model, each sentence a Doc of its own."""
    nlp = wiredesk.load()
    encoder = nlp.get_pipe("encoder")
    docs = [Doc(nlp.vocab, words=s.words, sent_starts=_one_sentence(s)) for s in sentences]
    count: Counter[str] = Counter()
    for gold, doc in zip(sentences, encoder.pipe(docs), strict=True):  # type: ignore[attr-defined]
        _count(gold, doc, count)
    result = {name: 100 * count[name] / count["words"] for name in ("upos", "xpos", "uas", "las")}
    return result | {"ner": 200 * count["ner"] / max(count["ner gold"] + count["ner found"], 1)}


def _one_sentence(sentence: Sentence) -> list[bool | int | None]:
    return [i == 0 for i in range(len(sentence.words))]


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
        true = set(spans([tag or "O" for tag in gold.entities]))
        found = {(e.start, e.end - 1, e.label_) for e in doc.ents if e.label_ in ("PER", "ORG", "LOC")}
        count["ner"] += len(true & found)
        count["ner gold"] += len(true)
        count["ner found"] += len(found)


def sentences(data: Path) -> list[Sentence]:
    """The dev portion, with names where they are there."""
    if found(data, CORPORA["UNER EWT"]):
        return [sentence for document in ewt(data / "train", "dev") for sentence in document]
    return [sentence for document, _ in conllu(data / CORPORA["EWT"]) for sentence in document]


def run(data: Path) -> list[Row]:
    if not found(data, CORPORA["EWT"]):
        return []
    rows = []
    for metric, value in scores(sentences(data)).items():
        name, label = ("UNER EWT", "entity F1") if metric == "ner" else ("EWT", metric.upper())
        if found(data, CORPORA[name]):
            rows.append(Row(name, label, value, "%", *PUBLISHED.get(metric, ())))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    for row in run(options.data):
        print(f"{row.name:10}{row.metric:10}{row.value:6.2f}")


if __name__ == "__main__":
    main()
