"""Situation to Brief: what to say, and how to say it."""

from wiredesk.brief.compose import brief

__all__ = ["brief"]
