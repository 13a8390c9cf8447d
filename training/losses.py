"""The joint loss: one term a head, each averaged over the words that carry the layer."""

from __future__ import annotations

import random

import torch
from torch import Tensor
from torch.nn import functional as F

from training import frames
from training.network import KINDS, Network
from training.windows import UNKNOWN, Window, entity_table

WEIGHTS = {
    "upos": 0.7, "xpos": 0.5, "ner": 2.0, "start": 0.5, "arc": 1.5, "dep": 1.0, "cue": 1.0, "event": 0.7,
    "status": 0.5, "fact": 0.5, "meaning": 2.0, "roles": 1.0, "speech": 0.9, "event_roles": 0.4,
}  # fmt: skip


def losses(
    network: Network, batch: dict[str, Tensor], windows: list[Window], rng: random.Random, *, reader: bool = True
) -> dict[str, Tensor]:
    """Loss of each head on a batch of :func:`training.windows.tensors`; the reader's may be left out."""
    out = network(batch["pieces"], batch["cases"], batch["first"], batch["last"])
    parts = {name: cross_entropy(out[name], batch[name]) for name in ("upos", "xpos", "cue", "event", "status")}
    parts["ner"] = name_loss(out["ner"], batch["ner"])
    marked = batch["start"] != UNKNOWN
    parts["start"] = _mean(
        F.binary_cross_entropy_with_logits(
            out["start"].float()[marked], batch["start"][marked].float(), reduction="sum"
        ),
        int(marked.sum()),
    )
    same = (batch["sentence"][:, :, None] == batch["sentence"][:, None, :]) & (batch["sentence"] > 0)[:, None, :]
    parts["arc"] = cross_entropy(out["arc"].float().masked_fill(~same, -1e4), batch["head"])
    heads = batch["head"].clamp(min=0)[:, :, None].expand(-1, -1, out["label_head"].shape[-1])
    scores = network.label_scores(out["label_dep"], out["label_head"].gather(1, heads))
    parts["dep"] = cross_entropy(scores, batch["dep"])
    rated = ~batch["fact"].isnan()
    parts["fact"] = _mean(
        F.smooth_l1_loss(out["fact"].float()[rated], batch["fact"][rated], reduction="sum", beta=0.5), int(rated.sum())
    )
    parts["meaning"] = _meaning(network, out["word"], batch)
    return parts | (frame_losses(network, out["word"], windows, rng) if reader else {})


def name_loss(logits: Tensor, gold: Tensor) -> Tensor:
    """Minus the log of the probability of all tags that the corpus' tag may stand for."""
    flat, known = logits.float().flatten(0, 1), gold.flatten()
    marked = known != UNKNOWN
    may = entity_table()[1][known[marked]]
    chance = flat[marked].log_softmax(-1).masked_fill(~may, -1e4).logsumexp(-1)
    return _mean(-chance.sum(), int(marked.sum()))


def _meaning(network: Network, word: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """One minus the cosine of each sentence's embedding and the untouched encoder's."""
    if "meaning" not in batch:
        return word.sum() * 0
    numbers = batch["sentence"].max(1).values
    inside = batch["sentence"][:, None, :] == torch.arange(1, int(numbers.max()) + 1)[None, :, None]
    means = inside.to(word.dtype) @ word / inside.sum(-1, keepdim=True).clamp(min=1)
    means = means[inside.any(-1)]
    return (1 - (network.meanings(means).float() * batch["meaning"].float()).sum(-1)).mean()


def frame_losses(network: Network, word: Tensor, windows: list[Window], rng: random.Random) -> dict[str, Tensor]:
    totals = {kind: word.sum() * 0 for kind in KINDS}
    counts = dict.fromkeys(KINDS, 0)
    found = list(frames.placed(windows, network.shape.labels))
    for group in frames.groups(found, rng):
        kind = group[0].kind
        given = frames.inputs(group)
        loss = cross_entropy(network.read(word, given), given["tags"], reduce=False)
        totals[kind] = totals[kind] + loss
        counts[kind] += int((given["tags"] != UNKNOWN).sum())
    return {kind: _mean(totals[kind], counts[kind]) for kind in KINDS}


def cross_entropy(logits: Tensor, gold: Tensor, reduce: bool = True) -> Tensor:
    flat = gold.reshape(-1)
    loss = F.cross_entropy(logits.float().reshape(flat.shape[0], -1), flat, ignore_index=UNKNOWN, reduction="sum")
    return _mean(loss, int((flat != UNKNOWN).sum())) if reduce else loss


def _mean(total: Tensor, count: int) -> Tensor:
    return total / max(count, 1) if count else total * 0


def joint(parts: dict[str, Tensor], weights: dict[str, float]) -> Tensor:
    return torch.stack([parts[name] * weight for name, weight in weights.items()]).sum()
