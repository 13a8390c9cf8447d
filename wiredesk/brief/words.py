"""English for briefs: dates, lists, attribution, sentences. No meaning is added here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from wiredesk.knowledge import knowledge
from wiredesk.model import Actor, Claim, Place, Span, Speaker

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def sentence(text: str) -> str:
    """With a capital in front and a stop at the end."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if re.search(r"[.!?…][”\"’')\]]*$", text) else text + "."


def listed(items: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def day_words(edtf: str, *, year: bool = True) -> str:
    """ "2024-01-16" as "16 January 2024", "2024-01" as "January 2024", "2024" as it is."""
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", edtf)
    if match is None:
        return edtf
    parts = [str(int(match[3])) if match[3] else "", MONTHS[int(match[2]) - 1] if match[2] and match[2] < "13" else ""]
    return " ".join(part for part in [*parts, match[1] if year or not match[2] else ""] if part)


def span_of_days(first: str, last: str) -> str:
    """ "16–18 January 2024", "28 January – 3 February 2024", "2 February 2011 – 12 July 2016"."""
    if first == last:
        return day_words(first)
    if first[:7] == last[:7]:
        return f"{int(first[8:10])}–{day_words(last)}"
    return f"{day_words(first, year=first[:4] != last[:4])} – {day_words(last)}"


def on_day(edtf: str) -> str:
    """ "on 16 January 2024", "in January 2024"."""
    return ("on " if len(edtf) >= 10 else "in ") + day_words(edtf[:10])


def possessive(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")


def weekday(day: str) -> str:
    return date.fromisoformat(day).strftime("%A")


def place_words(place: Place) -> str:
    """ "Sistan and Baluchestan, Iran"; a country alone as it is. Spelled as in the report."""
    country = country_name(place.country) if place.country else None
    inside = country and place.precision not in ("country", "sea", "region") and country != place.name
    name = spelled(place)
    if name.split()[-1] in knowledge("wording")["features"]:
        name = f"the {name}"
    return f"{name}, {country}" if inside else name


def spelled(place: Place) -> str:
    return place.span.text if isinstance(place.span, Span) else place.name


def country_name(code: str) -> str:
    """The usual English name of an ISO 3166-1 alpha-2 code; the code itself where there is none."""
    from wiredesk.annotate.actors.states import states

    state = states().get(code)
    return state.actor.name if state else code


def inner(claim: Claim) -> Speaker | None:
    """The innermost speaker who is not the report itself."""
    return next((speaker for speaker in claim.speakers if speaker.role != "report"), None)


def speaker_words(speaker: Speaker) -> str:
    """How a brief names a speaker: by the actor's name, else by the report's own words."""
    actor = speaker.actor
    if actor is not None and actor.name.islower() and not actor.name.endswith("s") and speaker.description:
        first, _, rest = speaker.description.partition(" ")
        return f"{first.lower()} {rest}" if first in ("A", "An", "The") else speaker.description
    if actor is not None and actor.kind != "other":
        return with_article(actor)
    return speaker.description or speaker.name


def with_article(actor: Actor) -> str:
    """Names of bodies, groups and media take "the" where their last word is a common noun ("the … Front")."""
    name = actor.name
    if actor.kind == "person":
        return name
    common = not frozenset(re.findall(r"[A-Za-z]+", name)).isdisjoint(knowledge("wording")["bodies"])
    group = is_plural(actor) and actor.kind == "armed group"
    return f"the {name}" if (common or group) and not re.match(r"(the|[a-z])\b|.*’s |.*'s ", name, re.I) else name


def is_plural(actor: Actor) -> bool:
    """ "the Houthis seek", "militants operate": a group with a plain plural name takes a plural verb."""
    last = actor.name.split()[-1].lower() if actor.name else ""
    return (
        actor.kind in ("armed group", "population") and last.endswith("s") and not last.endswith(("ss", "us", "hamas"))
    )


def names_speaker(claim: Claim) -> bool:
    """The claim's own words already say whose they are."""
    speaker = inner(claim)
    return speaker is None or (
        isinstance(speaker.span, Span) and any(_inside(speaker.span, evidence) for evidence in claim.evidence[:1])
    )


def _inside(part: Span, whole: Span) -> bool:
    return part.report == whole.report and whole.start <= part.start and part.end <= whole.end


def attributed(text: str, claim: Claim, outlet: str | None = None) -> str:
    """The clause with its speaker where the words do not name one; with ``outlet`` where nobody else stands for it."""
    speaker = inner(claim)
    text = re.sub(r"[.,]([”\"’])$", r"\1", text) if not names_speaker(claim) or outlet else text
    if not names_speaker(claim) and speaker is not None:
        return f"{text}, according to {speaker_words(speaker)}"
    if speaker is None and outlet:
        return f"{text}, {outlet} reports"
    return text
