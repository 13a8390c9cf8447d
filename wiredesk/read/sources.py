"""From the words of the caller to single sources, and from a source to the reader of its kind."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from wiredesk.errors import ReadProblem
from wiredesk.read.draft import Draft, Read
from wiredesk.read.kinds import COLLECTIONS, Kind, kind_of
from wiredesk.read.limits import LARGEST, LARGEST_COLLECTION, too_large

Source = str | os.PathLike[str]

_HEAD = 65536


def expand(sources: Source | Iterable[Source]) -> Iterator[str | ReadProblem]:
    """Files, addresses and "-", each once: folders are walked in the order of their names, globs are matched.

    Hidden files (".DS_Store") in a folder are passed over.
    """
    if isinstance(sources, str | os.PathLike):
        sources = [sources]
    seen: set[str] = set()
    for source in sources:
        for one in _expand_one(os.fspath(source)):
            key = one if isinstance(one, ReadProblem) or is_url(one) or one == "-" else os.path.realpath(one)
            if isinstance(key, str) and key in seen:
                continue
            if isinstance(key, str):
                seen.add(key)
            yield one


def is_url(source: str) -> bool:
    """Whether a source is an address on the web."""
    return source.lower().startswith(("http://", "https://"))


def _expand_one(source: str) -> Iterator[str | ReadProblem]:
    if source == "-" or is_url(source):
        yield source
    elif "\0" in source or not source.strip():
        yield ReadProblem(
            repr(source), "not a name of a file; give a file, a folder, a glob, a URL or - for standard input"
        )
    elif os.path.isdir(source):
        files = list(_walk(Path(source)))
        yield from files
        if not files:
            yield ReadProblem(source, "an empty folder; put the reports into it, or name another one")
    elif os.path.lexists(source):
        yield source
    elif glob.has_magic(source):
        matches = sorted(glob.glob(os.path.expanduser(source), recursive=True))
        yield from (
            (one for match in matches for one in _expand_one(match)) if matches else (ReadProblem(source, _NO_MATCH),)
        )
    else:
        yield ReadProblem(source, "no such file; check the name and the folder")


_NO_MATCH = "no file matches; check the pattern and the folder"


def _walk(folder: Path) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(root, name) for name in sorted(files) if not name.startswith("."))


def read_source(source: str) -> Read:
    """The drafts of one file, address or "-". Raises ReadProblem."""
    if is_url(source):
        yield from _read_url(source)
    elif source == "-":
        yield from _read_stream(sys.stdin.buffer, source)
    else:
        try:
            if not os.path.isfile(source):
                raise ReadProblem(source, "neither a file nor a folder; give a file, a folder, a glob, a URL or -")
            with open(source, "rb") as stream:
                yield from _read_stream(stream, source, os.path.getsize(source))
        except PermissionError:
            raise ReadProblem(source, "no permission to read it; change the permission, or copy it") from None
        except OSError as error:
            raise ReadProblem(
                source, f"it cannot be read ({error.strerror or error}); check the disk or copy it"
            ) from None


def _read_stream(stream: BinaryIO, source: str, size: int | None = None) -> Read:
    head = stream.read(_HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise ReadProblem(source, "empty; leave it out, or save it again")
    kind = kind_of(head, "" if source == "-" else source)
    if kind == "jsonl" and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        from wiredesk.read.jsonl import read_jsonl

        yield from read_jsonl(_lines(head, stream), source)
        return
    limit = LARGEST_COLLECTION if kind in COLLECTIONS else LARGEST
    if size is not None and size > limit:
        raise ReadProblem(source, too_large(size, limit))
    data = head + stream.read(limit + 1 - len(head))
    if len(data) > limit:
        raise ReadProblem(source, too_large(None, limit))
    yield from read_bytes(data, source, kind)


def _lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Lines of a stream whose beginning has been read already; none is held beyond the limit."""
    *whole, rest = head.split(b"\n")
    yield from whole
    while piece := stream.readline(LARGEST + 1):
        rest = rest + piece if len(rest) <= LARGEST else rest
        if piece.endswith(b"\n"):
            yield rest
            rest = b""
    yield rest


def _read_url(url: str) -> Read:
    from wiredesk.read.fetch import fetch

    got = fetch(url)
    if not got.data.strip():
        raise ReadProblem(url, "an empty answer; open it in a browser and save the page")
    kind = kind_of(got.data[:_HEAD], got.url.split("?")[0].rsplit("/", 1)[-1] if not got.kind else "", got.kind)
    for item in read_bytes(got.data, url, kind, charset=got.charset, url=got.url):
        if isinstance(item, Draft):
            item.retrieved = item.retrieved or got.retrieved
        yield item


def read_bytes(data: bytes, source: str, kind: Kind, *, charset: str | None = None, url: str | None = None) -> Read:
    """The drafts of some bytes of a known kind. Each reader's library is loaded with the reader."""
    if kind == "html":
        from wiredesk.read.html import read_html

        return read_html(data, source, url=url, charset=charset)
    if kind == "pdf":
        from wiredesk.read.pdf import read_pdf

        return read_pdf(data, source)
    if kind == "feed":
        from wiredesk.read.feed import read_feed

        return read_feed(data, source)
    if kind == "csv":
        from wiredesk.read.csvtable import read_csv

        return read_csv(data, source)
    if kind == "warc":
        from wiredesk.read.archive import read_warc

        return read_warc(data, source)
    if kind in ("json", "jsonl"):
        from wiredesk.read.jsonl import read_json

        return read_json(data, source)
    from wiredesk.read.text import read_markdown, read_text

    return read_markdown(data, source) if kind == "markdown" else read_text(data, source)
