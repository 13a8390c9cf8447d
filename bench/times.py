"""Times against a sample of TempEval-3 TimeBank and WikiWars: ``python -m bench.times [--data FOLDER] [--errors]``.

Metrics as in TempEval-3 (UzZaman et al., 2013), on extents in the text (the date of creation is not counted):
strict F1 (the same characters), relaxed F1 (overlap), value F1 (overlap and the same value), and strict
with value for WikiWars (as in Lee et al., 2014). ``--blank`` leaves the encoder out.
"""

from __future__ import annotations

import argparse
import html
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import wiredesk
from bench.table import Row, found
from wiredesk.annotate.times import times

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


def documents(data: Path, pattern: str) -> Iterator[Annotated]:
    """TimeML files as plain text with their TIMEX3 extents."""
    for path in found(data, pattern):
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
                start, meant = opened.pop()
                gold.append(Mention(start, len(text), meant))
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


def pipeline(blank: bool = False) -> Language:
    """The encoder, or a tokenizer alone."""
    if not blank:
        return wiredesk.load()
    nlp = spacy.blank("en")
    nlp.max_length = 10**7
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    return nlp


class Measured(NamedTuple):
    pairs: list[tuple[Annotated, list[Mention]]]
    pace: float  # ms per 400 words, after the encoder


def measure(data: Path, pattern: str, nlp: Language) -> Measured:
    pairs, spent, words = [], 0.0, 0
    with nlp.select_pipes(enable=[name for name in nlp.pipe_names if name == "encoder"]):
        for document in documents(data, pattern):
            doc = nlp.make_doc(document.text)
            doc._.published = document.published
            doc = nlp(doc)
            begun = time.process_time()
            whens = times(doc)
            spent, words = spent + time.process_time() - begun, words + len(doc)
            pairs.append((document, [Mention(one.span.start_char, one.span.end_char, one.value) for one in whens]))
    return Measured(pairs, 1000 * spent / max(words, 1) * 400)


def run(data: Path) -> list[Row]:
    rows = []
    for name, pattern in CORPORA.items():
        measured = measure(data, pattern, pipeline())
        if measured.pairs:
            figures = score(measured.pairs)
            rows += [
                Row(name, f"{metric} F1", figures[metric]) for metric in ("strict", "relaxed", "value", "strict+value")
            ]
            rows.append(Row(name, "per 400 words, after the encoder", measured.pace, "ms"))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="print every error")
    parser.add_argument("--blank", action="store_true", help="without the encoder")
    parser.add_argument("--corpus", choices=CORPORA)
    options = parser.parse_args()
    for name, pattern in CORPORA.items():
        if options.corpus not in (None, name):
            continue
        measured = measure(options.data, pattern, pipeline(options.blank))
        if not measured.pairs:
            print(f"{name}: absent: nothing matches {options.data / pattern}; name the folder with --data")
            continue
        for document, mentions in measured.pairs if options.errors else ():
            show_errors(document, mentions)
        numbers = "  ".join(f"{key} {value:.1f}" for key, value in score(measured.pairs).items())
        print(f"{name}: {len(measured.pairs)} documents  {numbers}  {measured.pace:.2f} ms per 400 words")


if __name__ == "__main__":
    main()
