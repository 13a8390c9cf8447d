"""The reader on the finished encoder: ``python -m training.reader --checkpoint build/model``.

What it learns from is what it meets at run time: the states and the trees that the int8 encoder gives (only lemmas and
particles, by which rolesets are looked up, are the treebank's). The encoder
stays as it is, so that a pass over the frames takes a minute, not ten. It starts from the reader of the joint training.
"""

from __future__ import annotations

import argparse
import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F
from tqdm import tqdm

from training import corpora, frames
from training.export import load, quantize, reader_to_onnx
from training.network import KINDS, Network
from training.train import follow, pretrained
from training.windows import UNKNOWN, Cutter, Window
from wiredesk.annotate import decode, encoder, ways
from wiredesk.annotate.iob import best_paths, spans

AT_ONCE, AVERAGE = 64, 0.995
FORGET, DROP = 0.15, 0.15  # frames whose tree is withheld; of the states' numbers


@dataclass
class Seen:
    """A window as the encoder reads it: ``word`` [words, width], tree, and the bounds of each word's sentence."""

    word: np.ndarray
    head: list[int]
    relation: list[int]
    sentence: list[tuple[int, int]]
    frames: list[frames.Read]


def see(model: encoder.Encoder, window: Window, labels: dict[str, list[str]]) -> Seen:
    """One pass of the encoder; sentences as the corpus has them, inside our own passages as the encoder cuts them."""
    words = [word for sentence in window.sentences for word in sentence.words]
    cases = [encoder.case_of(getattr(word, window.written)() if window.written else word) for word in words]
    out = model.run(encoder.Window(list(range(len(words))), window.pieces, cases, [False] * len(words)))
    begins = out["start"] > 0
    at = 0
    for sentence in window.sentences:
        if sentence.heads:
            begins[at : at + len(sentence.words)] = False
        begins[at] = True
        at += len(sentence.words)
    head = decode.heads(out["arc"], begins)
    relation = decode.relations(out, head, model.label_weights)
    edges = [*np.flatnonzero(begins).tolist(), len(words)]
    bounds = [(a, b) for a, b in zip(edges, edges[1:], strict=False) for _ in range(b - a)]
    read = list(frames.placed([window], labels))
    return Seen(out["word"].astype(np.float16), head.tolist(), relation.tolist(), bounds, read)


def way(seen: Seen, read: frames.Read, relations: int) -> np.ndarray:
    """The way [words read] from the head of a frame to each word."""
    start, end = seen.sentence[read.head[0]]
    heads = [h - start for h in seen.head[start:end]]
    found = np.full(len(seen.head), ways.ELSEWHERE)
    top = ways.top(heads, read.head[0] - start, min(read.head[1], end - 1) - start)
    found[start:end] = ways.ways(ways.branches(heads, seen.relation[start:end]), heads, top, relations)
    return found[read.first : read.first + len(read.tags)]


@dataclass
class Item:
    """A frame ready to be learnt."""

    seen: Seen
    read: frames.Read
    way: np.ndarray


def items(model: encoder.Encoder, windows: list[Window], labels: dict[str, list[str]]) -> list[Item]:
    made = []
    for window in tqdm(windows, desc="the encoder reads", mininterval=10):
        seen = see(model, window, labels)
        made += [Item(seen, read, way(seen, read, len(labels["dep"]))) for read in seen.frames]
    return made


def batches(some: list[Item], rng: random.Random) -> Iterator[list[Item]]:
    """Frames of one kind and like length together, in random order."""
    made = []
    for kind in KINDS:
        mine = [item for item in some if item.read.kind == kind]
        mine.sort(key=lambda item: len(item.read.tags) + rng.random() * 6)
        made += [mine[i : i + AT_ONCE] for i in range(0, len(mine), AT_ONCE)]
    rng.shuffle(made)
    yield from made


