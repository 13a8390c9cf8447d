"""The mention ranker on the finished encoder: ``python -m training.coref --data ../shared/data/train``.

Learns from GUM what the int8 encoder, the rules for speech and actors and the cutter of phrases give on plain text, as
at run time; the encoder stays as it is. First the types of phrases, then the antecedents (marginal likelihood of all
right ones, Lee et al. 2017). The links learn from types that were found without having seen the document: each half of
the documents is typed by a network that learnt from the other.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional as F
from tqdm import tqdm

from training.coref_network import Item, Linker, Pairs, Typer
from training.corpora import chains
from wiredesk.annotate import pipeline, states
from wiredesk.annotate.coref import pairs, ranker
from wiredesk.annotate.coref.mentions import NOBODY, Mentions, describe
from wiredesk.annotate.coref.phrases import TOGETHER, Tree, cut
from wiredesk.annotate.encoder import Encoder
from wiredesk.annotate.speech import speech
from wiredesk.annotate.tokens import blank

MISSED = 1.0

One = TypeVar("One")
Network = TypeVar("Network", bound=nn.Module)


def items(texts: Sequence[chains.Text], model: Path) -> tuple[list[Item], list[str]]:
    """The documents as the pipeline reads them, and the names of the relations."""
    pipeline.extend()
    nlp, encoder, made = blank(), Encoder(model), []
    for text in tqdm(texts, desc="the encoder reads", mininterval=10):
        doc = encoder(nlp.make_doc(text.text))
        doc._.speech = speech(doc)
        kept = states.of(doc)
        assert kept is not None
        tree = Tree(doc, kept)
        told = describe(doc, kept, tree, cut(tree))
        made.append(Item(told, kept.word.astype(np.float16), *aligned(doc, told, text.mentions)))
    return made, encoder.labels["dep"]


def aligned(doc: Doc, told: Mentions, gold: Sequence[chains.Mention]) -> tuple[np.ndarray, np.ndarray]:
    """Types of the candidates by the very characters; chains go to every cut of a phrase with that head."""
    at = [(token.idx, token.idx + len(token)) for token in doc]
    spans = {(at[first][0], at[last][1]): k for k, (first, last) in enumerate(zip(told.first, told.last, strict=True))}
    kind, chain = np.zeros(len(told.head), np.int64), np.full(len(told.head), NOBODY)
    names: dict[str, int] = {}
    for mention in sorted(gold, key=lambda one: one[:2] not in spans):
        if mention.type not in ranker.TYPES:
            continue
        number, k = names.setdefault(mention.chain, len(names)), spans.get(mention[:2])
        if k is not None:
            kind[k], chain[k] = ranker.TYPES.index(mention.type), number
        span = doc.char_span(*mention[:2], alignment_mode="expand")
        if span is not None and (k is None or told.shape[k] != TOGETHER):
            chain[(told.head == span.root.i) & (told.shape != TOGETHER) & (chain == NOBODY)] = number
    return kind, chain


def learn_types(some: list[Item], relations: int, epochs: int, seed: int) -> Typer:
    """Each document once an epoch."""
    torch.manual_seed(seed)
    network = Typer(some[0].word.shape[1], relations)
    return _learn(network, some, epochs, seed, "types", lambda item: F.cross_entropy(
        network(item), torch.from_numpy(item.type), reduction="sum"))  # fmt: skip


def _learn(
    network: Network, some: list[One], epochs: int, seed: int, name: str, loss_of: Callable[[One], Tensor]
) -> Network:
    """Adam with a rate that falls to nothing, two documents a step."""
    rng = random.Random(seed)
    steps = epochs * ((len(some) + 1) // 2)
    adam = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.02)
    rate = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: min(1.0, (step + 1) / 30) * max(0.01, 1 - step / steps))
    bar = tqdm(total=steps, desc=name, mininterval=10)
    network.train()
    for _ in range(epochs):
        order, total = rng.sample(some, len(some)), 0.0
        for at in range(0, len(order), 2):
            loss = sum(loss_of(one) for one in order[at : at + 2]) / 300
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            adam.step()
            adam.zero_grad(set_to_none=True)
            rate.step()
            bar.update()
            total += float(loss.detach())
        bar.set_postfix(loss=total)
    return network.eval()


@torch.inference_mode()
def typed(network: Typer, item: Item) -> np.ndarray:
    """The chances of the types, as the ranker gives them."""
    network.eval()
    return F.softmax(network(item), 1).numpy()


def paired(item: Item, chance: np.ndarray, relations: list[str]) -> Pairs:
    """The pairs among the phrases that go on to the links."""
    some = ranker.chosen(item.told, chance)
    told = item.told.take(some)
    i, j = pairs.candidates(told)
    chain = item.chain[some]
    made = pairs.features(told, chance[some], relations, i, j).astype(np.float16)
    right = (chain[i] == chain[j]) & (chain[i] != NOBODY)
    return Pairs(Item(told, item.word, item.type[some], chain), chance[some], i, j, made, right)


def link_loss(network: Linker, some: Pairs) -> Tensor:
    """-log of the chance of all right antecedents of each mention together, or of none.

    Where there is a right one, none has a start of :data:`MISSED` (softmax margin, Gimpel and Smith 2010): chains lose
    more by a link that is missed than by one too many.
    """
    count = len(some.item.told.head)
    score, i = network(some), torch.from_numpy(some.i)
    right = torch.from_numpy(some.right)
    none = torch.zeros(count)
    alone = torch.ones(count, dtype=torch.bool)
    alone[i[right]] = False
    missed = torch.where(alone, none, torch.full((count,), MISSED))
    every = _logsumexp(torch.cat([missed, score]), torch.cat([torch.arange(count), i]), count)
    gold = torch.cat([torch.where(alone, none, torch.full((count,), -1e4)), score.masked_fill(~right, -1e4)])
    return (every - _logsumexp(gold, torch.cat([torch.arange(count), i]), count)).sum()


def _logsumexp(score: Tensor, group: Tensor, groups: int) -> Tensor:
    """Over the scores of each group."""
    top = torch.full((groups,), -1e4).scatter_reduce(0, group, score.detach(), "amax")
    return torch.zeros(groups).index_add(0, group, (score - top[group]).exp()).log() + top


def learn_links(some: list[Pairs], relations: int, epochs: int, seed: int) -> Linker:
    torch.manual_seed(seed)
    network = Linker(some[0].item.word.shape[1], relations, some[0].features.shape[1])
    some = [one for one in some if len(one.i)]
    return _learn(network, some, epochs, seed, "links", lambda one: link_loss(network, one))


def trained(some: list[Item], relations: list[str], epochs: tuple[int, int], seed: int) -> dict[str, np.ndarray]:
    """The arrays of the finished ranker."""
    halves = [some[0::2], some[1::2]]
    typers = [learn_types(half, len(relations), epochs[0], seed) for half in halves]
    seen = [
        paired(item, typed(typer, item), relations)
        for half, typer in zip(halves, reversed(typers), strict=True)
        for item in half
    ]
    typer = learn_types(some, len(relations), epochs[0], seed)
    linker = learn_links(seen, len(relations), epochs[1], seed)
    arrays = {**typer.arrays(), **linker.arrays()}
    return {name: array.detach().numpy().astype(np.float16) for name, array in arrays.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--model", type=Path, default=Path("wiredesk/annotate/model"), help="the exported encoder")
    parser.add_argument("--epochs", type=int, nargs=2, default=(5, 7), help="for types and for links")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    some, relations = items(list(chains.gum(options.data / "gum_open" / "train.conllu")), options.model)
    made = trained(some, relations, tuple(options.epochs), options.seed)
    np.savez_compressed(options.model / "coref.npz", allow_pickle=False, **made)
    print(f"{sum(array.nbytes for array in made.values()) / 1000:.0f} kB of weights")


if __name__ == "__main__":
    main()
