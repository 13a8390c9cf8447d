"""The mean of finished runs: ``python -m training.mix build/whole build/long --out build/model``.

Runs that went out from the same weights lie close enough for the mean of their weights to be a model, as a rule a
better one than each (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from training.train import finished


def mean(states: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of each weight."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.runs[0] / "shape.json", options.out)
    torch.save({"average": mean([finished(run) for run in options.runs])}, options.out / "last.pt")


if __name__ == "__main__":
    main()
