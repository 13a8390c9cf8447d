"""What can go wrong, as one tree.

::

    WiredeskError                 everything that the package raises on purpose; ``exit_code`` 2
    ├── UnusableArgument          a caller's argument has no usable value (also a ValueError)
    ├── ReadProblem               one source, or one record of it, cannot be read: ``source``, ``reason``
    ├── NothingRead               none of the sources could be read: ``problems``
    ├── GazetteerMissing          no gazetteer, or one of another make (:mod:`wiredesk.gazetteer`)
    └── UnusableDump              no dump of GeoNames (:mod:`wiredesk.geonames`)

A :class:`ReadProblem` is first of all a value: :func:`wiredesk.read` hands it to ``on_error`` and
goes on with the next source. Every message says what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence


class WiredeskError(Exception):
    """The root of the tree."""

    exit_code = 2


class UnusableArgument(WiredeskError, ValueError):
    """An argument that has no usable value."""


class ReadProblem(WiredeskError):
    """A source that cannot be read. ``reason`` is one line: what is wrong; what to do."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)
        self.source = source
        self.reason = " ".join(reason.split())

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class NothingRead(WiredeskError):
    """No source gave a report."""

    def __init__(self, problems: Sequence[ReadProblem] = ()) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        if not self.problems:
            return "nothing to read: no source was named; give a file, a folder, a glob, a URL or - for standard input"
        if len(self.problems) == 1:
            return f"nothing could be read: {self.problems[0]}"
        return f"none of the sources could be read ({len(self.problems)} problems); the first: {self.problems[0]}"
