from __future__ import annotations

from pathlib import Path

import pytest

from wiredesk.model import Report
from wiredesk.read import read

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Two held after blast - Grey Harbour
News</title>
<meta property="og:site_name" content="Grey Harbour News"><meta property="og:title" content="Two held after blast">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Two held
after blast",
"datePublished": "2023-11-04T22:10:00+03:00", "author": [{"@type": "Person", "name": "Ada Okoro"}, {"@type":
"Person", "name": "Li Wen"}],
"publisher": {"@type": "Organization", "name": "Grey Harbour Media"}}</script></head>
<body class="has-comments with-sidebar"><nav class="main"><a href="/">Home</a> <a href="/world">World</a></nav>
<main><article><h1>Two held after blast</h1><p class="byline">By Ada Okoro and Li Wen</p>
<p>Police in the port city of Vellin said on Saturday that they had arrested two men after a blast in a grain
store.<sup><a href="#fn1">1</a></sup>
Nobody was hurt.</p>
<p>The store covers 900 m<sup>2</sup> and holds 10<sup>6</sup> sacks, the owner said<a class="footnote"
href="https://example.org/owner">[2]</a>.
The men are from the 7<sup>th</sup> district. A witness spoke of “three men”<sup>3</sup>.</p>
<div class="related-posts"><h3>Related</h3><ul><li><a href="/a">A bridge reopens after nine weeks</a></li></ul></div>
<p>Updated: at <time datetime="2023-11-04T23:00">11:00 pm</time> the mayor said that a third man was being sought in
the hills.</p>
<ol class="notes"><li id="fn1">Statement of the Vellin police. <a href="#r1">↩</a></li></ol>
</article></main>
<section id="comments"><h2>2 comments</h2><article class="comment"><p>gull77: I heard nine shots and saw a burning
boat, believe me or not.</p></article></section>
<footer><p>© 2023 Grey Harbour Media</p></footer></body></html>"""


def one(tmp_path: Path, page: str | bytes, name: str = "page.html") -> Report:
    (tmp_path / name).write_bytes(page if isinstance(page, bytes) else page.encode())
    [report] = read(tmp_path / name)
    return report


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return one(tmp_path, PAGE)


def test_metadata(report: Report) -> None:
    assert (report.title, report.outlet, report.language) == ("Two held after blast", "Grey Harbour News", "en")
    assert report.authors == ("Ada Okoro", "Li Wen")
    assert report.published == "2023-11-04T22:10"


def test_the_text_is_the_article_and_nothing_else(report: Report) -> None:
    assert report.text == (
        "Police in the port city of Vellin said on Saturday that they had arrested two men after a blast "
        "in a grain store. "
        "Nobody was hurt.\n"
        "The store covers 900 m² and holds 10⁶ sacks, the owner said. "
        "The men are from the 7th district. A witness spoke of “three men”.\n"
        "Updated: at 11:00 pm the mayor said that a third man was being sought in the hills."
    )


def test_marks_of_the_markup(report: Report) -> None:
    assert [(mark.label, mark.word, mark.leads_to) for mark in report.marks] == [
        ("1", "store", "Statement of the Vellin police."),
        ("2", "said", "https://example.org/owner"),
        ("3", "men", None),
    ]
    assert all(report.text[mark.span.start : mark.span.end] == mark.span.text for mark in report.marks)


def test_what_is_left_out_is_kept_with_its_reason(report: Report) -> None:
    reasons = {left.reason: left.text for left in report.dropped}
    assert "nine shots" in reasons["reader comments"]
    assert "A bridge reopens" in reasons["teaser for other stories"]
    assert reasons["menu"] == "Home\nWorld"
    assert "2023" in reasons["page footer"]


def test_a_class_name_on_the_whole_page_takes_nothing_away(tmp_path: Path) -> None:
    body = "<p>The army and the rebels agreed on Sunday to stop shooting in the valley for ten days.</p>" * 3
    report = one(tmp_path, f'<html><body><div class="sidebar related">{body}</div></body></html>')
    assert "stop shooting" in report.text


def test_a_short_report_is_read(tmp_path: Path) -> None:
    report = one(tmp_path, "<html><body><h1>Truce</h1><p>The truce held overnight, both sides said.</p></body></html>")
    assert report.text == "The truce held overnight, both sides said." and report.title == "Truce"


def test_the_encoding_of_the_page_is_used(tmp_path: Path) -> None:
    text = "<p>Správa hovorí, že ľudia z mesta odišli včera večer.</p>"
    page = f'<html><head><meta charset="iso-8859-2"></head><body>{text}</body></html>'
    assert "ľudia z mesta odišli" in one(tmp_path, page.encode("iso-8859-2")).text


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2024-03-05T08:00:00Z">', "2024-03-05T08:00"),
        ('<meta name="DC.date.issued" content="2024-03">', "2024-03"),
        ("", None),
    ],
)
def test_the_date_is_as_precise_as_the_page_tells(tmp_path: Path, head: str, published: str | None) -> None:
    text = "<p>The truce held overnight, both sides said.</p>"
    page = f"<html><head>{head}</head><body><article>{text}</article></body></html>"
    assert one(tmp_path, page).published == published
