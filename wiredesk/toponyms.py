"""Keys under which the gazetteer keeps the names of places.

Two keys for each name. The *plain* key forgives case, accents, apostrophes, hyphens and full stops:
``Dar'a`` and ``Dara`` are one. The *loose* key also forgives the choices of a transliteration:
the Arabic article (``Deir ez-Zor``, ``Dayr az Zawr``), ``va``, ``wa`` and ``and``, vowels, doubled letters,
``kh``, ``gh``, ``q`` (``Baluchestan``, ``Balochistan``). This module needs the standard library alone,
because the builder of the gazetteer imports it before the package is installed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

KEYS = 2  # raise it when a key changes: a gazetteer that was built with other keys is refused
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ə": "a",
        "'": "", "’": "", "‘": "", "`": "", "´": "", "ʿ": "", "ʾ": "", "ʼ": "", "ʻ": "", "ˈ": "", ".": "", "′": "",
    }
)  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}
_ARTICLES = frozenset(
    {
        "al",
        "el",
        "ad",
        "ar",
        "as",
        "at",
        "az",
        "an",
        "ash",
        "adh",
        "ath",
        "ed",
        "er",
        "es",
        "et",
        "ez",
        "en",
        "esh",
        "eth",
    }
)
_JOINERS = frozenset({"and", "va", "wa", "ve", "vo", "e", "i", "o", "u", "of", "the"})
_WORDS = {"tal": "tel", "tall": "tel", "tell": "tel", "jabal": "jebel", "gebel": "jebel", "djebel": "jebel"}
_SOUNDS = (
    (re.compile(r"[aeo]u|[aeo]w|oo|o"), "u"),
    (re.compile(r"[ae][iy]|ee|ie|e|y"), "i"),
    (re.compile(r"([kgdtz])h"), r"\1"),
    (re.compile(r"tsch|tch"), "ch"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"dj|zj"), "j"),
    (re.compile(r"q|c(?!h)"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[aiu])h$"), ""),
    (re.compile(r"(?<=..i)a$"), ""),
)


@lru_cache(maxsize=65536)
def plain_key(name: str) -> str:
    """The name in lower case without accents and points, words divided by one space."""
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", folded).casefold()
    text = "".join(c if c.isalnum() or c == "&" else " " for c in text if not unicodedata.combining(c))
    return " ".join(_SHORT.get(word, word) for word in text.split())


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """What is left of the name when the choices of a transliteration are taken out; never empty for a word."""
    words = plain_key(name).split()
    kept = [word for word in words if word not in _ARTICLES and word not in _JOINERS] or words
    return "".join(_sound(_WORDS.get(word, word)) for word in kept)


def printable(name: str) -> bool:
    """Could English news print this name? Latin letters, a capital first; no codes and no numbers."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 4 or not name[0].isupper() or name.isupper() or any(c.isdigit() for c in name):
        return False
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in letters)


def _sound(word: str) -> str:
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word
