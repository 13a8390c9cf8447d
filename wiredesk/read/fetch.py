"""Pages from the web: http and https only, also after redirects, with a time and a size limit."""

from __future__ import annotations

import gzip
import http.client
import re
import time
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any

from wiredesk.errors import ReadProblem
from wiredesk.read.limits import LARGEST, too_large

TIMEOUT = 20.0
"""Seconds for one answer to come, and three times that for all of it."""

_AGENT = "Mozilla/5.0 (compatible; wiredesk)"


@dataclass(frozen=True)
class Fetched:
    """What came back. ``url`` is the last address, after redirects."""

    url: str
    data: bytes
    kind: str  # media type, lower case, without parameters
    charset: str | None
    retrieved: str


class _HttpOnly(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not newurl.lower().startswith(("http://", "https://")):
            raise urllib.error.HTTPError(req.full_url, code, msg, headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_HANDLERS = (
    urllib.request.ProxyHandler,
    urllib.request.UnknownHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPErrorProcessor,
)


def fetch(url: str, timeout: float = TIMEOUT) -> Fetched:
    """Get an address. Raises ReadProblem with the reason in words."""
    # Only these handlers: without the file, FTP and data handlers of the default opener.
    opener = urllib.request.OpenerDirector()
    for handler in (*_HANDLERS, _HttpOnly):
        opener.add_handler(handler())
    try:
        request = urllib.request.Request(
            _ascii(url), headers={"User-Agent": _AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"}
        )
        with opener.open(request, timeout=timeout) as answer:
            return _read(answer, url, time.monotonic() + 3 * timeout)
    except urllib.error.HTTPError as error:
        raise ReadProblem(url, _refused(error)) from None
    except urllib.error.URLError as error:
        raise ReadProblem(
            url, f"it does not answer ({_why(error.reason)}); check the address and the connection"
        ) from None
    except TimeoutError:
        raise ReadProblem(
            url, f"no answer within {timeout:g} seconds; try again later, or save the page from a browser"
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ReadProblem(url, f"it cannot be fetched ({_why(error)}); check the address and the connection") from None


def _refused(error: urllib.error.HTTPError) -> str:
    if 300 <= error.code < 400:
        goes = error.headers.get("Location")
        return f"it redirects to {goes}, which is not followed; give the address of the page itself"
    return f"the server answers {error.code} ({error.reason}); open it in a browser and save the page"


def _read(answer: Any, url: str, deadline: float) -> Fetched:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(65536):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise ReadProblem(url, too_large())
        if time.monotonic() > deadline:
            raise TimeoutError
    data = _unpacked(b"".join(pieces), answer.headers.get("Content-Encoding", ""), url)
    kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
    now = datetime.now(UTC).isoformat()[:16]
    return Fetched(answer.geturl(), data, kind, answer.headers.get_content_charset(), now)


def _unpacked(data: bytes, encoding: str, url: str) -> bytes:
    if encoding.lower() not in ("gzip", "x-gzip"):
        return data
    import io

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            whole = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        raise ReadProblem(
            url, "its compressed answer is broken; try again later, or save the page from a browser"
        ) from None
    if len(whole) > LARGEST:
        raise ReadProblem(url, too_large())
    return whole


def _ascii(url: str) -> str:
    """Letters outside ASCII, in path and host, as the web writes them."""
    from urllib.parse import quote, urlsplit, urlunsplit

    parts = urlsplit(url.strip())
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    safe = "/%:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, host, quote(parts.path, safe), quote(parts.query, safe), ""))


def _why(error: object) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return re.sub(r"^\[Errno -?\d+\] ", "", str(getattr(error, "strerror", None) or error)) or type(error).__name__
