"""Places: toponyms of a document, each resolved to one place of the gazetteer.

:func:`places` finds and resolves; :func:`place_of` resolves characters that somebody else found.
A capital that is the subject of a verb of speech or diplomacy ("Tehran denied") stands for a government and is
no place here; a demonym is none either. Both are resolved by :func:`place_of`, which is asked about a name.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from spacy.tokens import Doc

from wiredesk.annotate.places.areas import holds, middle
from wiredesk.annotate.places.geocode import Toponym, lies_elsewhere, resolve
from wiredesk.annotate.places.mentions import mentions
from wiredesk.annotate.places.words import place_words
from wiredesk.gazetteer import Entry, Gazetteer, Match, gazetteer
from wiredesk.model import Place
from wiredesk.toponyms import plain_key

_KEPT = "wiredesk.toponyms"  # key in Doc.user_data
_ABBREVIATION = re.compile(r",\s*((?:[A-Z]\.\s?){2,3}|W\.\s?Va\.|[A-Z][a-z]{1,4}\.|[A-Z]{2}\b)")
_NESTING = re.compile(
    r"(?:\s+(?P<type>[a-z]+))?(?:,|\s*\(|,?\s+(?:in|of)|,\s+(?:a|an|the|in)(?:\s+[a-z-]+){1,6}(?:\s+(?:in|of|off)))?"
    r"(?:,|\s|\()\s*(?:the\s+)?(?:(?:north|south|east|west|central|northern|southern|eastern|western|[a-z]+ern)\s+)?"
)
_SHARED_TYPE = re.compile(r"(?:,?\s*(?:and|or|,)\s*[A-Z][\w.’'-]*){0,6}\s+([a-z]+)\b")
_TYPE_OF = re.compile(r"\b([a-z]+)\s+of\s+(?:the\s+)?$")


def places(doc: Doc) -> list[Place]:
    """The places that the document names, in reading order; ``span`` is a spaCy Span.

    ``doc.user_data["outlet_place"]`` may hold the :class:`Place` where the report was published.
    A place that the gazetteer does not know has no GeoNames number, and the coordinates and the precision of the
    one named with it ("Kuhak, Sistan and Baluchestan province"), or of the province or the country that most other
    names of the document lie in, or none.
    """
    found, known = [], _toponyms(doc)
    for toponym in known:
        if toponym.sure and not _stands_for_government(doc, toponym):
            place = _place(doc, toponym, known)
            if place is not None:
                found.append(place)
    return found


def place_of(doc: Doc, start: int, end: int) -> Place | None:
    """The place that these characters name, read in the light of the document; None where none is known."""
    known = _toponyms(doc)
    for toponym in known:
        if (toponym.start, toponym.end) == (start, end) and toponym.matches:
            return _place(doc, toponym, known)
    base = gazetteer()
    asked = Toponym(start, end, doc.text[start:end])
    asked.matches = _matches(asked.text, base)
    if not asked.matches:
        return None
    bare = _type(doc.text, asked) is None and doc.text[end : end + 2] != ", "
    if bare and (same := _same(known, asked)) is not None:
        return _place(doc, dataclasses.replace(asked, chosen=same.chosen, rivals=same.rivals), known)
    others = [toponym for toponym in known if toponym.end <= start or toponym.start >= end]
    together = sorted([*others, asked], key=lambda toponym: toponym.start)
    _settle(doc, together, base)
    place = _place(doc, asked, others)
    _settle(doc, known, base)
    return place


def country_of_name(doc: Doc, start: int, end: int) -> str | None:
    """The country that the places in the name of a body point to ("Kaduna State Government"), as an ISO code.

    ``start`` and ``end`` are characters. None without a place, or where it may be one of two countries.
    """
    inside = [toponym for toponym in _toponyms(doc) if start <= toponym.start and toponym.end <= end]
    meant = {entry.country for one in inside for entry in (one.chosen, *one.rivals) if entry is not None}
    return meant.pop() if len(meant) == 1 else None


def _settle(doc: Doc, toponyms: list[Toponym], base: Gazetteer) -> None:
    """What stands around each, and then which place each is."""
    _relate(doc, [toponym for toponym in toponyms if not toponym.borrowed], base)
    resolve(toponyms, _demonyms(doc), _home(doc))


def _same(known: list[Toponym], asked: Toponym) -> Toponym | None:
    """A resolved mention of the same name, of which the asked one is a bare repetition."""
    key = plain_key(asked.text)
    return next((toponym for toponym in known if toponym.chosen and plain_key(toponym.text) == key), None)


def _toponyms(doc: Doc) -> list[Toponym]:
    """The resolved toponyms of the document, worked out once."""
    if _KEPT not in doc.user_data:
        base = gazetteer()
        found = [
            Toponym(
                mention.span.start_char,
                mention.span.end_char,
                mention.span.text,
                matches=mention.matches,
                sure=mention.sure,
                borrowed=mention.borrowed,
            )
            for mention in mentions(doc, base)
        ]
        found = _with_abbreviations(doc, found, base)
        _settle(doc, found, base)
        doc.user_data[_KEPT] = found
    return list(doc.user_data[_KEPT])


def _matches(name: str, base: Gazetteer) -> list[Match]:
    """Candidates for a name that is known to be one: also by its demonym, and by a name within it."""
    if code := place_words().demonyms.get(plain_key(name)):
        entry = base.country(code)
        return [Match(entry, True, 0)] if entry else []
    if found := base.find(name):
        return found
    words = re.findall(r"\S+", name)
    parts = [words[i:j] for i in range(len(words)) for j in range(len(words), i, -1) if j - i < len(words)]
    for part in (" ".join(part) for part in sorted(parts, key=len, reverse=True)):
        if _telling(part) and (found := [match for match in base.find(part) if match.exact and match.grade < 2]):
            return found
    return []


def _telling(part: str) -> bool:
    """Can this part of a name carry it alone? "Baghdad" of "Baghdad airport" can, "Valley" and "North" cannot."""
    key = plain_key(part)
    return part[0].isupper() and len(key) > 3 and key not in place_words().ordinary | place_words().directions


def _with_abbreviations(doc: Doc, found: list[Toponym], base: Gazetteer) -> list[Toponym]:
    """Add the states after a comma: "Laurel County, Ky."; there "Kan." is Kansas and no town of that name."""
    every: list[Toponym] = []
    whole = doc.text
    for i, toponym in enumerate(found):
        if every and toponym.start < every[-1].end:
            continue  # taken by the abbreviation before
        every.append(toponym)
        hit = None if toponym.borrowed else _ABBREVIATION.match(whole, toponym.end)
        inside = [other for other in found[i + 1 : i + 2] if hit and other.start < hit.end()]
        if hit is None or any(other.end > hit.end() or _state(other.matches) for other in inside):
            continue
        text = hit[1].rstrip()
        if matches := _state(match for match in base.find(text) if match.exact):
            every.append(Toponym(hit.start(1), hit.start(1) + len(text), text, matches=matches))
    return every


def _state(matches: Iterable[Match]) -> list[Match]:
    """The states and provinces of North America among them."""
    return [match for match in matches if match.entry.kind == "admin1" and match.entry.country in ("US", "CA")]


def _relate(doc: Doc, toponyms: list[Toponym], base: Gazetteer) -> None:
    """Read type words, larger places and owners off the text around each toponym."""
    words, text = place_words(), doc.text
    for i, toponym in enumerate(toponyms):
        toponym.wanted = _type(text, toponym)
        toponym.within, toponym.owners, toponym.elsewhere = [], [], False
        toponym.around = [toponyms[i - 1]] if i and toponym in toponyms[i - 1].within else []
        if i + 1 < len(toponyms):
            between = text[toponym.end : toponyms[i + 1].start]
            nested = len(between) < 60 and _NESTING.fullmatch(between) is not None
            toponym.elsewhere = nested and lies_elsewhere(toponym, toponyms[i + 1])
            if toponym.elsewhere or (nested and _could_hold(toponyms[i + 1], toponym)):
                toponym.within.append(toponyms[i + 1])
        lead = text[max(0, toponym.start - 40) : toponym.start]
        if i and re.search(r"['’]s?\s+(?:[a-z]+\s+){0,4}$", text[toponyms[i - 1].end : toponym.start]):
            toponym.owners = [m.entry.country for m in toponyms[i - 1].matches[:1] if m.entry.country]
        for word in re.findall(r"[A-Z]\w+", lead)[-1:]:
            if code := words.demonyms.get(plain_key(word)):
                toponym.owners.append(code)
        if toponym.wanted == "admin1":
            toponym.matches = _with_provinces(toponym.matches, base)


def _with_provinces(matches: list[Match], base: Gazetteer) -> list[Match]:
    """ "Vinnytsia region" is the province around Vinnytsia, whatever the gazetteer calls it."""
    if any(match.entry.kind == "admin1" for match in matches):
        return matches
    seats = (match for match in matches if match.exact and match.entry.kind == "city" and match.entry.weight > 4)
    seat = next((match for match in seats if match.entry.admin1 is not None), None)
    return [*matches, Match(base.entry(seat.entry.admin1), True, 0)] if seat and seat.entry.admin1 else matches


def _type(text: str, toponym: Toponym) -> str | None:
    """The kind of place that a type word beside the toponym tells."""
    words = place_words()
    hit = re.match(r"\s+(\w+\.?)", text[toponym.end : toponym.end + 20])
    if hit and (kind := words.after.get(hit[1].lower()) or words.after.get(hit[1].lower().rstrip("."))):
        return kind
    if (hit := _SHARED_TYPE.match(text, toponym.end)) and hit[1].endswith("s") and (kind := words.after.get(hit[1])):
        return kind
    if hit := _TYPE_OF.search(text[max(0, toponym.start - 30) : toponym.start].lower()):
        return words.before.get(hit[1])
    return None


def _could_hold(outer: Toponym, inner: Toponym) -> bool:
    larger = [m.entry for m in outer.matches if m.entry.kind in ("country", "admin1", "admin2", "region")]
    if not inner.matches:
        return bool(larger)
    return any(holds(one, match.entry) for one in larger[:10] for match in inner.matches)


def _demonyms(doc: Doc) -> Iterable[str]:
    words = place_words()
    return (code for token in doc if token.text[0].isupper() and (code := words.demonyms.get(plain_key(token.text))))


def _home(doc: Doc) -> Entry | None:
    """The place of the outlet as an entry of the gazetteer."""
    home = doc.user_data.get("outlet_place")
    if not isinstance(home, Place):
        return None
    matches = [match.entry for match in gazetteer().find(home.name)]
    return next((entry for entry in matches if entry.id == home.geonames_id), matches[0] if matches else None)


def _stands_for_government(doc: Doc, toponym: Toponym) -> bool:
    """ "Tehran denied", "accused Tehran": a capital that speaks or is spoken to. Needs a parse."""
    if toponym.chosen is None or not toponym.chosen.capital or not doc.has_annotation("DEP"):
        return False
    span = doc.char_span(toponym.start, toponym.end, alignment_mode="expand")
    if span is None:
        return False
    name = span.root
    while name.dep_ == "conj" and name.head is not name:
        name = name.head
    verb, words = name.head.lemma_.lower(), place_words()
    return (name.dep_ == "nsubj" and verb in words.verbs) or (
        name.dep_ in ("obj", "nsubj:pass") and verb in words.addressing_verbs
    )


def _place(doc: Doc, toponym: Toponym, others: Iterable[Toponym]) -> Place | None:
    span = doc.char_span(toponym.start, toponym.end, alignment_mode="expand")
    base = gazetteer()
    if toponym.chosen is not None:
        alternatives = tuple(entry.id for entry in toponym.rivals if entry.id > 0)
        return base.place(toponym.chosen, span).model_copy(update={"alternatives": alternatives})
    outer = next((other.chosen for other in toponym.within if other.chosen), None) or _around(others, base)
    if outer is None:
        return Place(name=toponym.text, span=span)
    return base.place(outer, span).model_copy(update={"name": toponym.text, "geonames_id": None})


def _around(toponyms: Iterable[Toponym], base: Gazetteer) -> Entry | None:
    """The province or else the country that most names of the document lie in; two at least."""
    chosen = [toponym.chosen for toponym in toponyms if toponym.sure and toponym.chosen]
    if province := middle(entry.id if entry.kind == "admin1" else entry.admin1 for entry in chosen):
        return base.entry(province)
    code = middle(entry.country for entry in chosen)
    return base.country(code) if code else None
