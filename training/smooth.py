"""Smaller outliers before int8: SmoothQuant (Xiao et al. 2023, arXiv:2211.10438) for the feed-forward layers.

The first piece of a window carries a few values several times as large as those of the words. As the inputs of an int8
product share one scale, these take the precision of all others, the more the longer the window. So the channels in
which they stand are divided by a number, and the weights that read them multiplied by it.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.network import Network
from training.windows import Window, tensors

MOVED = 0.7  # how much of the outliers the weights take over: the paper's alpha


class Divided(nn.Module):
    """A linear layer of which some input channels are divided before, and its weights multiplied."""

    def __init__(self, linear: nn.Linear, by: Tensor) -> None:
        super().__init__()
        self.factor = nn.Parameter(1 / by, requires_grad=False)
        self.linear = linear
        self.linear.weight.data *= by

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x * self.factor)


@torch.inference_mode()
def largest(network: Network, windows: Sequence[Window]) -> dict[nn.Linear, Tensor]:
    """The greatest absolute value that each feed-forward layer reads in each channel [channels] in these windows."""
    found: dict[nn.Linear, Tensor] = {}

    def look(linear: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        assert isinstance(linear, nn.Linear)
        most = inputs[0].abs().flatten(0, -2).amax(0)
        found[linear] = torch.maximum(found.get(linear, most), most)

    hooks = [part.register_forward_pre_hook(look) for layer in network.stack for part in (layer.up, layer.down)]
    for window in windows:
        given = tensors([window], network.shape.labels)
        network(given["pieces"], given["cases"], given["first"], given["last"])
    for hook in hooks:
        hook.remove()
    return found


def smooth(network: Network, windows: Sequence[Window]) -> None:
    """Moves the outliers of the feed-forward layers into their weights; what the network computes stays the same.

    Only channels above the middle one are divided: the others have nothing to lose.
    """
    found = largest(network, windows)
    for layer in network.stack:
        for name in ("up", "down"):
            linear = getattr(layer, name)
            weight = linear.weight.detach().abs().amax(0)
            by = found[linear].clamp(min=1e-3) ** MOVED / weight.clamp(min=1e-3) ** (1 - MOVED)
            setattr(layer, name, Divided(linear, (by / by.median()).clamp(min=1)))
