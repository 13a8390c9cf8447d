"""A Brief on paper and on screen: HTML, Markdown, JSON. The same input gives the same bytes."""

from collections.abc import Callable

from wiredesk.brief.render.data import data
from wiredesk.brief.render.html import html
from wiredesk.brief.render.markdown import markdown
from wiredesk.model import Brief, Situation

__all__ = ["RENDER", "data", "html", "markdown"]

RENDER: dict[str, Callable[[Brief, Situation], str]] = {".html": html, ".md": markdown, ".json": data}
"""What writes a brief to a file with this ending."""
