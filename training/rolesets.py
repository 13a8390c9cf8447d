"""The table of PropBank rolesets for the reader: ``python -m training.rolesets --data ../shared/data/train``."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from wiredesk.annotate.rolesets import ARGUMENTS, FUNCTIONS, PATH, SIZE

RARE = 0.25  # uses that every roleset is granted


def row(roles: list[dict[str, str]]) -> np.ndarray:
    """[SIZE] 1 where the roleset has the argument with that function."""
    made = np.zeros((ARGUMENTS, len(FUNCTIONS)))
    for role in roles:
        if role["n"].isdigit() and int(role["n"]) < ARGUMENTS:
            tag = role["f"].upper()
            made[int(role["n"]), FUNCTIONS.index(tag if tag in FUNCTIONS else "other")] = 1
    return made.reshape(SIZE)


def uses(path: Path) -> Counter[str]:
    """How often each roleset is used in the training portion."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return Counter(prop["sense"] for line in lines for prop in json.loads(line)["props"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--out", type=Path, default=PATH)
    options = parser.parse_args()
    often = uses(options.data / "propbank_ewt" / "train.jsonl")
    rows: dict[str, list[tuple[float, np.ndarray]]] = defaultdict(list)
    for line in (options.data / "propbank_frames" / "rolesets.jsonl").read_text(encoding="utf-8").splitlines():
        roleset = json.loads(line)
        for form in {form.lower() for _, form in roleset["aliases"]} or {roleset["lemma"].lower()}:
            if form.count("_") < 2:
                rows[form].append((often[roleset["id"]] + RARE, row(roleset["roles"])))
    forms = sorted(rows)
    means = [
        sum(weight * one for weight, one in rows[form]) / sum(weight for weight, _ in rows[form]) for form in forms
    ]
    shares = (np.stack(means) * 255).round().astype(np.uint8)
    np.savez_compressed(options.out, forms="\n".join(forms), shares=shares)
    print(f"{len(forms)} words, {options.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
