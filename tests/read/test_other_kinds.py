"""Feeds, PDF, web archives, addresses."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from wiredesk.errors import NothingRead, ReadProblem
from wiredesk.read import fetch, read

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Grey Harbour News</title><language>en-gb</language>
<item><title>Two killed &amp; one hurt</title><link>https://example.org/1</link><author>x@example.org (Ada
Okoro)</author>
<pubDate>Sat, 06 May 2023 23:30:00 +0300</pubDate>
<description>&lt;p&gt;Two soldiers were killed&lt;sup&gt;1&lt;/sup&gt;.&lt;/p&gt;&lt;p&gt;Talks go
on.&lt;/p&gt;</description></item>
<item><title>Only a headline</title><link>https://example.org/2</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>Truce</title><id>a</id>
<published>2023-05-06T08:00:00+02:00</published><author><name>Li Wen</name></author><summary>Short.</summary>
<content type="html">&lt;div&gt;The truce held overnight, both sides said.&lt;/div&gt;</content></entry></feed>"""

PAGE = (
    b"<html><body><article><h1>Truce</h1>"
    b"<p>The truce held overnight, both sides said on Sunday.</p></article></body></html>"
)


def test_rss(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS)
    problems: list[ReadProblem] = []
    [report] = read(tmp_path / "feed.xml", on_error=problems.append)
    assert (report.title, report.outlet, report.source) == (
        "Two killed & one hurt",
        "Grey Harbour News",
        "https://example.org/1",
    )
    assert report.published == "2023-05-06T23:30" and report.authors == ("Ada Okoro",)
    assert report.text == "Two soldiers were killed.\nTalks go on." and report.marks[0].word == "killed"
    assert [problem.reason.split(",")[0] for problem in problems] == ["no text in this entry"]


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "feed.atom").write_text(ATOM)
    [report] = read(tmp_path / "feed.atom")
    assert report.text == "The truce held overnight, both sides said." and report.published == "2023-05-06T08:00"


def pdf(*pages: list[str]) -> bytes:
    """A PDF with a text layer, one list of lines for each page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 40 800 Td {shown}ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer


def test_pdf_text_runs_over_lines_and_pages(tmp_path: Path) -> None:
    pages = (
        "Two soldiers were killed near the border on Monday in an attack on a\n"
        "post, the army said in a statement that was read on state radio. It\n"
        "did not say who had fired, and nobody has claimed the attack until",
        "now. Talks between the two sides are to go on in the capital, where\n"
        "the envoys met on Sunday for the first time since the winter, and they\n"
        "are to last until Friday at least, the mediators told reporters there.",
        "The border has been closed since the attack, and lorries are waiting\n"
        "on both sides of it. Drivers said that they had been told to go home by\n"
        "the police, but most of them have stayed with their lorries and cargo.",
    )
    data = pdf(*(["Grey Harbour News", *page.split("\n"), f"Page {number}"] for number, page in enumerate(pages, 1)))
    (tmp_path / "a.pdf").write_bytes(data)
    [report] = read(tmp_path / "a.pdf")
    assert "in an attack on a post, the army said" in report.text and "attack until now. Talks" in report.text
    assert "Grey Harbour" not in report.text and "Page" not in report.text
    assert {left.reason for left in report.dropped} == {"running head or page number"}


def test_pdf_without_text_and_broken_pdf(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf([]))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    problems: list[ReadProblem] = []
    with pytest.raises(NothingRead):
        list(read(tmp_path, on_error=problems.append))
    assert [problem.reason.split(";")[0] for problem in problems] == [
        "a broken PDF",
        "a PDF without text, probably a scan",
    ]


@pytest.mark.parametrize("gzip", [True, False])
def test_web_archive(tmp_path: Path, gzip: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / "a.warc").open("wb") as stream:
        writer = WARCWriter(stream, gzip=gzip)
        for kind, data in (("text/html; charset=utf-8", PAGE), ("image/png", b"\x89PNG")):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    "https://example.org/t", "response", payload=io.BytesIO(data), http_headers=headers
                )
            )
    [report] = read(tmp_path / "a.warc")
    assert report.source == "https://example.org/t" and report.text.startswith("The truce held") and report.retrieved


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        goes = {
            "/moved": "/page",
            "/file": "file:///etc/hostname",
            "/ftp": "ftp://example.org/x",
            "/loop": "/loop",
        }.get(self.path)
        self.send_response(302 if goes else 404 if self.path == "/none" else 200)
        if goes:
            self.send_header("Location", goes)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path == "/slow":
            threading.Event().wait(1.5)
        elif self.path == "/huge":
            self.wfile.write(b"x" * 30_000)
        elif not goes and self.path != "/empty":
            self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_a_page_from_the_web(site: str, path: str) -> None:
    [report] = read(site + path)
    assert report.text.startswith("The truce held") and report.source == site + path and report.retrieved


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/none", "answers 404"),
        ("/file", "redirects to file:"),
        ("/ftp", "redirects to ftp:"),
        ("/loop", "redirects to /loop"),
        ("/empty", "empty answer"),
        ("/slow", "no answer"),
        ("/huge", "too large"),
    ],
)
def test_addresses_that_give_nothing_are_named(
    site: str, path: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 20_000)
    monkeypatch.setattr(fetch.fetch, "__defaults__", (0.5,))
    problems: list[ReadProblem] = []
    with pytest.raises(NothingRead):
        list(read(site + path, on_error=problems.append))
    assert (
        len(problems) == 1
        and problems[0].source == site + path
        and reason in problems[0].reason
        and "; " in problems[0].reason
    )


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(NothingRead, match="does not answer"):
        list(read("http://127.0.0.1:9/x"))
