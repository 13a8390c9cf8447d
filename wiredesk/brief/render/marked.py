"""A report's text with its cited words marked, split wherever a passage begins or ends: overlaps never nest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from wiredesk.brief.render.evidence import Passage

_PARAGRAPH = re.compile(r"[\r\n\u2028\u2029]+")


@dataclass(frozen=True)
class Fragment:
    """Words that the same runs cover; a run is named as passage.run ("3.0"). ``begins``: passages that start here."""

    text: str
    runs: tuple[str, ...]
    begins: tuple[str, ...]
    opens: bool  # a paragraph


def fragments(text: str, passages: Iterable[Passage]) -> Iterator[Fragment]:
    """The text in pieces; joined they give the text again."""
    starts, ends, anchors = defaultdict(list), defaultdict(list), defaultdict(list)
    for passage in passages:
        anchors[passage.runs[0][0]].append(passage.anchor)
        for place, (start, end) in enumerate(passage.runs):
            starts[start].append((passage.number, place))
            ends[end].append((passage.number, place))
    paragraphs = {0} | ({found.end() for found in _PARAGRAPH.finditer(text)} - {len(text)})
    bounds = sorted(paragraphs | {len(text)} | set(starts) | set(ends))
    active: set[tuple[int, int]] = set()
    for at, following in zip(bounds, [*bounds[1:], len(text)], strict=True):
        active = (active | set(starts[at])) - set(ends[at])
        if at < following or anchors[at] or at == 0:
            runs = tuple(f"{number}.{place}" for number, place in sorted(active))
            yield Fragment(text[at:following], runs, tuple(anchors[at]), at in paragraphs)


def marked(text: str, passages: Sequence[Passage]) -> str:
    """The text as HTML paragraphs. Every passage has its anchor; a ``mark`` names the runs that cover it."""
    parts: list[str] = []
    for fragment in fragments(text, passages):
        if fragment.opens:
            parts.append('</p><p dir="auto">' if parts else '<p dir="auto">')
        parts.append(_element(fragment))
    return "".join(parts) + "</p>"


def _element(fragment: Fragment) -> str:
    text = escape(fragment.text, quote=False)
    marks = bool(fragment.runs)
    own = fragment.begins[0] if marks and fragment.begins else ""
    anchors = "".join(f'<span id="{anchor}"></span>' for anchor in fragment.begins if anchor != own)
    id = f' id="{own}"' if own else ""
    return anchors + (f'<mark{id} data-r="{" ".join(fragment.runs)}">{text}</mark>' if marks else text)
