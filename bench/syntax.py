"""The shipped encoder on UD English EWT and UNER EWT, gold words: ``python -m bench.syntax [--data FOLDER]``.

UPOS, XPOS, UAS and LAS over all words with punctuation, as in the CoNLL 2018 shared task with gold
segmentation; entity F1 over exact spans of PER, ORG and LOC, as conlleval counts them. Dev portions, a sentence a text
as others measure, and again with whole documents read as running text.

Published: XLM-RoBERTa-large on the same UNER dev portion (model card of universalner/uner_eng_ewt). Figures for tags
and parse are mostly given for raw text and test portions, and do not stand beside these.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

import wiredesk
from bench.table import Row, found
from training.corpora import Sentence, ewt
from training.corpora.base import conllu
from wiredesk.annotate.iob import spans

CORPORA = {"EWT": "train/ud_ewt/dev.conllu", "UNER EWT": "train/uner_ewt/dev.iob2"}
PUBLISHED = {
    "ner": (83.9, "universalner/uner_eng_ewt (model card): XLM-RoBERTa-large, 560 million parameters, same portion")
}


def scores(texts: list[list[Sentence]]) -> dict[str, float]:
    """Percentages of the shipped model, each list of sentences a Doc of its own."""
    nlp = wiredesk.load()
    encoder = nlp.get_pipe("encoder")
    docs = [_doc(nlp, text) for text in texts]
    count: Counter[str] = Counter()
    for text, doc in zip(texts, encoder.pipe(docs), strict=True):  # type: ignore[attr-defined]
        start = 0
        for gold in text:
            _count(gold, doc[start : start + len(gold.words)], count)
            start += len(gold.words)
    result = {name: 100 * count[name] / count["words"] for name in ("upos", "xpos", "uas", "las")}
    return result | {"ner": 200 * count["ner"] / max(count["ner gold"] + count["ner found"], 1)}


def _doc(nlp: Language, text: list[Sentence]) -> Doc:
    words = [word for sentence in text for word in sentence.words]
    starts = [i == 0 for sentence in text for i in range(len(sentence.words))]
    return Doc(nlp.vocab, words=words, sent_starts=starts)  # type: ignore[arg-type]


def _count(gold: Sentence, ours: Span, count: Counter[str]) -> None:
    assert gold.upos and gold.xpos and gold.heads and gold.deps
    count["words"] += len(ours)
    for i, token in enumerate(ours):
        count["upos"] += token.pos_ == gold.upos[i]
        count["xpos"] += token.tag_ == gold.xpos[i]
        right = token.head.i - ours.start == gold.heads[i]
        count["uas"] += right
        count["las"] += right and (token.dep_ if token.dep_ != "ROOT" else "root") == gold.deps[i]
    if gold.entities:
        true = set(spans([tag or "O" for tag in gold.entities]))
        names = [e for e in ours.ents if e.label_ in ("PER", "ORG", "LOC")]
        found = {(e.start - ours.start, e.end - ours.start - 1, e.label_) for e in names}
        count["ner"] += len(true & found)
        count["ner gold"] += len(true)
        count["ner found"] += len(found)


def documents(data: Path) -> list[list[Sentence]]:
    """The dev portion, with names where they are there."""
    if found(data, CORPORA["UNER EWT"]):
        return ewt(data / "train", "dev")
    return [document for document, _ in conllu(data / CORPORA["EWT"])]


def run(data: Path) -> list[Row]:
    if not found(data, CORPORA["EWT"]):
        return []
    texts, rows = documents(data), []
    for metric, value in scores([[sentence] for text in texts for sentence in text]).items():
        name, label = ("UNER EWT", "entity F1") if metric == "ner" else ("EWT", metric.upper())
        if found(data, CORPORA[name]):
            rows.append(Row(name, label, value, "%", *PUBLISHED.get(metric, ())))
    running = scores(texts)
    rows.append(Row("EWT", "LAS in running text", running["las"]))
    if found(data, CORPORA["UNER EWT"]):
        rows.append(Row("UNER EWT", "entity F1 in running text", running["ner"]))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    for row in run(options.data):
        print(f"{row.name:10}{row.metric:10}{row.value:6.2f}")


if __name__ == "__main__":
    main()
