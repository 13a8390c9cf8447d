"""The page in a real browser: no sideways scrolling on a phone, and a citation opens the exact words."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest

from tests.brief.render_sample import BRIEF, SITUATION
from wiredesk.brief import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

PHONE = """<!doctype html><meta charset="utf-8">
<iframe id="f" style="width:360px;height:800px" srcdoc="{page}"></iframe>
<script>
document.getElementById("f").onload = function () {{
  document.body.dataset.wide = this.contentDocument.documentElement.scrollWidth;
}};
</script>"""


def dom(address: str, profile: Path) -> str:
    """The page as it stands after its scripts have run."""
    command = [str(CHROMIUM), *FLAGS.split(), f"--user-data-dir={profile}", "--virtual-time-budget=4000", "--dump-dom"]
    return subprocess.run([*command, address], capture_output=True, text=True, timeout=60, check=True).stdout


def test_a_phone_needs_no_sideways_scrolling(tmp_path: Path) -> None:
    file = tmp_path / "phone.html"
    file.write_text(PHONE.format(page=html.escape(render.html(BRIEF, SITUATION), quote=True)), encoding="utf-8")
    wide = re.search(r'data-wide="(\d+)"', dom(file.as_uri(), tmp_path / "profile"))
    assert wide and int(wide[1]) <= 360


def test_an_address_with_a_citation_opens_its_words(tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    file.write_text(render.html(BRIEF, SITUATION), encoding="utf-8")
    page = lxml.html.fromstring(dom(file.as_uri() + "#c1", tmp_path / "profile"))
    reader = page.get_element_by_id("reader")
    marked = [mark.text_content() for mark in reader.iter("mark")]
    assert reader.get("hidden") is None
    assert marked and any(marked[0] in report.text for report in SITUATION.reports)
