"""The sentence embedding: it learns to give the vectors that the untouched encoder gives.

In training this keeps the encoder from forgetting what sentences mean (:func:`give`, the loss in ``training.losses``);
the map that ships is fitted afterwards to the finished int8 encoder, by ridge regression (:func:`fit`).
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from tqdm import tqdm

from training.corpora import Document, Sentence
from training.network import Network, Shape
from training.windows import Cutter

BATCH, LONGEST = 64, 200  # sentences together; word pieces read of each
FITTED, SHORTEST, RIDGE = 15_000, 4, 1.0  # sentences that the map is fitted to, words of the shortest, its penalty


def give(documents: list[Document], cutter: Cutter, pretrained: Path, cache: Path) -> None:
    """Sets ``meaning`` of every sentence; the vectors are kept in ``cache`` for the next start."""
    sentences = [sentence for document in documents for sentence in document]
    kept = torch.load(cache) if cache.exists() else {}
    missing = [s for s in sentences if _key(s) not in kept]
    if missing:
        missing.sort(key=lambda s: len(s.words))
        network = untouched(cutter, pretrained)
        for i in tqdm(range(0, len(missing), BATCH), desc="embeddings of the untouched encoder", mininterval=10):
            some = missing[i : i + BATCH]
            for sentence, vector in zip(some, embed(network, cutter, some), strict=True):
                kept[_key(sentence)] = vector.half()
        torch.save(kept, cache)
    for sentence in sentences:
        sentence.meaning = kept[_key(sentence)].float()


def _key(sentence: Sentence) -> str:
    return " ".join(sentence.words)


def untouched(cutter: Cutter, pretrained: Path) -> Network:
    """The pretrained encoder in a network whose heads are empty."""
    names = ("upos", "xpos", "ner", "cue", "event", "status", "dep", "roles", "speech", "event_roles")
    network = Network(Shape(labels={name: ["O"] for name in names}))
    network.load_pretrained(pretrained / "model.safetensors")
    return network.eval()


@torch.inference_mode()
def embed(network: Network, cutter: Cutter, sentences: list[Sentence]) -> Tensor:
    """Mean over all pieces with the two marks at the ends, of length 1: how the encoder was made to be read."""
    rows = [[101, *cutter.window([sentence]).flat[:LONGEST], 102] for sentence in sentences]
    pieces = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    for i, row in enumerate(rows):
        pieces[i, : len(row)] = torch.tensor(row)
    states = network.encode(pieces, torch.zeros_like(pieces))
    inside = (pieces != 0)[:, :, None]
    return F.normalize((states * inside).sum(1) / inside.sum(1), dim=-1)


def fit(model: Path, sentences: list[Sentence]) -> tuple[np.ndarray, np.ndarray]:
    """(weight [width, width], bias [width]) of the map from the mean of a sentence's word states to its ``meaning``."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from wiredesk.annotate.encoder import Encoder

    encoder, vocab = Encoder(model), Vocab()
    some = [s for s in sentences if len(s.words) >= SHORTEST and s.meaning is not None]
    some = random.Random(1).sample(some, min(FITTED, len(some)))
    means = []
    for sentence in tqdm(some, desc="sentence embedding", mininterval=10):
        windows = encoder.encode(Doc(vocab, words=sentence.words))
        means.append(np.concatenate([window.out["word"] for window in windows if window.out]).mean(0))
    given = np.column_stack([np.array(means, np.float64), np.ones(len(means))])
    wanted = torch.stack([sentence.meaning for sentence in some]).double().numpy()
    solved = np.linalg.solve(given.T @ given + RIDGE * np.eye(given.shape[1]), given.T @ wanted)
    return solved[:-1].T, solved[-1]
