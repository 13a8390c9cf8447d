"""Web archives (WARC), through warcio: one draft for each page in them."""

from __future__ import annotations

import io
from typing import Any

from wiredesk.errors import ReadProblem
from wiredesk.read.draft import Draft, Read
from wiredesk.read.html import read_html
from wiredesk.read.limits import LARGEST, too_large


def read_warc(data: bytes, source: str) -> Read:
    """The HTML pages of an archive that were answered with 200; anything else in it is passed over."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    pages = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            if _is_page(record):
                pages += 1
                yield from _page(record, source)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        yield ReadProblem(source, f"a broken web archive ({type(error).__name__}); the pages before the break are read")
    if not pages:
        raise ReadProblem(source, "a web archive without HTML pages; check what it was made from")


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return False
    return headers.get_statuscode() == "200" and "html" in (headers.get_header("Content-Type") or "").lower()


def _page(record: Any, source: str) -> Read:
    url = record.rec_headers.get_header("WARC-Target-URI") or source
    body = record.content_stream().read(LARGEST + 1)
    if len(body) > LARGEST:
        yield ReadProblem(url, too_large())
        return
    try:
        for item in read_html(body, url, url=url):
            if isinstance(item, Draft):
                item.retrieved = (record.rec_headers.get_header("WARC-Date") or "")[:16] or None
            yield item
    except ReadProblem as problem:
        yield problem
