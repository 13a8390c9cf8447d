"""How large a source may be."""

from __future__ import annotations

LARGEST = 20_000_000
"""Bytes of one page, text, PDF or record: some three million words, far above any report."""

LARGEST_COLLECTION = 1_000_000_000
"""Bytes of a file of many reports that is read whole (CSV, JSON, WARC). JSON Lines go line by line, without a limit."""


def too_large(size: int | None = None, limit: int = LARGEST) -> str:
    """The reason of a problem."""
    told = f"{size / 1e6:,.0f} MB" if size else "more"
    return (
        f"too large ({told}; the limit is {limit // 1_000_000} MB for it); split it, or give the reports as JSON Lines"
    )
