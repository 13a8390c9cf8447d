"""Bytes to text, and text to clean paragraphs.

In a clean text a newline is a paragraph boundary, always and only: paragraphs stand on one line
each, without empty lines between them. Spaces are single plain spaces, the text is in Unicode NFC,
and characters that nobody sees (soft hyphens, zero-width spaces, byte order marks, direction
marks, control characters) are gone.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from wiredesk.errors import ReadProblem

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n|[\r\u000b\u000c\u0085\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_BULLET = re.compile(r"^(?:[-*+•‣◦▪●·]\s+)+(?=\S)")
_HYPHENATED = re.compile(r"(?<=[a-z])-$")

# UTF-8 bytes that were read as cp1252: a lead byte (Â-ô) and one to three followers.
_CP1252_HIGH = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4][{re.escape(_CP1252_HIGH)}]{{1,3}}")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1a\x1b")


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text of some bytes; ``declared`` is the encoding that the source names for itself.

    Raises ReadProblem if the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    for encoding in filter(None, ("utf-8", declared, _wide(data))):
        if (text := _try(data, encoding)) is not None:
            return text
    if is_binary(data):
        raise ReadProblem(source, "a binary file, not text; give HTML, text, PDF, JSON Lines, CSV, a feed or WARC")
    return _guess(data)


def is_binary(data: bytes) -> bool:
    """Whether control characters make up more than one byte in a hundred of the beginning."""
    head = data[:65536]
    return len(head) - len(head.translate(None, _CONTROL)) > len(head) // 100


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None
    return None if text.count("\0") > len(text) // 100 else text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Western text is zero."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 5 or min(even, odd) > len(head) // 50:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _guess(data: bytes) -> str:
    """Few high bytes are the quotes and accents of cp1252; many are another script."""
    if sum(byte > 127 for byte in data[:65536]) > len(data[:65536]) // 10:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:65536]).best()
        if best is not None and (text := _try(data, best.encoding)) is not None:
            return text
    return data.decode("cp1252", "replace")


def repair_mojibake(text: str) -> str:
    """UTF-8 that was once read as cp1252 ("â€™" for "’") put right, wherever it occurs."""
    return _MOJIBAKE.sub(_repair, text)


def _repair(match: re.Match[str]) -> str:
    raw = b"".join(_byte(character) for character in match[0])
    for end in range(len(raw), 1, -1):
        try:
            return raw[:end].decode("utf-8") + match[0][end:]
        except UnicodeDecodeError:
            continue
    return match[0]


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def visible(text: str) -> str:
    """The text in NFC with plain newlines and without characters that nobody sees."""
    for _ in range(5):  # what is taken out can bring together what was apart
        text, before = _visible(text), text
        if text == before:
            break
    return text


def _visible(text: str) -> str:
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", repair_mojibake(text)))
    text = text.encode("utf-8", "ignore").decode("utf-8")  # lone surrogates
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The text on one line, clean."""
    return " ".join(visible(text).split())


def paragraphs(text: str) -> list[str]:
    """The clean paragraphs; an empty string stands where the source has an empty line."""
    lines = [_SPACES.sub(" ", line).strip() for line in visible(text).split("\n")]
    lines = _unwrap(lines) if _is_wrapped(lines) else lines
    return [_BULLET.sub("", line).strip() for line in lines]


def _is_wrapped(lines: list[str]) -> bool:
    """Lines broken at a fixed width: full lines of 45 to 100 characters that stop inside sentences."""
    inner = [line for line, after in zip(lines, lines[1:], strict=False) if line and after and not _BULLET.match(after)]
    full = [line for line in inner if 45 <= len(line) <= 100]
    if len(inner) < 3 or len(full) < 0.7 * len(inner) or max(map(len, lines)) > 120:
        return False
    return sum(line[-1] not in '.!?:"”’' for line in full) > 0.6 * len(full)


def _unwrap(lines: list[str]) -> list[str]:
    """One line for each paragraph. One is over at an empty line, or at a short line that ends a sentence."""
    short = 0.6 * max(map(len, lines))
    whole: list[list[str]] = []
    last = ""
    for line in lines:
        over = not last or (len(last) < short and last[-1] in '.!?"”’')
        if not line or over or _BULLET.match(line):
            whole.append([line])
        elif _HYPHENATED.search(last) and line[0].islower():
            whole[-1] += [whole[-1].pop()[:-1] + line]
        else:
            whole[-1].append(line)
        last = line
    return [" ".join(pieces) for pieces in whole]
