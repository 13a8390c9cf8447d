"""The command line: ``wiredesk brief``, ``read``, ``extract``, ``events``, ``gazetteer``. JSON Lines between steps.

Exit codes: 0 done, 2 unusable input or arguments, 130 interrupted. Standard output carries results only.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from wiredesk import __version__
from wiredesk.cli_gazetteer import gazetteer
from wiredesk.errors import NothingRead, ReadProblem, WiredeskError
from wiredesk.timings import Timings

FORMATS = (".html", ".md", ".json")

sources = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
published = click.option(
    "--published",
    metavar="DATE",
    help="Publication date for sources that do not tell their own: 2024, 2024-01, 2024-01-19 or 2024-01-19T08:30. "
    "Words such as “Tuesday” are dated from it.",
)


class _Commands(click.Group):
    """Every error of ours ends in one line on stderr and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WiredeskError as error:
            _tell(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            _close_stdout()
            ctx.exit(0)
        except KeyboardInterrupt:
            ctx.exit(130)


def _tell(error: WiredeskError) -> None:
    """One line. The problems of single sources have been told already, each as it came up."""
    told = len(error.problems) if isinstance(error, NothingRead) else 0
    if told != 1:
        click.echo(
            f"wiredesk: none of the sources could be read ({told} problems)" if told else f"wiredesk: {error}", err=True
        )


def _close_stdout() -> None:
    """What reads our output has gone ("| head"): let the interpreter flush into nothing at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wiredesk")
def main() -> None:
    """News reports in, one sourced account out.

    SOURCE is a file (HTML, text, Markdown, JSON Lines, CSV, PDF, RSS or Atom, WARC), a folder, a glob, an
    http(s) URL, or - for standard input. A source that cannot be read is named on standard error with the
    reason and left out; the others are still read.

    Exit codes: 0 done; 2 when nothing could be read or an argument cannot be used.
    """


main.add_command(gazetteer)


@main.command(short_help="Write the brief of all reports as HTML, Markdown or JSON.")
@sources
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write; the ending chooses the form: .html, .md or .json. Missing folders are made.",
)
@published
@click.option("--timings", is_flag=True, help="Print the seconds that each step took on standard error.")
def brief(sources: tuple[str, ...], output: Path | None, published: str | None, timings: bool) -> None:
    """Write the brief of all reports: what happened, who says what, what is disputed, with the words behind each
    sentence.

    .html is one page that stands alone, .md is Markdown with footnotes, .json holds the brief and the whole
    situation. Without --output the brief goes to standard output as Markdown. SOURCE may also be what "wiredesk
    read" wrote.
    """
    if output is not None:
        _check(output)
    clock = Timings()
    text = _brief(sources, published, output.suffix.lower() if output else ".md", clock)
    with clock.step("write"):
        _write(text, output)
    if timings:
        click.echo(clock.table(), err=True)


def _check(output: Path) -> None:
    """Tell at once, not after the work, when the brief cannot go there."""
    if output.suffix.lower() not in FORMATS:
        what = f"as {output.suffix}" if output.suffix else "without an ending that tells the form"
        raise WiredeskError(f"{output}: no brief can be written {what}; use {', '.join(FORMATS)}")
    if output.is_dir():
        raise WiredeskError(f"{output}: is a folder; give the name of a file with -o")


def _start() -> Any:
    """The pipeline. What it reads stays for the whole run, so the garbage collector need not look at it again."""
    # The one matrix product outside the encoder's session is small: threads cost it more than they bring.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()
    import trafilatura  # noqa: F401 - most sources are pages: their reader belongs to the start

    import wiredesk

    nlp = wiredesk.load()
    gc.freeze()
    gc.enable()
    return nlp


def _brief(sources: Iterable[str], published: str | None, kind: str, clock: Timings) -> str:
    with clock.step("start"):
        nlp = _start()
        import wiredesk
        from wiredesk.brief.render import RENDER
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
        return RENDER[kind](account, situation)


@main.command(short_help="Read sources into reports, as JSON Lines.")
@sources
@published
def read(sources: tuple[str, ...], published: str | None) -> None:
    """Read sources into reports: one Report a line, as JSON, on standard output.

    Menus, teasers, comments and citation marks are out of the text and stand in "dropped" and "marks".
    """
    _lines(_read(sources, published))


@main.command(short_help="Hear the claims in reports, as JSON Lines.")
@sources
@published
def extract(sources: tuple[str, ...], published: str | None) -> None:
    """Hear the claims in reports: one Claim a line, as JSON, on standard output.

    SOURCE may also be the reports that "wiredesk read" wrote:

    \b
      wiredesk read news/ | wiredesk extract -
    """
    import wiredesk

    _lines(wiredesk.extract(_read(sources, published)))


@main.command(short_help="Reconcile reports into events, as JSON Lines.")
@sources
@published
def events(sources: tuple[str, ...], published: str | None) -> None:
    """Reconcile the reports into events: one Event a line, as JSON, on standard output, in order of time.

    SOURCE may also be the reports that "wiredesk read" wrote:

    \b
      wiredesk read news/ | wiredesk events -
    """
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
    for item in items:
        _out(item.model_dump_json() + "\n")


def _out(text: str) -> None:
    """UTF-8 with bare line feeds on standard output, whatever the platform; click writes bytes as they are."""
    click.echo(text.encode("utf-8"), nl=False)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        _out(text)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WiredeskError(f"{output}: cannot be written ({error.strerror}); choose another place with -o") from error
    if sys.stderr.isatty():
        click.echo(str(output), err=True)
