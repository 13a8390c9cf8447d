"""What the numbered arguments of a word usually are: the function tags of its PropBank rolesets, as numbers.

ARG2 of "fax" is a goal, of "cut" an instrument: only the roleset tells. The table (``model/rolesets.npz``, made by
``training/rolesets.py`` from the frame files of PropBank, Palmer et al. 2005) has a row for each word form, whatever
its part of speech, and each verb with its particle: for every argument and tag the share of the uses of its rolesets
in the training portion (each roleset is granted a quarter of a use) whose rolesets give that argument that tag.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

PATH = Path(__file__).parent / "model" / "rolesets.npz"
ARGUMENTS = 5  # ARG0 to ARG4
FUNCTIONS = ("PAG", "PPT", "GOL", "PRD", "MNR", "DIR", "VSP", "LOC", "EXT", "CAU", "COM", "other")
SIZE = ARGUMENTS * len(FUNCTIONS)
NONE = np.zeros(SIZE, np.float32)


@cache
def _table() -> tuple[dict[str, int], np.ndarray]:
    with np.load(PATH) as kept:
        return {form: i for i, form in enumerate(str(kept["forms"]).split("\n"))}, kept["shares"]


def features(lemma: str, particle: str = "") -> np.ndarray:
    """[:data:`SIZE`] shares, argument by argument, of the word with its particle or else without; zeros if unknown."""
    rows, shares = _table()
    row = rows.get(f"{lemma}_{particle}".lower()) if particle else None
    row = rows.get(lemma.lower()) if row is None else row
    return NONE if row is None else shares[row].astype(np.float32) / 255
