"""A Brief as one HTML file: no network, no other files; readable without JavaScript and on paper."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import wiredesk
from wiredesk.brief.render import dates, evidence
from wiredesk.brief.render.marked import marked
from wiredesk.brief.render.page import page, reason, standing
from wiredesk.brief.render.parts import Page
from wiredesk.brief.render.tables import Source
from wiredesk.model import Brief, Situation

if TYPE_CHECKING:
    from jinja2 import Environment, Template

# What HTML cannot hold (controls, lone surrogates) becomes U+FFFD, so that every offset stays where it is.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def html(brief: Brief, situation: Situation) -> str:
    """The brief as a page; the text of each report stands in it once, its cited words marked."""
    laid_out = page(brief, situation)
    text = _template().render(
        page=laid_out,
        style=_asset("style.css"),
        script=_asset("script.js"),
        policy=_policy(),
        version=wiredesk.__version__,
        marked=lambda source: _marked(laid_out, source),
    )
    return _UNWRITABLE.sub("\ufffd", text).replace("\r", "&#13;")


def _marked(laid_out: Page, source: Source) -> Any:
    from markupsafe import Markup

    return Markup(marked(source.report.text, laid_out.ledger.passages(source.report.id)))


@cache
def _template() -> Template:
    return _environment().get_template("page.html.j2")


def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: _file(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "date": dates.words,
        "clip": evidence.clip,
        "link": evidence.link,
        "outlet": evidence.outlet,
        "headline": evidence.title,
        "standing": standing,
        "reason": reason,
    }
    return environment


@cache
def _policy() -> str:
    """A Content Security Policy: the page's own style and script, named by hash, and nothing from anywhere else."""
    return (
        f"default-src 'none'; style-src {_hash('style.css')}; script-src {_hash('script.js')}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(name: str) -> str:
    digest = hashlib.sha256(_asset(name).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _asset(name: str) -> Any:
    from markupsafe import Markup

    return Markup(_file(f"templates/{name}"))


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
