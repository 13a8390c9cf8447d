"""What a page says about itself: JSON-LD (schema.org), Open Graph, meta elements; the rest through trafilatura."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wiredesk.read.clean import one_line
from wiredesk.read.dates import iso_prefix
from wiredesk.read.knowledge import table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|CreativeWork)$")


@dataclass(frozen=True)
class Metadata:
    """Empty where the page says nothing."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str = "en"


def metadata_of(tree: HtmlElement, url: str | None = None) -> Metadata:
    """The metadata of a page. Where it gives its date several times, JSON-LD goes before meta, meta before markup."""
    linked = list(_json_ld(tree))
    article = next((node for node in linked if _is_article(node)), {})
    metas = _metas(tree)
    rest = None if article.get("headline") and metas.get("og:site_name") else _trafilatura(tree, url)
    outlet = (
        metas.get("og:site_name")
        or _name(article.get("publisher"))
        or metas.get("publisher")
        or metas.get("application-name")
    )
    published = _published(tree, article, metas) or _guessed_date(tree, url)
    title = article.get("headline") or metas.get("og:title") or getattr(rest, "title", "") or ""
    outlet = outlet or getattr(rest, "sitename", "") or ""
    return Metadata(
        title=_without_outlet(one_line(str(title)), one_line(str(outlet))),
        outlet=one_line(str(outlet)),
        authors=_authors(article, metas) or _split(getattr(rest, "author", "") or ""),
        published=published,
        language=_language(tree, article),
    )


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                yield from _nodes(json.loads(script.text_content().strip(), strict=False))
            except (ValueError, RecursionError):
                continue


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth)
    elif isinstance(value, dict):
        yield value
        if depth < 3:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _nodes(value.get(key), depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Content by lower-case property or name; the first wins."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if meta.get("content", "").strip():
            found.setdefault(key.strip().lower(), meta.get("content").strip())
    return found


def _published(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    values = [article.get("datePublished"), *(metas.get(name) for name in table("read_metadata.yaml")["published"])]
    values += tree.xpath(
        "//*[@itemprop='datePublished']/@datetime|//*[@itemprop='datePublished']/@content|//time[@pubdate]/@datetime"
    )
    stamps = tree.xpath(
        "(//article|//main)//time[@datetime][1]/@datetime|//*[contains(@class,'publish')]//time/@datetime"
    )
    values += stamps if len(set(stamps)) == 1 else []
    return next((date for value in values if (date := iso_prefix(value))), None)


def _guessed_date(tree: HtmlElement, url: str | None) -> str | None:
    """The date as htmldate finds it in the visible page."""
    from htmldate import find_date

    try:
        return iso_prefix(find_date(tree, url=url, original_date=True, extensive_search=False))
    except Exception:  # a page that breaks the search tells no date
        return None


def _trafilatura(tree: HtmlElement, url: str | None) -> Any:
    from copy import deepcopy

    from trafilatura import metadata

    try:
        found = metadata.examine_meta(tree)
        found.title = found.title or metadata.extract_title(tree)
        found.author = found.author or metadata.extract_author(deepcopy(tree))
        found.sitename = found.sitename or metadata.extract_sitename(tree)
    except Exception:  # as above
        return None
    return found


def _name(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    name = value.get("name", "") if isinstance(value, dict) else value
    return name if isinstance(name, str) and not name.startswith("http") else ""


def _authors(article: dict[str, Any], metas: dict[str, str]) -> tuple[str, ...]:
    value = article.get("author")
    names = [_name(item) for item in (value if isinstance(value, list) else [value])]
    return tuple(one_line(name) for name in names if name) or _split(metas.get("author") or metas.get("byl") or "")


def _split(names: str) -> tuple[str, ...]:
    names = "" if names.startswith(("http", "@")) else re.sub(r"^by\s+", "", names, flags=re.IGNORECASE)
    return tuple(name for part in re.split(r";|,|\s+and\s+|\s*&\s*", names) if (name := one_line(part)))


def _without_outlet(title: str, outlet: str) -> str:
    """ "Strike kills two - Harbour Post" is the headline and the outlet."""
    return re.sub(rf"\s+[-–—|·:]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE) if outlet else title


def _language(tree: HtmlElement, article: dict[str, Any]) -> str:
    value = tree.get("lang") or article.get("inLanguage") or ""
    match = re.match(r"[a-z]{2,3}(?=$|[-_])", value.lower()) if isinstance(value, str) else None
    return match[0] if match else "en"
