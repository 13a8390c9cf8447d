"""How long each step takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Timings:
    """Seconds of wall time by step, in order. Everything but ``start`` counts for the rate."""

    seconds: dict[str, float] = field(default_factory=dict)
    reports: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun

    def table(self) -> str:
        """A line a step, then the total and the reports a second after the start."""
        lines = [f"{name:<10} {value:8.3f} s" for name, value in self.seconds.items()]
        work = sum(value for name, value in self.seconds.items() if name != "start")
        lines.append(f"{'total':<10} {sum(self.seconds.values()):8.3f} s")
        if self.reports and work:
            lines.append(f"{self.reports} reports, {self.reports / work:.1f} a second after the start")
        return "\n".join(lines)