def scores(network: Network, batch: list[Item], *, learning: bool) -> tuple[Tensor, Tensor]:
    """Tag scores [frames, words, tags] and gold tags [frames, words]."""
    given = frames.inputs([item.read for item in batch])
    length = given["at"].shape[1]
    word = torch.zeros(len(batch), length, network.shape.width)
    head = torch.zeros(len(batch), network.shape.width)
    for i, item in enumerate(batch):
        size = len(item.read.tags)
        word[i, :size] = torch.from_numpy(item.seen.word[item.read.first : item.read.first + size].astype(np.float32))
        head[i] = torch.from_numpy(item.seen.word[list(item.read.head)].astype(np.float32).mean(0))
        if not (learning and random.random() < FORGET):
            given["way"][i, :size] = torch.from_numpy(item.way)
    if learning:
        word, head = F.dropout(word, DROP), F.dropout(head, DROP)
    distance = given["at"] - given["head"][:, :1]
    rest = (given[name] for name in ("way", "kind", "absent", "arguments"))
    states = network.reader(word, head, distance, *rest)
    return network.reader.tags[batch[0].read.kind](states), given["tags"]


@torch.inference_mode()
def evaluate(network: Network, some: list[Item]) -> dict[str, float]:
    """Span F1 of each kind, per cent."""
    network.eval()
    count = {kind: [0, 0, 0] for kind in KINDS}
    for batch in batches(some, random.Random(0)):
        kind = batch[0].read.kind
        labels = network.shape.labels[kind]
        rows, _ = scores(network, batch, learning=False)
        cut = [row[: len(item.read.tags)].float().numpy() for row, item in zip(rows, batch, strict=True)]
        for path, item in zip(best_paths(cut, tuple(labels)), batch, strict=True):
            mine = set(spans([labels[i] for i in path]))
            true = set(spans([labels[i] if i != UNKNOWN else "O" for i in item.read.tags]))
            for i, number in enumerate((len(mine & true), len(mine), len(true))):
                count[kind][i] += number
    return {kind: 200 * hit / max(found + gold, 1) for kind, (hit, found, gold) in count.items()}


def learn(network: Network, some: list[Item], dev: list[Item], epochs: int, speed: float, seed: int) -> Network:
    """The averaged weights after that many passes over the frames."""
    rng = random.Random(seed)
    plan = [batch for _ in range(epochs) for batch in batches(some, rng)]
    adam = torch.optim.AdamW(network.reader.parameters(), lr=speed, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1.0, (step + 1) / 100) * max(0.01, 1 - step / len(plan))
    )
    average = copy.deepcopy(network)
    bar = tqdm(plan, desc="reader", mininterval=10)
    for step, batch in enumerate(bar):
        network.train()
        with torch.autocast("cpu", torch.bfloat16):
            rows, tags = scores(network, batch, learning=True)
        loss = F.cross_entropy(rows.float().flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.reader.parameters(), 1.0)
        adam.step()
        adam.zero_grad(set_to_none=True)
        rate.step()
        follow(average, network, min(AVERAGE, (step + 1) / (step + 10)))
        if (step + 1) % (len(plan) // epochs * 3) == 0 or step + 1 == len(plan):
            tqdm.write(f"step {step + 1}: " + " ".join(f"{k} {v:.2f}" for k, v in evaluate(average, dev).items()))
    return average


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--model", type=Path, default=Path("wiredesk/annotate/model"), help="the exported encoder")
    parser.add_argument("--checkpoint", type=Path, default=Path("build/model"))
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--speed", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    network = load(options.checkpoint)
    cutter, model = Cutter(Tokenizer.from_file(str(pretrained() / "tokenizer.json"))), encoder.Encoder(options.model)
    rng = random.Random(options.seed)
    read = [corpora.ewt(options.data, "train"), corpora.gum(options.data, "train"), corpora.own("train")]
    windows = [window for documents in read for window in cutter.cut(documents, rng)]
    taught = items(model, [w for w in windows if any(s.frames for s in w.sentences)], network.shape.labels)
    alone = [[sentence] for document in corpora.ewt(options.data, "dev") for sentence in document]
    dev = items(model, cutter.cut([*alone, *corpora.own("dev")], rng), network.shape.labels)
    print("before:", " ".join(f"{k} {v:.2f}" for k, v in evaluate(network, dev).items()))
    network = learn(network, taught, dev, options.epochs, options.speed, options.seed)
    torch.save(network.reader.state_dict(), options.checkpoint / "reader.pt")
    graph = options.checkpoint / "reader.fp32.onnx"
    reader_to_onnx(network.eval(), graph)
    quantize(graph, options.model / "reader.onnx")


if __name__ == "__main__":
    main()
