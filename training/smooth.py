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
APART = 2  # channels of each second layer that are multiplied in fp32


class Divided(nn.Module):
    """A linear layer of which some input channels are divided before, and its weights multiplied.

    The channels ``loud`` [channels] go through weights of their own, which stay fp32.
    """

    def __init__(self, linear: nn.Linear, by: Tensor, loud: Tensor) -> None:
        super().__init__()
        self.loud: Tensor
        self.register_buffer("loud", loud)
        self.apart = nn.Parameter(linear.weight.data[:, loud].T.clone(), requires_grad=False)
        self.factor = nn.Parameter((1 / by).index_fill(0, loud, 0), requires_grad=False)
        self.linear = linear
        self.linear.weight.data *= by.index_fill(0, loud, 0)

    def forward(self, x: Tensor) -> Tensor:
        said: Tensor = self.linear(x * self.factor)
        return said + x.index_select(-1, self.loud) @ self.apart if len(self.loud) else said


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

    Only channels above the middle one are divided: the others have nothing to lose. What is loudest after that in the
    second of the two layers is multiplied apart, as in LLM.int8() (Dettmers et al. 2022, arXiv:2208.07339).
    """
    found = largest(network, windows)
    for layer in network.stack:
        for name, apart in (("up", 0), ("down", APART)):
            linear = getattr(layer, name)
            weight = linear.weight.detach().abs().amax(0)
            by = found[linear].clamp(min=1e-3) ** MOVED / weight.clamp(min=1e-3) ** (1 - MOVED)
            by = (by / by.median()).clamp(min=1)
            loud = (found[linear] / by).topk(apart).indices
            setattr(layer, name, Divided(linear, by, loud))
