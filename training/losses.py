"""The joint loss: one term a head, each averaged over the words that carry the layer."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.network import Network
from training.windows import UNKNOWN

WEIGHTS = {"upos": 0.7, "xpos": 0.5, "ner": 1.0, "start": 0.5, "arc": 1.0, "dep": 0.7}


def losses(network: Network, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Loss of each head on a batch of :func:`training.windows.tensors`."""
    out = network(batch["pieces"], batch["cases"], batch["first"], batch["last"])
    ner = out["ner"].float().masked_fill(~batch["known"][:, None, :], -1e4)
    parts = {"upos": _cross(out["upos"], batch["upos"]), "xpos": _cross(out["xpos"], batch["xpos"])}
    parts["ner"] = _cross(ner, batch["ner"])
    marked = batch["start"] != UNKNOWN
    parts["start"] = _mean(
        F.binary_cross_entropy_with_logits(
            out["start"].float()[marked], batch["start"][marked].float(), reduction="sum"
        ),
        int(marked.sum()),
    )
    same = (batch["sentence"][:, :, None] == batch["sentence"][:, None, :]) & (batch["sentence"] > 0)[:, None, :]
    parts["arc"] = _cross(out["arc"].float().masked_fill(~same, -1e4), batch["head"])
    heads = batch["head"].clamp(min=0)[:, :, None].expand(-1, -1, out["label_head"].shape[-1])
    scores = network.label_scores(out["label_dep"], out["label_head"].gather(1, heads))
    parts["dep"] = _cross(scores, batch["dep"])
    return parts


def _cross(logits: Tensor, gold: Tensor) -> Tensor:
    flat = gold.reshape(-1)
    loss = F.cross_entropy(logits.float().reshape(flat.shape[0], -1), flat, ignore_index=UNKNOWN, reduction="sum")
    return _mean(loss, int((flat != UNKNOWN).sum()))


def _mean(total: Tensor, count: int) -> Tensor:
    return total / max(count, 1) if count else total * 0


def joint(parts: dict[str, Tensor]) -> Tensor:
    return torch.stack([parts[name] * weight for name, weight in WEIGHTS.items()]).sum()
