"""Spelling of names: the pieces that two spellings share, slugs, plurals, abbreviations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Spellings of the Arabic article and of the Persian connective count as one.
_SAME = dict.fromkeys(("el", "ul", "ad", "ash", "ud", "ur", "az", "ar", "ut"), "al") | {"i": "e"}
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s?(?=\W|$)")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b|$|\s)")
_DIGRAPHS = (("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("zh", "z"), ("ph", "f"), ("ck", "k"))
_LETTERS = str.maketrans({"q": "k", "c": "k", "w": "", "y": "", "h": "", "'": ""})


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[str, ...]:
    """The text as comparable pieces: no case, accents, hyphens or points; "U.S." is ("us",), "Iran's" ("iran", "s")."""
    if text.isascii() and text.isalpha():
        low = text.lower()
        return (_SAME.get(low, low),)
    low = text.lower()
    if not text.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
        low = low.replace("’", "'").replace("‘", "'")
    if "." in low:
        low = _DOTTED.sub("", low)
    if "'" in low:
        low = _POSSESSIVE.sub(lambda m: " s" if m[0] == "'s" else " ", low).replace("'", "")
    return tuple(_SAME.get(word, word) for word in _WORD.findall(low))


def skeleton(words: tuple[str, ...]) -> str:
    """Consonants of a name, articles and digraphs levelled: Hizballah and Hezbollah are one ("hzbl zl" alike)."""
    return " ".join(filter(None, (_bones(word) for word in words if word not in ("al", "the", "e", "s"))))


def _bones(word: str) -> str:
    for two, one in _DIGRAPHS:
        word = word.replace(two, one)
    first, rest = word[:1].translate(_LETTERS) or word[:1], re.sub("[aeiou]", "", word[1:].translate(_LETTERS))
    first = "a" if first in "aeiou" else first
    return re.sub(r"(.)\1+", r"\1", first + rest)


def slug(text: str) -> str:
    """A stable id from words: lower case, ASCII where it can be, hyphens; never empty."""
    return "-".join(piece for piece in pieces(text) if piece != "s") or "unnamed"


def plural(noun: str, irregular: dict[str, str]) -> str:
    """The English plural of a noun phrase whose last word is the head."""
    if noun in irregular:
        return irregular[noun]
    before, _, last = noun.rpartition(" ")
    if last in irregular:
        last = irregular[last]
    elif last.endswith("man") and last != "human":
        last = last[:-3] + "men"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    else:
        last += "es" if last.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return f"{before} {last}".strip()


def is_abbreviation(text: str) -> bool:
    """Capitals without small letters ("BLA", "U.N.", "M23", "PML-N"), at most twelve characters."""
    return (
        len(text) <= 12 and not any(c.islower() for c in text) and sum(c.isupper() for c in text) >= 1 and len(text) > 1
    )


def long_form_start(abbreviation: str, words: list[str]) -> int | None:
    """Where in ``words`` (the words before the bracket) the long form of the abbreviation starts.

    Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical
    text": every letter is found from the right, the first one at the start of a word.
    """
    letters = [c for c in abbreviation.lower() if c.isalnum()]
    if len(letters) < 2 or not words:
        return None
    at, inside, left = len(words) - 1, len(words[-1]) - 1, len(letters) - 1
    while left >= 0:
        while at >= 0:
            word = words[at].lower()
            if inside >= 0 and word[inside] == letters[left] and (left > 0 or inside == 0):
                break
            inside -= 1
            if inside < 0:
                at -= 1
                inside = len(words[at]) - 1 if at >= 0 else -1
        if at < 0:
            return None
        left, inside = left - 1, inside - 1
        if left >= 0 and inside < 0:
            at -= 1
            inside = len(words[at]) - 1 if at >= 0 else -1
            if at < 0:
                return None
    return at
