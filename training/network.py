"""The network: a BERT encoder (MiniLM-L6) with word-level heads for tags, names, sentence starts and dependencies.

One pass over a window of text gives everything. The encoder is uncased, so the case of each word comes in
as an embedding of its own (:data:`CASES`), zero at the start of training. A word is the mean of its first
and its last piece. Dependencies: deep biaffine arcs (Dozat and Manning 2017); a root is a word that is its
own head, so a window may hold several sentences. Labels are scored from an elementwise product, a
biaffine form of low rank, for one head a word.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

CASES = ("lower", "Title", "UPPER", "miXed", "digit", "I", "other")


def case_of(word: str) -> int:
    """Index into :data:`CASES`; must stay what ``wiredesk.annotate.encoder.case_of`` is (tested)."""
    if any(ch.isdigit() for ch in word):
        return 4
    letters = [ch for ch in word if ch.isalpha()]
    if not letters:
        return 6
    upper = [ch.isupper() for ch in letters]
    if not any(upper):
        return 0
    if all(upper):
        return 5 if len(letters) == 1 else 2
    return 1 if upper[0] and not any(upper[1:]) else 3


@dataclass
class Shape:
    """Sizes; the encoder's are those of MiniLM-L6-H384."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    arc: int = 256
    label: int = 192
    dropout: float = 0.1
    labels: dict[str, list[str]] = field(default_factory=dict)  # upos, xpos, ner, dep: names in order


class Layer(nn.Module):
    """One Transformer layer, post-norm as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.heads, self.rate = shape.heads, shape.dropout
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, shape.feed_forward), nn.Linear(shape.feed_forward, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        size = width // self.heads

        def split(y: Tensor) -> Tensor:
            return y.reshape(batch, length, self.heads, size).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / size**0.5 + mask
        mixed = self.drop(scores.softmax(-1)) @ split(self.value(x))
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.words = nn.Embedding(shape.vocabulary, width)
        self.place = nn.Embedding(shape.positions, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.case = nn.Embedding(len(CASES), width)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.stack = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.drop, self.drop_head = nn.Dropout(shape.dropout), nn.Dropout(0.25)
        self.tags = nn.ModuleDict({name: nn.Linear(width, len(shape.labels[name])) for name in ("upos", "xpos", "ner")})
        self.start = nn.Linear(width, 1)
        self.arc_dep, self.arc_head = nn.Linear(width, shape.arc), nn.Linear(width, shape.arc)
        self.arc = nn.Linear(shape.arc, shape.arc)
        self.arc_bias = nn.Linear(shape.arc, 1)
        self.label_dep, self.label_head = nn.Linear(width, shape.label), nn.Linear(width, shape.label)
        self.label = nn.Linear(3 * shape.label, len(shape.labels["dep"]))

    def encode(self, pieces: Tensor, cases: Tensor) -> Tensor:
        """Pieces and cases, both [batch, pieces] (0 pads) -> [batch, pieces, width]."""
        x = self.words(pieces) + self.place.weight[: pieces.shape[1]] + self.kind + self.case(cases)
        x = self.drop(self.norm(x))
        mask = (pieces == 0)[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.stack:
            x = layer(x, mask)
        return x

    def forward(self, pieces: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """``first`` and ``last`` [batch, words]: each word's first and last piece.

        Gives logits upos, xpos, ner [batch, words, labels], start [batch, words], arc [batch, words, words]
        (row: the word, column: its head; the diagonal is the root) and the two sides of the label scorer.
        """
        x = self.encode(pieces, cases)
        rows = torch.arange(pieces.shape[0], device=pieces.device)[:, None]
        word = self.drop_head((x[rows, first] + x[rows, last]) / 2)
        out = {name: head(word) for name, head in self.tags.items()}
        out["start"] = self.start(word).squeeze(-1)
        dep, head = self.drop_head(F.gelu(self.arc_dep(word))), self.drop_head(F.gelu(self.arc_head(word)))
        out["arc"] = self.arc(dep) @ head.transpose(1, 2) / self.shape.arc**0.5 + self.arc_bias(head).transpose(1, 2)
        out["label_dep"] = self.drop_head(F.gelu(self.label_dep(word)))
        out["label_head"] = self.drop_head(F.gelu(self.label_head(word)))
        return out

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Relation logits for pairs [..., label] of a word and its head."""
        return self.label(torch.cat([dep * head, dep, head], -1))

    def load_pretrained(self, path: Path) -> None:
        """Weights of a BERT encoder saved as safetensors."""
        weights = {name.removeprefix("bert."): tensor for name, tensor in load_file(path).items()}
        own = self.state_dict()
        for name, theirs in _names(self.shape.layers):
            own[name].copy_(weights[theirs])
        own["kind"].copy_(weights["embeddings.token_type_embeddings.weight"][0])

    def description(self) -> dict[str, object]:
        return asdict(self.shape)


def _names(layers: int) -> list[tuple[str, str]]:
    pairs = [
        ("words.weight", "embeddings.word_embeddings.weight"),
        ("place.weight", "embeddings.position_embeddings.weight"),
        ("norm.weight", "embeddings.LayerNorm.weight"),
        ("norm.bias", "embeddings.LayerNorm.bias"),
    ]
    inside = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
        "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for i in range(layers):
        for ours, theirs in inside.items():
            for part in ("weight", "bias"):
                pairs.append((f"stack.{i}.{ours}.{part}", f"encoder.layer.{i}.{theirs}.{part}"))
    return pairs
