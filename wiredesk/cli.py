"""The command line: ``wiredesk brief``, ``read``, ``extract``, ``events``. JSON Lines between steps."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from wiredesk import __version__
from wiredesk.errors import ReadProblem, WiredeskError
from wiredesk.timings import Timings

FORMATS = (".html", ".md", ".json")

sources = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
published = click.option(
    "--published", metavar="DATE", help="Publication date (ISO 8601) for sources that do not tell their own."
)


class _Commands(click.Group):
    """Every error of ours ends in one line on stderr and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WiredeskError as error:
            click.echo(f"wiredesk: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wiredesk")
def main() -> None:
    """News reports in, one sourced account out.

    SOURCE is a file (HTML, text, Markdown, JSON Lines, CSV, PDF, RSS or Atom, WARC), a folder, a glob, an
    http(s) URL, or - for standard input. A source that cannot be read is named and left out.
    """


@main.command()
@sources
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write: .html, .md or .json.")
@published
@click.option("--timings", is_flag=True, help="Print the time of each step on stderr.")
def brief(sources: tuple[str, ...], output: Path | None, published: str | None, timings: bool) -> None:
    """Write the brief of all reports: HTML, Markdown or the whole situation as JSON.

    Without --output the brief goes to standard output as Markdown.
    """
    if output is not None and output.suffix.lower() not in FORMATS:
        raise click.UsageError(f"{output}: no brief can be written as {output.suffix or 'that'}; use {', '.join(FORMATS)}")
    clock = Timings()
    text = _brief(sources, published, output.suffix.lower() if output else ".md", clock)
    with clock.step("write"):
        _write(text, output)
    if timings:
        click.echo(clock.table(), err=True)


def _brief(sources: Iterable[str], published: str | None, kind: str, clock: Timings) -> str:
    with clock.step("start"):
        import wiredesk
        from wiredesk.brief import render

        nlp = wiredesk.load()
    with clock.step("read"):
        reports = list(_read(sources, published))
    clock.reports = len(reports)
    with clock.step("extract"):
        claims = list(_watched(wiredesk.extract(reports, nlp), "claims"))
    with clock.step("reconcile"):
        situation = wiredesk.reconcile(claims, reports)
    with clock.step("brief"):
        account = wiredesk.brief(situation)
    with clock.step("render"):
        write = {".html": render.html, ".md": render.markdown, ".json": render.data}[kind]
        return write(account, situation)


@main.command()
@sources
@published
def read(sources: tuple[str, ...], published: str | None) -> None:
    """Read sources into reports, as JSON Lines on standard output."""
    _lines(_read(sources, published))


@main.command()
@sources
@published
def extract(sources: tuple[str, ...], published: str | None) -> None:
    """Hear the claims in reports, as JSON Lines on standard output."""
    import wiredesk

    _lines(wiredesk.extract(_read(sources, published)))


@main.command()
@sources
@published
def events(sources: tuple[str, ...], published: str | None) -> None:
    """Reconcile the reports into events, as JSON Lines on standard output, in order of time."""
    import wiredesk

    reports = list(_read(sources, published))
    _lines(wiredesk.reconcile(wiredesk.extract(reports), reports).events)


def _read(sources: Iterable[str], published: str | None) -> Iterator[Any]:
    import wiredesk

    def tell(problem: ReadProblem) -> None:
        click.echo(f"wiredesk: {problem}", err=True)

    return _watched(wiredesk.read(list(sources), published=published, on_error=tell), "reports")


def _watched(items: Iterable[Any], what: str) -> Iterator[Any]:
    """The items; a count of them on stderr while they come, on a terminal only."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} …") as status:
        for count, item in enumerate(items, 1):
            status.update(f"{count} {what}")
            yield item


def _lines(items: Iterable[Any]) -> None:
    out = click.get_text_stream("stdout", encoding="utf-8")
    for item in items:
        out.write(item.model_dump_json() + "\n")
    out.flush()


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.get_text_stream("stdout", encoding="utf-8").write(text)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WiredeskError(f"{output}: cannot be written ({error.strerror}); choose another place with -o") from error
    click.echo(str(output), err=True)


