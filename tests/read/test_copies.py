from __future__ import annotations

import random
import time

from wiredesk.model import Report
from wiredesk.read.copies import mark_copies

WIRE = (
    "Two soldiers and a shepherd were killed on Monday in an attack on an army post near the border, the "
    "ministry of defence said. "
    "The gunmen came on motorcycles from the dry river bed and fled the same way, according to a statement "
    "that was read on state radio. "
    "Nobody has claimed the attack so far. The ministry said it suspected the Front for the Valley, a small "
    "group that was founded "
    "in 2015 and seeks self-rule for the north. A man who said he spoke for the Front told a local station "
    "that it had no part in it. "
    "The border crossing at Vellin has been closed, and about forty lorries were waiting there in the evening."
)
RETOLD = (
    "An army post close to the frontier came under fire on Monday. The defence ministry says that two of its "
    "men died and that a herdsman "
    "was killed as well. State radio carried a statement by which the attackers arrived on motorcycles. "
    "Officials point to the Front for the "
    "Valley, which has fought for autonomy in the north since 2015, but a man claiming to speak for it denies "
    "that it was involved. "
    "Lorries were stuck at the Vellin crossing, which was shut after the attack."
)


def marked(*texts: str, days: list[str | None] | None = None) -> list[int | None]:
    """For each text the number of the report that it repeats."""
    reports = [Report.of(text, published=day) for text, day in zip(texts, days or [None] * len(texts), strict=True)]
    ids = [report.id for report in reports]
    return [ids.index(report.repeats) if report.repeats else None for report in mark_copies(reports)]


def test_a_cut_tail_a_dateline_and_curly_quotes_make_no_new_report() -> None:
    cut = WIRE.rsplit(". ", 2)[0] + "."
    dated = "VELLIN, May 8 (Wire) — " + WIRE.replace("gunmen came", "attackers came")
    assert marked(WIRE, cut, dated) == [None, 0, 0]


def test_a_report_in_other_words_is_no_copy() -> None:
    assert marked(WIRE, RETOLD) == [None, None]


def test_an_update_that_changes_a_number_is_no_copy() -> None:
    assert marked(WIRE, WIRE.replace("Two soldiers", "Four soldiers")) == [None, None]
    assert marked(WIRE, WIRE.replace("about forty", "about 60")) == [None, None]


def test_the_earliest_is_the_original_whatever_the_order() -> None:
    later = WIRE + " Talks go on."
    assert marked(later, WIRE, days=["2023-05-09", "2023-05-08T10:00"]) == [1, None]
    assert marked(later, WIRE, days=["2023-05", "2023-05-08"]) == [1, None]
    assert marked(later, WIRE, days=[None, "2023-05-08"]) == [1, None]


def test_copies_of_copies_lead_to_the_first() -> None:
    words = WIRE.split(". ")
    assert marked(WIRE, ". ".join(words[:-1]) + ".", ". ".join(words[:-2]) + ".") == [None, 0, 0]


def test_the_same_text_twice() -> None:
    first, second = mark_copies([Report.of("A truce holds."), Report.of("A truce holds.")])
    assert first.repeats is None and second.repeats == first.id == second.id


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    assert marked("A truce holds in the valley.", "A truce holds in the hills.") == [None, None]


def test_nothing() -> None:
    assert mark_copies([]) == []


def test_hundreds_of_reports_find_the_same_copies_as_few() -> None:
    source = random.Random(7)
    words = [
        f"{a}{b}"
        for a in ("ka", "ro", "mi", "te", "su", "la")
        for b in ("ban", "dor", "fel", "gim", "hut", "jas", "kol")
    ]
    texts = [" ".join(source.choices(words, k=150)) for _ in range(300)]
    copies = [" ".join(text.split()[:90]) for text in texts[:50]]
    start = time.process_time()
    found = marked(*texts, *copies)
    assert found == [None] * 300 + list(range(50))
    assert time.process_time() - start < 10
