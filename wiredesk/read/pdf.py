"""PDF, through pypdfium2."""

from __future__ import annotations

import re
from collections import Counter

from wiredesk.errors import ReadProblem
from wiredesk.model import Dropped
from wiredesk.read.draft import Draft, Read

_MOST_PAGES = 2000
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes, source: str) -> Read:
    """One draft from the text layer; running heads and page numbers are left out."""
    pages, title = _pages(data, source)
    if not any(any(character.isalnum() for character in page) for page in pages):
        raise ReadProblem(source, "a PDF without text, probably a scan; run text recognition (OCR) on it first")
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    kept, dropped = _without_running_lines(lines)
    # A page break inside a sentence is no paragraph.
    yield Draft(source=source, text=_joined(kept), title=title, dropped=dropped)


def _pages(data: bytes, source: str) -> tuple[list[str], str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "a PDF with a password; save it without one" if locked else "a broken PDF; save or download it again"
        raise ReadProblem(source, reason) from None
    try:
        title = document.get_metadata_dict().get("Title", "")
        return [_page(document, number) for number in range(min(len(document), _MOST_PAGES))], _usable(title)
    finally:
        document.close()


def _page(document: object, number: int) -> str:
    import pypdfium2

    try:
        text: str = document[number].get_textpage().get_text_range()  # type: ignore[index]
    except pypdfium2.PdfiumError:
        return ""
    # PDFium writes a hyphen at the end of a line as U+FFFE or U+0002.
    return re.sub(r"[\ufffe\u0002]\s*", "", text).replace("\r\n", "\n")


def _usable(title: str) -> str:
    """File names and program names in the title field are no titles."""
    junk = re.search(r"\.(?:docx?|indd|pdf|qxd|pptx?|odt)\b|microsoft word|untitled", title, re.IGNORECASE)
    return title if len(title.split()) > 2 and not junk else ""


def _without_running_lines(pages: list[list[str]]) -> tuple[list[list[str]], list[Dropped]]:
    edges = Counter(_shape(line) for page in pages for line in {*_edge(page)})
    running = {shape for shape, count in edges.items() if count > 2 and 2 * count >= len(pages)}
    dropped: list[Dropped] = []
    kept: list[list[str]] = []
    for page in pages:
        edge = {*_edge(page)}
        away = {line for line in edge if _shape(line) in running or _PAGE_NUMBER.fullmatch(line)}
        dropped += [Dropped(text=line, reason="running head or page number") for line in page if line in away]
        kept.append([line for line in page if line not in away])
    return kept, dropped


def _edge(page: list[str]) -> list[str]:
    lines = [line for line in page if line]
    return lines[:2] + lines[-2:] if len(lines) > 4 else lines[:1]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _joined(pages: list[list[str]]) -> str:
    text = ""
    for page in pages:
        body = "\n".join(page).strip("\n")
        whole = not text or text.rstrip()[-1:] in '.!?:"”’'
        text += ("\n\n" if text and whole else "\n" if text else "") + body
    return text
