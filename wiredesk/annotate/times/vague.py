"""Sets ("every Friday", "twice a month") and references without a date ("recently", "now", "in the coming weeks")."""

from __future__ import annotations

from wiredesk.annotate.times.frame import Frame, Outcome
from wiredesk.annotate.times.grammar import Reading
from wiredesk.annotate.times.lexer import lexicon
from wiredesk.annotate.times.units import count_of, period

RECENT = "up to about"  # the anchor of "in recent days"


def resolve_set(reading: Reading, frame: Frame) -> Outcome | None:
    """How often: the period, or the weekday, month or season that comes round."""
    if reading.get("period"):
        return Outcome("SET", reading.get("period"))
    every = reading.get("every") or 1
    if (weekday := reading.get("weekdays") or reading.get("weekday")) is not None:
        return Outcome("SET", f"XXXX-WXX-{weekday}")
    if reading.get("month"):
        return Outcome("SET", f"XXXX-{reading.get('month'):02d}")
    if reading.get("season"):
        return Outcome("SET", f"XXXX-{reading.get('season')}")
    if reading.get("part"):
        return Outcome("SET", f"XXXX-XX-XXT{reading.get('part')}")
    if reading.kind("unit") == "SECONDUNIT":
        return None  # "every second man"
    count = count_of(reading) if "number" in reading.parts or "vague" in reading.parts else 1.0
    return Outcome("SET", period(reading.get("unit"), count if count == "X" else float(count) * every))


def resolve_recent(reading: Reading, frame: Frame) -> Outcome | None:
    """ "Recent" is PAST_REF, "in the coming weeks" FUTURE_REF, "current" PRESENT_REF; "in recent days" is a stretch of
    unknown length that ends at the report."""
    kind = reading.kind("recent")
    if (
        kind == "LAST"
        and "unit" not in reading.parts
        and (
            reading.parts["recent"].word != "past"
            or frame.kind(reading.last) == "OTHER"
            and not frame.is_lower_function(reading.last)
        )
    ):
        return None
    value = {"NEXT": "FUTURE_REF", "CURRENTADJ": "PRESENT_REF"}.get(kind, "PAST_REF")
    if kind == "RECENTADJ" and reading.kind("unit") == "UNITS":
        return Outcome(
            "DURATION", period(reading.get("unit"), "X"), anchor=f"{RECENT} {frame.name_of(frame.published)}"
        )
    if kind == "CURRENTADJ" and (reading.get("recent") is None or reading.parts["recent"].word == "present"):
        return None
    return Outcome("DATE", value, precision="vague")


def resolve_ref(reading: Reading, frame: Frame) -> Outcome | None:
    """A vague reference of the knowledge file; "soon" only where the text looks forward."""
    piece, before = reading.parts["ref"], frame.word(reading.first - 1)
    text = frame.text[piece.start : piece.end].lower()
    if text in ("this time", "this point") and before not in ("during", "by", "from", "around", "since", "until"):
        return None
    if text.endswith("the time") and frame.text_after(reading)[1:2].isupper():
        return None  # "at the time Johnson left office"
    if piece.word == "soon" and not any(frame.word(i) in lexicon().words["modals"] for i in frame.sentence(reading, 6)):
        return None
    return Outcome("DATE", piece.value, precision="vague")
