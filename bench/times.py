"""Times against TempEval-3 TimeBank (a sample) and WikiWars: ``python bench/times.py [--errors] [--encoder]``.

Metrics as in TempEval-3 (UzZaman et al., 2013), on extents in the text (the date of creation is not counted):
strict F1 (the same characters), relaxed F1 (overlap), value F1 (overlap and the same value), and strict
with value for WikiWars (as in Lee et al., 2014). Reads ``$WIREDESK_DATA`` (default ``../shared/data``).
"""

from __future__ import annotations

import argparse
import html
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.tokens import Doc

from wiredesk.annotate.times import times

DATA = Path(os.environ.get("WIREDESK_DATA", Path(__file__).parents[2] / "shared" / "data"))
CORPORA = {"TimeBank": "dev/timebank/*.tml", "WikiWars": "train/wikiwars/tml/*.tml"}


class Mention(NamedTuple):
    start: int
    end: int
    value: str


class Annotated(NamedTuple):
    name: str
    text: str
    published: str
    gold: list[Mention]


def documents(pattern: str) -> Iterator[Annotated]:
    """TimeML files as plain text with their TIMEX3 extents."""
    for path in sorted(DATA.glob(pattern)):
        source = path.read_text(encoding="utf-8")
        created = re.search(r"<(?:DOCTIME|DCT)>.*?</(?:DOCTIME|DCT)>", source, re.S)
        published = re.search(r'value="(\d{4}-\d\d-\d\d)', created.group() if created else source)
        body = source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]
        text, gold, opened = "", [], []
        for part in re.split(r"(<[^>]+>)", body):
            if part.startswith("<TIMEX3"):
                value = re.search(r'\bvalue="([^"]*)"', part)
                opened.append((len(text), value[1] if value else ""))
            elif part == "</TIMEX3>":
                start, found = opened.pop()
                gold.append(Mention(start, len(text), found))
            elif not part.startswith("<"):
                text += html.unescape(part)
        yield Annotated(path.stem, text, published[1] if published else "", gold)


def same_value(gold: str, found: str) -> bool:
    """TempEval-3 compares values as strings; 17:00 and 17 are the same time."""
    return gold == found or (found.endswith(":00") and gold == found[:-3])


def score(pairs: list[tuple[Annotated, list[Mention]]]) -> dict[str, float]:
    gold = sum(len(doc.gold) for doc, _ in pairs)
    found = sum(len(mentions) for _, mentions in pairs)
    hits = dict.fromkeys(("strict", "relaxed", "value", "strict+value"), 0)
    for doc, mentions in pairs:
        free = list(doc.gold)
        for mention in mentions:
            over = [one for one in free if one.start < mention.end and mention.start < one.end]
            if not over:
                continue
            best = max(over, key=lambda one: min(one.end, mention.end) - max(one.start, mention.start))
            free.remove(best)
            strict, value = best[:2] == mention[:2], same_value(best.value, mention.value)
            for name, hit in zip(hits, (strict, True, value, strict and value), strict=True):
                hits[name] += hit
    f1 = {name: 200 * hit / (gold + found) for name, hit in hits.items()}
    return {**f1, "precision": 100 * hits["relaxed"] / max(found, 1), "recall": 100 * hits["relaxed"] / max(gold, 1)}


def show_errors(doc: Annotated, mentions: list[Mention]) -> None:
    for one in doc.gold:
        over = [other for other in mentions if one.start < other.end and other.start < one.end]
        strict = any(other[:2] == one[:2] for other in over)
        if not over or not strict or not any(same_value(one.value, other.value) for other in over):
            kind = "MISSED" if not over else "VALUE" if strict else "EXTENT"
            print(f"{doc.name[:14]:15}{kind:8}{_context(doc.text, one)} {one.value}  <- {_show(doc.text, over)}")
    for other in mentions:
        if not any(one.start < other.end and other.start < one.end for one in doc.gold):
            print(f"{doc.name[:14]:15}{'SPURIOUS':8} {_context(doc.text, other)} {other.value}")


def _context(text: str, one: Mention) -> str:
    around = (
        text[max(0, one.start - 40) : one.start] + "[" + text[one.start : one.end] + "]" + text[one.end : one.end + 30]
    )
    return re.sub(r"\s+", " ", around)


def _show(text: str, mentions: list[Mention]) -> str:
    return "; ".join(f"{text[one.start : one.end]!r}={one.value}" for one in mentions)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--errors", action="store_true", help="print every error")
    arguments.add_argument("--encoder", action="store_true", help="with the tags of wiredesk.load()")
    arguments.add_argument("--corpus", choices=CORPORA)
    options = arguments.parse_args()
    nlp = spacy.blank("en")
    nlp.max_length = 10**7
    if options.encoder:
        import wiredesk

        nlp = wiredesk.load()
        nlp.select_pipes(enable=["encoder"])
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    for name, pattern in CORPORA.items():
        if options.corpus in (None, name):
            _measure(name, pattern, nlp, options.errors)


def _measure(name: str, pattern: str, nlp: spacy.language.Language, errors: bool) -> None:
    pairs, spent, words = [], 0.0, 0
    for document in documents(pattern):
        doc = nlp.make_doc(document.text)
        doc._.published = document.published
        doc = nlp(doc)
        begun = time.process_time()
        whens = times(doc)
        spent, words = spent + time.process_time() - begun, words + len(doc)
        mentions = [Mention(when.span.start_char, when.span.end_char, when.value) for when in whens]
        pairs.append((document, mentions))
        if errors:
            show_errors(document, mentions)
    if not pairs:
        print(f"{name}: absent: nothing matches {DATA / pattern}; set WIREDESK_DATA to the folder with the corpora")
        return
    numbers = "  ".join(f"{key} {value:.1f}" for key, value in score(pairs).items())
    print(f"{name}: {len(pairs)} documents  {numbers}  {1000 * spent / words * 400:.2f} ms per 400 words")


if __name__ == "__main__":
    main()
