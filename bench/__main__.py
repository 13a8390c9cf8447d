"""All benchmarks whose data is there, in one table: ``python -m bench --data ../shared/data``.

Exit code 1 when a figure lies below its floor (bench/floors.json), 2 when there is no data at all. ``--only`` names
benchmarks, ``--write`` writes docs/accuracy.md, ``--raise-floors`` lifts the floors to what this run measured.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import floors, report
from bench.table import Row, cells, digest, found, home, plain

BENCHMARKS = (
    "syntax", "entities", "roles", "factuality", "similarity", "times", "places", "figures", "speech", "plover",
    "actors", "coref",
)  # fmt: skip


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder with train/ and dev/")
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, default=BENCHMARKS, metavar="BENCHMARK")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--raise-floors", action="store_true", help="lift the floors to this run's figures")
    return parser.parse_args()


def measure(modules: list[Any], data: Path) -> list[Row]:
    rows = []
    for module in modules:
        if any(found(data, pattern) for pattern in module.CORPORA.values()):
            begun = time.perf_counter()
            rows += module.run(data)
            print(f"{module.__name__}: {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    return rows


def main() -> int:
    given = options()
    if given.write and set(given.only) != set(BENCHMARKS):
        print("bench: --write needs all benchmarks; leave --only out", file=sys.stderr)
        return 2
    modules = [import_module(f"bench.{name}") for name in given.only]
    corpora = {name: pattern for module in modules for name, pattern in module.CORPORA.items()}
    there = {name: pattern for name, pattern in corpora.items() if found(given.data, pattern)}
    absent = [
        f"{name}: absent; nothing matches {home(given.data, corpora[name]) / corpora[name]}"
        for name in corpora
        if name not in there
    ]
    if not there:
        print(f"bench: no benchmark has its data under {given.data}; name the folder with --data", file=sys.stderr)
        return 2
    rows = measure(modules, given.data)
    digests = {name: digest(given.data, pattern) for name, pattern in there.items()}
    kept = floors.load()
    valid = floors.valid(kept, digests)
    others = [f"{name}: other data than that of its floors" for name in kept if name in digests and (
        kept[name]["sha256"] != digests[name])]  # fmt: skip
    low = floors.below(rows, valid)
    print(plain(cells(rows, valid)))
    print("\n".join(["", *absent, *others, *low]).rstrip())
    if given.raise_floors:
        floors.save(floors.raised(kept, rows, digests))
    if given.write:
        report.write(rows, floors.valid(floors.load(), digests), absent)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
