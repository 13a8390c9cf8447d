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

from wiredesk.annotate import rolesets, ways

TAGS = ("upos", "xpos", "ner", "cue", "event", "status")  # heads that give each word one class
OUTPUTS = (*TAGS, "start", "arc", "label_dep", "label_head", "fact", "word")  # of the exported encoder, in order
KINDS = ("roles", "speech", "event_roles")  # what the reader reads for
FARTHEST = 32  # words from the predicate; beyond, all distances are one
CASES = ("lower", "Title", "UPPER", "miXed", "digit", "I", "other")  # wiredesk.annotate.encoder.case_of


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
    reader: int = 192
    reader_layers: int = 2
    dropout: float = 0.1
    labels: dict[str, list[str]] = field(default_factory=dict)  # names of each head's classes, in order


class Dropout(nn.Module):
    """Dropout with a chance in 256ths. A random number serves eight elements; torch draws one for each, which takes a
    tenth of a step."""

    def __init__(self, chance: float) -> None:
        super().__init__()
        self.below = round(256 * chance)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.below:
            return x
        drawn = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device).random_(-(2**63), None)
        kept = drawn.view(torch.uint8)[: x.numel()].view(x.shape) >= self.below
        return x * kept.to(x.dtype).mul_(256 / (256 - self.below))


class Layer(nn.Module):
    """One Transformer layer, post-norm as in BERT; no dropout on attention."""

    def __init__(self, width: int, heads: int, feed_forward: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, feed_forward), nn.Linear(feed_forward, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        size = width // self.heads

        def split(y: Tensor) -> Tensor:
            return y.reshape(batch, length, self.heads, size).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / size**0.5 + mask
        mixed = scores.softmax(-1) @ split(self.value(x))
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Reader(nn.Module):
    """Reads a stretch of text for one predicate, cue or trigger: who, whom, what is said; BIO tags by word.

    A small Transformer over the encoder's states of the words, to which the state of the predicate, the distance
    to it, the way to it through the dependency tree, the kind of frame and what the word's rolesets say are added.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.reader
        self.word, self.head = nn.Linear(shape.width, width), nn.Linear(shape.width, width)
        self.product = nn.Linear(width, width)
        self.distance = nn.Embedding(2 * FARTHEST + 1, width)
        self.way = nn.Embedding(ways.count(len(shape.labels["dep"])), width)
        nn.init.zeros_(self.way.weight)
        self.kind = nn.Embedding(len(KINDS), width)
        self.rolesets = nn.Parameter(torch.zeros(rolesets.SIZE, width))
        self.norm = nn.LayerNorm(width)
        self.stack = nn.ModuleList(
            Layer(width, width // 32, 4 * width, shape.dropout) for _ in range(shape.reader_layers)
        )
        self.tags = nn.ModuleDict({kind: nn.Linear(width, len(shape.labels[kind])) for kind in KINDS})

    def forward(
        self,
        words: Tensor,
        head: Tensor,
        distance: Tensor,
        way: Tensor,
        kind: Tensor,
        absent: Tensor,
        arguments: Tensor,
    ) -> Tensor:
        """States [frames, words, width] of ``words`` [frames, words, width] read for ``head`` [frames, width].

        ``distance`` [frames, words] is signed, in words; ``way`` [frames, words] (:mod:`wiredesk.annotate.ways`)
        through the tree; ``kind`` [frames]; ``absent`` [frames, words] marks padding; ``arguments``
        [frames, rolesets.SIZE] (:mod:`wiredesk.annotate.rolesets`).
        """
        word, top = self.word(words), (self.head(head) + arguments @ self.rolesets)[:, None, :]
        far = self.distance(distance.clamp(-FARTHEST, FARTHEST) + FARTHEST)
        near = far + self.way(way) + self.kind(kind)[:, None, :]
        x = self.norm(word + top + self.product(word * top) + near)
        mask = absent[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.stack:
            x = layer(x, mask)
        return x


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
        sizes = (width, shape.heads, shape.feed_forward, shape.dropout)
        self.stack = nn.ModuleList(Layer(*sizes) for _ in range(shape.layers))
        self.drop, self.drop_head = Dropout(shape.dropout), Dropout(0.25)
        self.tags = nn.ModuleDict({name: nn.Linear(width, len(shape.labels[name])) for name in TAGS})
        self.fact = nn.Sequential(nn.Linear(width, 128), nn.GELU(), nn.Linear(128, 1))
        self.meaning = nn.Linear(width, width)
        self.reader = Reader(shape)
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

        Gives logits of :data:`TAGS` [batch, words, labels], start [batch, words], arc [batch, words, words]
        (row: the word, column: its head; the diagonal is the root), the two sides of the label scorer, fact
        (factuality, -3 to 3) [batch, words] and word, the states that the reader and the embedding take.
        """
        x = self.encode(pieces, cases)
        rows = torch.arange(pieces.shape[0], device=pieces.device)[:, None]
        word = self.drop_head((x[rows, first] + x[rows, last]) / 2)
        out = {name: head(word) for name, head in self.tags.items()} | {"word": word}
        out["fact"] = self.fact(word).squeeze(-1)
        out["start"] = self.start(word).squeeze(-1)
        dep, head = self.drop_head(F.gelu(self.arc_dep(word))), self.drop_head(F.gelu(self.arc_head(word)))
        out["arc"] = self.arc(dep) @ head.transpose(1, 2) / self.shape.arc**0.5 + self.arc_bias(head).transpose(1, 2)
        out["label_dep"] = self.drop_head(F.gelu(self.label_dep(word)))
        out["label_head"] = self.drop_head(F.gelu(self.label_head(word)))
        return out

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Relation logits for pairs [..., label] of a word and its head."""
        return self.label(torch.cat([dep * head, dep, head], -1))

    def read(self, word: Tensor, given: dict[str, Tensor]) -> Tensor:
        """Tag scores [frames, words, tags] of frames of one kind (:func:`training.frames.inputs`)."""
        rows = given["row"][:, None]
        heads = word[rows, given["head"]].mean(1)
        distance = given["at"] - given["head"][:, :1]
        rest = (given[name] for name in ("way", "kind", "absent", "arguments"))
        states = self.reader(word[rows, given["at"]], heads, distance, *rest)
        return self.reader.tags[KINDS[int(given["kind"][0])]](states)

    def meanings(self, means: Tensor) -> Tensor:
        """Sentence embeddings [..., width] from the mean of the words' states [..., width], of length 1."""
        return F.normalize(self.meaning(means), dim=-1)

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
