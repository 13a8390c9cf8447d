"""Which kind of source some bytes are: by what they begin with, else by the ending of the name."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from pathlib import PurePath
from typing import Literal

Kind = Literal["html", "text", "markdown", "jsonl", "json", "csv", "feed", "pdf", "warc"]

_ENDINGS: dict[Kind, str] = {
    "html": ".html .htm .xhtml .shtml .php .asp .aspx",
    "text": ".txt .text",
    "markdown": ".md .markdown",
    "jsonl": ".jsonl .ndjson",
    "json": ".json",
    "csv": ".csv .tsv",
    "feed": ".rss .atom",
    "pdf": ".pdf",
    "warc": ".warc",
}
_MEDIA: dict[Kind, str] = {
    "html": "text/html application/xhtml+xml",
    "markdown": "text/markdown",
    "jsonl": "application/jsonl application/x-ndjson",
    "json": "application/json",
    "csv": "text/csv",
    "feed": "application/rss+xml application/atom+xml application/rdf+xml",
    "pdf": "application/pdf",
    "warc": "application/warc",
}
_KINDS = {name: kind for names in (_ENDINGS, _MEDIA) for kind, listed in names.items() for name in listed.split()}
_FEED = re.compile(
    rb"(?:<\?xml[^>]*\?>|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<(?:[a-z]+:)?(?:rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)

COLLECTIONS: frozenset[Kind] = frozenset({"jsonl", "json", "csv", "warc"})
"""Kinds that hold many reports."""


def kind_of(head: bytes, name: str = "", media: str = "") -> Kind:
    """The kind of a source from its first kilobytes, its name and the media type that a server gave."""
    shown = _shown(head)
    if shown:
        return shown
    told = _KINDS.get(PurePath(name).suffix.lower()) or _KINDS.get(media)
    if told or (name not in ("", "-") and PurePath(name).suffix):
        return told or "text"
    return _json(head) or "text"


def _shown(head: bytes) -> Kind | None:
    """The kinds that cannot be mistaken."""
    start = _narrow(head[:8192])
    if start[:1024].find(b"%PDF-") in range(0, 1024) and start.lstrip()[:1] == b"%":
        return "pdf"
    if start.startswith(b"WARC/") or _packed(start).startswith(b"WARC/"):
        return "warc"
    if _FEED.match(start):
        return "feed"
    return "html" if _HTML.match(start) else None


def _narrow(head: bytes) -> bytes:
    """The ASCII of a text without its byte order mark, also where each character has two bytes."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _packed(head: bytes) -> bytes:
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(head)).read(16)
    except (OSError, EOFError, zlib.error):
        return b""


def _json(head: bytes) -> Kind | None:
    """JSON from standard input or a file without an ending: a whole record on the first line is JSON Lines."""
    start = _narrow(head).lstrip()
    if start[:1] not in (b"{", b"["):
        return None
    try:
        return "jsonl" if isinstance(json.loads(start.split(b"\n", 1)[0]), dict) else "json"
    except (ValueError, RecursionError):
        return "json" if re.match(rb"[\[{]\s*(?:[\[{\"]|$)", start) else None
