"""The networks of the mention ranker, for training; :mod:`wiredesk.annotate.coref.ranker` computes the same in numpy.

Arrays (float16 in ``coref.npz``): ``word`` [width, 64] shrinks the states; ``around`` [5 * 64, hidden] takes those of
the five tokens of :func:`wiredesk.annotate.coref.ranker.around`; ``types`` [hidden, 4]; ``pair_word`` [width, 48]
shrinks the states of heads; the rest is named as in the ranker.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from wiredesk.annotate.coref import ranker
from wiredesk.annotate.coref.mentions import Mentions, sizes

WORD, TYPE_HIDDEN, PAIR_WORD, PAIR_HIDDEN = 64, 64, 48, 64
DROP_WORD, DROP = 0.2, 0.2


class Item(NamedTuple):
    """A document: its candidates, the states of the words around each, their gold types and chains (-1: none)."""

    told: Mentions
    word: np.ndarray
    type: np.ndarray
    chain: np.ndarray


class Pairs(NamedTuple):
    """The pairs of a document: mention, antecedent, features, and whether they are of one chain."""

    item: Item
    chance: np.ndarray
    i: np.ndarray
    j: np.ndarray
    features: np.ndarray
    right: np.ndarray


class Table(nn.Module):
    """A row for each value of each property of a mention, summed."""

    def __init__(self, relations: int, width: int) -> None:
        super().__init__()
        self.rows = nn.ModuleDict({name: nn.Embedding(size, width) for name, size in sizes(relations).items()})
        for rows in self.rows.values():
            nn.init.normal_(rows.weight, std=0.05)

    def forward(self, told: Mentions) -> Tensor:
        return sum(rows(torch.from_numpy(getattr(told, name))) for name, rows in self.rows.items())

    def arrays(self, prefix: str) -> dict[str, Tensor]:
        return {f"{prefix}_{name}": rows.weight for name, rows in self.rows.items()}


class Typer(nn.Module):
    """Scores of the types of phrases."""

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        self.word = nn.Linear(width, WORD, bias=False)
        self.around = nn.Linear(5 * WORD, TYPE_HIDDEN)
        self.table = Table(relations, TYPE_HIDDEN)
        self.types = nn.Linear(TYPE_HIDDEN, len(ranker.TYPES), bias=False)

    def forward(self, item: Item) -> Tensor:
        word = torch.from_numpy(item.word.astype(np.float32))
        seen = self.word(F.dropout(word, DROP_WORD, self.training))
        seen = torch.cat([seen, torch.zeros(1, WORD)])[torch.from_numpy(ranker.around(item.told, len(word)))]
        hidden = F.relu(self.around(seen.flatten(1)) + self.table(item.told))
        return self.types(F.dropout(hidden, DROP, self.training))

    def arrays(self) -> dict[str, Tensor]:
        return {
            "word": self.word.weight.T, "around": self.around.weight.T, "type_bias": self.around.bias,
            "types": self.types.weight.T, **self.table.arrays("type"),
        }  # fmt: skip


class Linker(nn.Module):
    """Scores of pairs."""

    def __init__(self, width: int, relations: int, features: int) -> None:
        super().__init__()
        self.word = nn.Linear(width, PAIR_WORD, bias=False)
        self.sides = nn.ModuleList([nn.Linear(PAIR_WORD, PAIR_HIDDEN, bias=False) for _ in range(2)])
        self.types = nn.ModuleList([nn.Linear(len(ranker.TYPES), PAIR_HIDDEN, bias=False) for _ in range(2)])
        self.tables = nn.ModuleList([Table(relations, PAIR_HIDDEN) for _ in range(2)])
        self.product = nn.Linear(PAIR_WORD, PAIR_HIDDEN)
        self.features = nn.Linear(features, PAIR_HIDDEN, bias=False)
        self.forms = nn.Embedding(sizes(relations)["form"] ** 2, PAIR_HIDDEN)
        self.pair = nn.Linear(PAIR_HIDDEN, 1)
        nn.init.normal_(self.forms.weight, std=0.05)

    def forward(self, some: Pairs) -> Tensor:
        told = some.item.told
        heads = torch.from_numpy(some.item.word[told.head].astype(np.float32))
        seen = F.relu(self.word(F.dropout(heads, DROP_WORD, self.training)))
        chance = torch.from_numpy(some.chance)
        ours, theirs = (
            side(seen) + types(chance) + table(told)
            for side, types, table in zip(self.sides, self.types, self.tables, strict=True)
        )
        i, j = torch.from_numpy(some.i), torch.from_numpy(some.j)
        hidden = ours[i] + theirs[j] + self.product(seen[i] * seen[j])
        hidden = hidden + self.features(torch.from_numpy(some.features.astype(np.float32)))
        number = torch.from_numpy(told.form[some.i] * sizes(1)["form"] + told.form[some.j])
        hidden = F.relu(hidden + self.forms(number))
        return self.pair(F.dropout(hidden, DROP, self.training))[:, 0]

    def arrays(self) -> dict[str, Tensor]:
        named: dict[str, Tensor] = {}
        for name, side, types, table in zip(
            ("mention", "antecedent"), self.sides, self.types, self.tables, strict=True
        ):
            named |= {f"{name}_word": side.weight.T, f"{name}_type": types.weight.T, **table.arrays(name)}
        return named | {
            "pair_word": self.word.weight.T, "product": self.product.weight.T, "pair_bias": self.product.bias,
            "feature": self.features.weight.T, "form_form": self.forms.weight, "pair": self.pair.weight.T,
            "pair_none": self.pair.bias,
        }  # fmt: skip
