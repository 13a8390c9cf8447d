"""``wiredesk gazetteer``: all places of GeoNames for who wants them, and which places are in use."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click


@click.group(short_help="All places of GeoNames instead of the larger ones.")
def gazetteer() -> None:
    """All places of GeoNames instead of the larger ones that the package brings.

    The dumps are at https://download.geonames.org/export/dump/: allCountries.zip, or the zip of one country.
    """


@gazetteer.command(short_help="Build a gazetteer from a GeoNames dump.")
@click.argument("source", type=click.Path(path_type=Path), metavar="SOURCE.zip")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write, instead of the folder of your settings. Set WIREDESK_GAZETTEER to use that file.",
)
def build(source: Path, output: Path | None) -> None:
    """Build a gazetteer from a GeoNames dump: the places of the package and all those of SOURCE.zip.

    From then on every command uses it. admin1CodesASCII.txt and admin2Codes.txt are read where they lie beside
    SOURCE.zip: they name provinces that the dump lacks. An older gazetteer is replaced when the new one is complete.
    """
    from rich.console import Console
    from rich.progress import Progress

    from wiredesk.gazetteer import users_file
    from wiredesk.gazetteer_build import build
    from wiredesk.geonames import Dump

    target = output or users_file()
    total = 2 * Dump(source).size
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(source.name, total=total)
        build(source, target, lambda read: progress.advance(task, read))
    click.echo(str(target))


@gazetteer.command(short_help="Tell which gazetteer is in use.")
def info() -> None:
    """Tell which gazetteer is in use: its file, why that one, its places and names, its date."""
    from wiredesk.gazetteer import ENVIRONMENT, FILE, Gazetteer, file_in_use

    file = file_in_use()
    facts = Gazetteer(file).facts()
    whose = "of the package" if file == FILE else "yours"
    why = f"named by {ENVIRONMENT}" if os.environ.get(ENVIRONMENT) else whose
    day = datetime.fromtimestamp(file.stat().st_mtime, UTC).date().isoformat()
    lines = {"file": f"{file} ({why})", "places": facts["places"], "names": facts["names"], "built": day}
    if "source" in facts:
        lines["source"] = f"{facts['source']}, last changed {facts['changed'] or 'on an unknown day'}"
    for name, value in lines.items():
        click.echo(f"{name:8}{value}")
