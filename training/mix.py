"""The mean of finished runs: ``python -m training.mix build/whole-1 build/whole-2 --out build/both``.

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


def write(state: dict[str, torch.Tensor], folder: Path) -> None:
    """Saves weights as a finished run of no steps, from which another may start."""
    torch.save({"average": state, "step": 0, "asked": {"steps": "0"}}, folder / "last.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.runs[0] / "shape.json", options.out)
    write(mean([finished(run) for run in options.runs]), options.out)


if __name__ == "__main__":
    main()
