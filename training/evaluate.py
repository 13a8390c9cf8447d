"""Accuracy on the dev portions, gold words, for the training log: a figure for each head whose layer is there."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import torch

from training import frames
from training.corpora import SCHEMES, Document, tags
from training.network import KINDS, Network
from training.windows import UNKNOWN, Cutter, Window, batches, entity_table, tensors
from wiredesk.annotate.decode import LABEL
from wiredesk.annotate.iob import best_path, finer_spans, spans

EXACT, SPANS = ("upos", "xpos", "uas", "las", "status"), ("ner", "start", "cue", "event", *KINDS)  # share right; F1


@torch.inference_mode()
def evaluate(network: Network, cutter: Cutter, documents: list[Document], *, alone: bool = True) -> dict[str, float]:
    """Percentages. ``alone``: one sentence a window, as the published figures are measured; else running windows."""
    network.eval()
    cut = [[sentence] for document in documents for sentence in document] if alone else documents
    windows = cutter.cut(cut, random.Random(0))
    count: Counter[str] = Counter()
    facts: list[tuple[float, float]] = []
    for batch in batches(windows, random.Random(0), 4000):
        gold = tensors(batch, network.shape.labels)
        out = network(gold["pieces"], gold["cases"], gold["first"], gold["last"])
        for name in ("upos", "xpos", "status"):
            known = gold[name] != UNKNOWN
            count[name] += int((out[name].argmax(-1) == gold[name])[known].sum())
            count[name + " all"] += int(known.sum())
        _parse(network, gold, out, count)
        _starts(gold, out, count)
        _names(gold, out, count)
        for name in ("cue", "event"):
            _words(network.shape.labels[name], gold[name], out[name].argmax(-1), count, name)
        rated = ~gold["fact"].isnan()
        facts += zip(gold["fact"][rated].tolist(), out["fact"][rated].clamp(-3, 3).tolist(), strict=True)
        _frames(network, batch, out["word"], count)
    return _shares(count) | _factuality(facts)


def _shares(count: Counter[str]) -> dict[str, float]:
    right = {name: 100 * count[name] / count[name + " all"] for name in EXACT if count[name + " all"]}
    return right | {name: _f1(count, name) for name in SPANS if count[name + " gold"]}


def _factuality(facts: list[tuple[float, float]]) -> dict[str, float]:
    if len(facts) < 3:
        return {}
    true, said = torch.tensor(facts).T
    r = torch.corrcoef(torch.stack([true, said]))[0, 1].item()
    return {"fact r": 100 * r, "fact mae": (true - said).abs().mean().item()}


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


def _names(gold: dict[str, torch.Tensor], out: dict[str, torch.Tensor], count: Counter[str]) -> None:
    """Entity F1 in the labels of the corpus: ours are taken for the coarser ones that they stand for."""
    rows = {number: (scheme, tag) for (scheme, tag), number in entity_table()[0].items()}
    for row in range(len(out["ner"])):
        known = [i for i, tag in enumerate(gold["ner"][row].tolist()) if tag != UNKNOWN]
        if not known:
            continue
        theirs = [rows[int(gold["ner"][row, i])] for i in known]
        scheme = theirs[0][0]
        back = {ours: label for label, some in SCHEMES[scheme].items() for ours in some}
        said = ["O"] * len(out["ner"][row])
        for first, last, kind in finer_spans(out["ner"][row].float().numpy(), tuple(tags()), LABEL):
            if kind in back:
                said[first : last + 1] = [f"B-{back[kind]}"] + [f"I-{back[kind]}"] * (last - first)
        mine = [said[i] for i in known]
        _tally(set(spans(mine)), set(spans([tag for _, tag in theirs])), count, "ner")


def _words(labels: list[str], gold: torch.Tensor, said: torch.Tensor, count: Counter[str], name: str) -> None:
    """F1 of single words with their labels."""
    known = gold != UNKNOWN
    a = {(*at, int(said[tuple(at)])) for at in (known & (said != labels.index("O"))).nonzero().tolist()}
    b = {(*at, int(gold[tuple(at)])) for at in (known & (gold != labels.index("O"))).nonzero().tolist()}
    _tally(a, b, count, name)


def _frames(network: Network, batch: list[Window], word: torch.Tensor, count: Counter[str]) -> None:
    for group in frames.groups(list(frames.placed(batch, network.shape.labels))):
        given = frames.inputs(group)
        labels = network.shape.labels[group[0].kind]
        for scores, frame in zip(network.read(word, given), group, strict=True):
            size = len(frame.tags)
            mine = spans([labels[i] for i in best_path(scores[:size].float().numpy(), tuple(labels))])
            true = spans([labels[i] if i != UNKNOWN else "O" for i in frame.tags])
            _tally(set(mine), set(true), count, group[0].kind)


def _tally(said: set[Any], true: set[Any], count: Counter[str], name: str) -> None:
    count[name] += len(said & true)
    count[name + " gold"] += len(true)
    count[name + " found"] += len(said)
