"""Accuracy on the dev portions, gold words: UPOS, XPOS, UAS, LAS (with punctuation), entity F1, sentence starts."""

from __future__ import annotations

import random
from collections import Counter

import torch

from training.corpora import Document
from training.evaluate_spans import spans
from training.network import Network
from training.windows import UNKNOWN, Cutter, batches, tensors


@torch.inference_mode()
def evaluate(network: Network, cutter: Cutter, documents: list[Document], *, alone: bool = True) -> dict[str, float]:
    """Percentages. ``alone``: one sentence a window, as the published figures are measured; else running windows."""
    network.eval()
    cut = [[sentence] for document in documents for sentence in document] if alone else documents
    windows = cutter.cut(cut, random.Random(0))
    count: Counter[str] = Counter()
    for batch in batches(windows, random.Random(0), 4000):
        gold = tensors(batch, network.shape.labels)
        out = network(gold["pieces"], gold["cases"], gold["first"], gold["last"])
        for name in ("upos", "xpos"):
            known = gold[name] != UNKNOWN
            count[name] += int((out[name].argmax(-1) == gold[name])[known].sum())
            count[name + " all"] += int(known.sum())
        _parse(network, gold, out, count)
        _starts(gold, out, count)
        _names(network, gold, out, count)
    ratio = {name: 100 * count[name] / max(count[name + " all"], 1) for name in ("upos", "xpos", "uas", "las")}
    ratio |= {name: _f1(count, name) for name in ("ner", "start")}
    return ratio


def _f1(count: Counter[str], name: str) -> float:
    return 200 * count[name] / max(count[name + " gold"] + count[name + " found"], 1)


def _parse(network: Network, gold: dict[str, torch.Tensor], out: dict[str, torch.Tensor], count: Counter[str]) -> None:
    same = (gold["sentence"][:, :, None] == gold["sentence"][:, None, :]) & (gold["sentence"] > 0)[:, None, :]
    heads = out["arc"].masked_fill(~same, -1e4).argmax(-1)
    picked = out["label_head"].gather(1, heads[:, :, None].expand(-1, -1, out["label_head"].shape[-1]))
    labels = network.label_scores(out["label_dep"], picked).argmax(-1)
    known = gold["head"] != UNKNOWN
    right = (heads == gold["head"]) & known
    count["uas"] += int(right.sum())
    count["las"] += int((right & (labels == gold["dep"])).sum())
    count["uas all"] += int(known.sum())
    count["las all"] += int(known.sum())


def _starts(gold: dict[str, torch.Tensor], out: dict[str, torch.Tensor], count: Counter[str]) -> None:
    known = gold["start"] != UNKNOWN
    said, true = (out["start"] > 0) & known, (gold["start"] == 1) & known
    count["start"] += int((said & true).sum())
    count["start gold"] += int(true.sum())
    count["start found"] += int(said.sum())


def _names(network: Network, gold: dict[str, torch.Tensor], out: dict[str, torch.Tensor], count: Counter[str]) -> None:
    names = network.shape.labels["ner"]
    said = out["ner"].masked_fill(~gold["known"][:, None, :], -1e4).argmax(-1)
    for row in range(said.shape[0]):
        known = [i for i, tag in enumerate(gold["ner"][row].tolist()) if tag != UNKNOWN]
        a = spans(names[said[row, i]] for i in known)
        b = spans(names[gold["ner"][row, i]] for i in known)
        count["ner"] += len(a & b)
        count["ner gold"] += len(b)
        count["ner found"] += len(a)
