"""Sentence embeddings: sentences about the same event on ECB+, ``python -m bench.similarity [--data FOLDER]``.

Two sentences are about the same event when they hold mentions of one event chain of ECB+ (Cybulska and Vossen 2014)
in different documents. For each sentence with at least one such partner all sentences of the other dev documents are
ranked by cosine; mean average precision (as in Manning, Raghavan and Schütze 2008, chapter 8) over these sentences.
Words are joined by single spaces; ours is ``doc.vector``.

The figure beside it is that of the encoder before training (all-MiniLM-L6-v2, fp32, mean over all word pieces, of
length 1) by the same code: ``python -m bench.similarity --reference`` measures it anew, in an environment with
``training/requirements.txt``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.table import Row, found

CORPORA = {"ECB+": "train/ecbplus/dev.*"}
REFERENCE = 75.8
SOURCE = "all-MiniLM-L6-v2, the untouched encoder, fp32, measured with the same code on the same sentences"
Embed = Callable[[list[str]], Any]  # texts -> array [texts, width]; lengths need not be 1


class Sentence(NamedTuple):
    """``chains``: the event chains that it mentions."""

    document: str
    text: str
    chains: frozenset[str]


def sentences(folder: Path) -> list[Sentence]:
    """The sentences of the dev documents in the order of the file."""
    words: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in (folder / "dev.corpus.txt").read_text(encoding="utf-8").splitlines():
        if line:
            document, number, _, word, *_ = line.split("\t")
            words[document, int(number)].append(word)
    chains: dict[tuple[str, int], set[str]] = defaultdict(set)
    for mention in json.loads((folder / "dev.event_mentions.json").read_text(encoding="utf-8")):
        chains[mention["doc_id"], int(mention["sent_id"])].add(mention["coref_chain"])
    return [Sentence(at[0], " ".join(some), frozenset(chains[at])) for at, some in words.items()]


def partners(table: list[Sentence]) -> np.ndarray:
    """Which sentences [sentences, sentences] of different documents share an event chain."""
    return np.array([[a.document != b.document and bool(a.chains & b.chains) for b in table] for a in table])


def average_precision(right: np.ndarray) -> float:
    """Of a ranked list [answers] of right and wrong, best first: the mean precision at the places of the right ones."""
    at = np.flatnonzero(right) + 1
    return float(np.mean(np.arange(1, len(at) + 1) / at))


def mean_average_precision(table: list[Sentence], embed: Embed) -> tuple[float, int]:
    """(per cent, number of sentences that have a partner)."""
    vectors = np.asarray(embed([one.text for one in table]), np.float32)
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    cosine, same = vectors @ vectors.T, partners(table)
    documents = np.array([one.document for one in table])
    precisions = []
    for i in np.flatnonzero(same.any(1)):
        others = np.flatnonzero(documents != documents[i])
        order = others[np.argsort(-cosine[i, others], kind="stable")]
        precisions.append(average_precision(same[i, order]))
    return 100 * float(np.mean(precisions)) if precisions else 0.0, len(precisions)


def ours(texts: list[str]) -> Any:
    """The package's embeddings."""
    import wiredesk

    nlp = wiredesk.load()
    with nlp.select_pipes(enable=["encoder"]):
        return np.stack([np.asarray(doc.vector) for doc in nlp.pipe(texts)])


def untouched(texts: list[str]) -> Any:
    """The embeddings of the encoder before training; needs torch."""
    import torch
    from tokenizers import Tokenizer

    from training.corpora import Sentence as Words
    from training.meaning import embed
    from training.meaning import untouched as network
    from training.train import pretrained
    from training.windows import Cutter

    torch.set_num_threads(1)
    cutter = Cutter(Tokenizer.from_file(str(pretrained() / "tokenizer.json")))
    model = network(cutter, pretrained())
    return torch.cat([embed(model, cutter, [Words(text.split(" "))]) for text in texts]).numpy()


def run(data: Path) -> list[Row]:
    files = found(data, CORPORA["ECB+"])
    if not files:
        return []
    value, number = mean_average_precision(sentences(files[0].parent), ours)
    metric = "sentences of the same event, mean average precision"
    return [Row("ECB+", metric, value, "%", REFERENCE, SOURCE)] if number else []


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--reference", action="store_true", help="measure the encoder before training; needs torch")
    options = parser.parse_args()
    table = sentences(options.data / "train" / "ecbplus")
    value, number = mean_average_precision(table, untouched if options.reference else ours)
    print(f"mean average precision {value:.2f}, {number} of {len(table)} sentences have a partner")


if __name__ == "__main__":
    main()
