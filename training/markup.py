"""Hand-annotated passages: from the markup they are written in to records with character offsets.

``python -m training.markup passages.txt -o training/data/passages.jsonl``. The markup is described in
``training/data/README.md``. Every fault is named with its passage; nothing is written while there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

from wiredesk.model import EVENT_TYPES, Category

ENTITIES = ("per", "gov", "arm", "org", "med", "loc", "fac", "wpn", "nat", "dat", "num")
STATUS = ("happened", "negated", "planned", "possible", "alleged")
HARMS: tuple[str, ...] = get_args(Category)
TYPES = tuple(one for one in EVENT_TYPES if one != "ACTION")  # which is for what fits no type
TAG = re.compile(r"<(/?)([a-z]+)(\d*)((?: [^<> ]+)*)>")
SPEECH = {"s": "source", "c": "cue", "q": "content"}
PARTIES = {"i": "initiators", "r": "recipients"}
Record = dict[str, Any]


class Fault(ValueError):
    """What is wrong with a passage, in one line."""


def passages(text: str) -> Iterator[tuple[str, str]]:
    """(head line without "# ", markup) of every passage; blank lines part them."""
    for block in re.split(r"\n\s*\n", text.strip()):
        head, _, body = block.strip().partition("\n")
        if not head.startswith("# ") or not body.strip():
            raise Fault(f"a passage is a line “# id kind” and a line of text, not: {block[:80]!r}")
        yield head[2:].strip(), " ".join(body.split())


def record(head: str, marked: str) -> Record:
    """One passage with character offsets into its text."""
    identity, _, kind = head.partition(" ")
    text, spans = strip(marked)
    made: Record = {"id": identity, "part": part_of(identity), "kind": kind, "text": text}
    made |= {"entities": [], "speech": [], "events": []}
    speech: dict[str, Record] = defaultdict(lambda: {"source": [], "cue": [], "content": []})
    events: dict[str, Record] = defaultdict(lambda: {"initiators": [], "recipients": []})
    for start, end, name, number, words in sorted(spans):
        if name in ENTITIES and not number:
            made["entities"].append([start, end, name, *words])
        elif name in SPEECH and number:
            speech[number][SPEECH[name]].append([start, end])
        elif name in PARTIES and number:
            events[number][PARTIES[name]].append([start, end])
        elif name == "e" and number and words:
            kind, _, mode = words[0].partition("/")
            if "trigger" in events[number]:
                raise Fault(f"event {number} has two triggers")
            events[number] |= {"trigger": [start, end], "type": kind, "mode": mode or None, "status": words[-1]}
        else:
            raise Fault(f"no such mark: <{name}{number} {' '.join(words)}>")
    made["speech"] = [speech[number] for number in sorted(speech)]
    made["events"] = [events[number] for number in sorted(events)]
    return made


def part_of(identity: str) -> str:
    """``dev`` for every tenth passage, by the hash of its id: measured on, never learnt from."""
    return "dev" if int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 10 == 0 else "train"


def strip(marked: str) -> tuple[str, list[tuple[int, int, str, str, list[str]]]]:
    """The text without marks, and (start, end, name, number, words) of each pair of marks."""
    text, at, spans = "", 0, []
    opened: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for mark in TAG.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        name, number = mark[2], mark[3]
        if not mark[1]:
            opened[name + number].append((len(text), mark[4].split()))
        elif opened[name + number]:
            start, words = opened[name + number].pop()
            spans.append((start, len(text), name, number, words))
        else:
            raise Fault(f"{mark[0]} closes nothing")
    text += marked[at:]
    left = [name for name, starts in opened.items() if starts]
    if left:
        raise Fault(f"never closed: {', '.join(left)}")
    return text, spans


def faults(made: Record) -> Iterator[str]:
    """What is wrong with a record: offsets, labels, missing parts, edges inside a word."""
    text = made["text"]
    if re.search(r"[<>]|\s\s|^\s|\s$", text):
        yield "stray angle bracket or space in the text"
    for start, end, label, *more in made["entities"]:
        yield from _span(text, start, end)
        if label not in ENTITIES or any(word not in HARMS or label != "num" for word in more):
            yield f"label {label} {' '.join(more)}"
    for unit in made["speech"]:
        if not unit["cue"] or not unit["content"]:
            yield "an attribution without cue or content"
        for role in SPEECH.values():
            for start, end in unit[role]:
                yield from _span(text, start, end)
    for event in made["events"]:
        if event.get("type") not in TYPES or event.get("status") not in STATUS:
            yield f"event {event.get('type')}, {event.get('status')}: a trigger with TYPE/mode and a status is needed"
        for start, end in [event.get("trigger", [0, 1]), *event["initiators"], *event["recipients"]]:
            yield from _span(text, start, end)
    yield from _crossing(made)


def _crossing(made: Record) -> Iterator[str]:
    """Spans that overlap without one holding the other: a name or a side that is half inside what is said."""
    spans = [span[:2] for span in made["entities"]]
    spans += [span for unit in made["speech"] for role in SPEECH.values() for span in unit[role]]
    spans += [span for event in made["events"] for role in PARTIES.values() for span in event[role]]
    spans += [event["trigger"] for event in made["events"] if "trigger" in event]
    for first, second in combinations(sorted({(start, end) for start, end in spans}), 2):
        if first[0] < second[0] < first[1] < second[1]:
            yield f"spans cross: {made['text'][slice(*first)]!r} and {made['text'][slice(*second)]!r}"


def _span(text: str, start: int, end: int) -> Iterator[str]:
    words = text[start:end]
    if not 0 <= start < end <= len(text) or words != words.strip():
        yield f"span {start}-{end} is empty, outside or begins or ends with a space: {words!r}"
    elif any(0 < i < len(text) and text[i - 1].isalnum() and text[i].isalnum() for i in (start, end)):
        yield f"span {start}-{end} cuts a word: {words!r}"


def _lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("marked", type=Path)
    parser.add_argument("-o", "--out", type=Path, help="write the records here, one a line (JSON Lines)")
    options = parser.parse_args()
    made, wrong, seen = [], [], set()
    for head, body in passages(options.marked.read_text(encoding="utf-8")):
        try:
            one = record(head, body)
            found = list(faults(one)) + ["id used twice"] * (one["id"] in seen)
        except Fault as fault:
            one, found = {"id": head, "text": ""}, [str(fault)]
        seen.add(one["id"])
        wrong += [f"{one['id']}: {fault}" for fault in found]
        made.append(one)
    print(*wrong, sep="\n", file=sys.stderr)
    count = {name: sum(len(one.get(name, ())) for one in made) for name in ("entities", "speech", "events")}
    print(f"{len(made)} passages, {len(wrong)} faults, {count}")
    if wrong:
        sys.exit(1)
    if options.out:
        kept = {one["id"]: one["part"] for one in _lines(options.out)}  # what was learnt from stays so
        made = [one | {"part": kept.get(one["id"], one["part"])} for one in made]
        options.out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in made), encoding="utf-8")


if __name__ == "__main__":
    main()
