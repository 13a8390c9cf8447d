"""``python -m gazetteer [FILE]`` builds the gazetteer, by default where the package looks for it."""

from __future__ import annotations

import sys
from pathlib import Path

from gazetteer.build import TARGET, build

if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    build(target)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
