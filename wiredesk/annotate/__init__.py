"""Text to a spaCy Doc with everything that Wiredesk hears in it."""

from wiredesk.annotate.pipeline import load

__all__ = ["load"]
