"""Readers of GeoNames dumps: ``allCountries.zip``, or the zip of one country, as download.geonames.org has them.

A dump is one text file in a zip: a place a line, 19 columns divided by tabs, described in the ``readme.txt`` of the
site. A line that is none of these is left out; a file in which most lines are none is refused.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from wiredesk.errors import WiredeskError
from wiredesk.knowledge import knowledge

COLUMNS = 19
_LONGEST = 1 << 20  # bytes of a line; the longest of GeoNames has some 15,000
_SAMPLE = 100  # lines that tell whether a file is GeoNames
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
Area = tuple[str, str, str]  # country, code of the province, code of the district or ""


class UnusableDump(WiredeskError):
    """The file is no GeoNames dump. The message names it and says what to do."""


class Row(NamedTuple):
    """One place of a dump. ``kind`` is the precision of a Place, "" of a place that is gone; ``changed`` is the day of
    the last correction."""

    id: int
    names: tuple[str, ...]  # the usual one first, then its ASCII form and the alternate names
    lat: float
    lon: float
    kind: str
    capital: bool
    country: str | None
    admin1: str
    admin2: str
    people: int
    changed: str

    @property
    def province(self) -> Area:
        return self.country or "", self.admin1, ""

    @property
    def district(self) -> Area:
        return self.country or "", self.admin1, self.admin2


class Dump:
    """A dump that can be read several times. ``size`` is that of its text in bytes."""

    def __init__(self, source: Path) -> None:
        self.source = source
        try:
            with zipfile.ZipFile(source) as archive:
                texts = [file for file in archive.infolist() if _holds_places(file.filename)]
        except FileNotFoundError:
            raise UnusableDump(f"{source}: no such file; check the name and the folder") from None
        except OSError as error:
            raise UnusableDump(f"{source}: cannot be read ({error.strerror})") from error
        except _BROKEN:
            raise UnusableDump(f"{source}: is not a zip file; give allCountries.zip as GeoNames has it") from None
        if not texts:
            raise self.wrong()
        member = max(texts, key=lambda file: file.file_size)
        self._member, self.size = member.filename, member.file_size

    def rows(self, read: Callable[[int], None] = lambda _: None) -> Iterator[Row]:
        """The places in the order of the file; ``read`` is told the bytes that are behind it."""
        told = bad = 0
        for number, line in enumerate(self._lines(), 1):
            told += len(line)
            if (row := parse(line)) is not None:
                yield row
            else:
                bad += 1
            if number == _SAMPLE and bad * 2 > number:
                raise self.wrong()
            if number % 10_000 == 0:
                read(told)
                told = 0
        read(told)

    def _lines(self) -> Iterator[bytes]:
        try:
            with zipfile.ZipFile(self.source) as archive, archive.open(self._member) as text:
                yield from iter(lambda: text.readline(_LONGEST), b"")
        except OSError as error:
            raise UnusableDump(f"{self.source}: cannot be read ({error.strerror})") from error
        except _BROKEN as error:
            raise UnusableDump(f"{self.source}: the zip file is damaged ({error}); download it again") from error

    def wrong(self) -> UnusableDump:
        return UnusableDump(
            f"{self.source}: holds no GeoNames places (lines of {COLUMNS} columns divided by tabs); "
            "give allCountries.zip or the zip of a country"
        )


def _holds_places(name: str) -> bool:
    return name.lower().endswith(".txt") and Path(name).name.lower() != "readme.txt"


def parse(line: bytes) -> Row | None:
    """The place of a line, or None where the line tells none."""
    cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
    if len(cells) != COLUMNS or not cells[1].strip():
        return None
    try:
        id, lat, lon, people = int(cells[0]), float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError:
        return None
    if id <= 0 or not (math.isfinite(lat) and abs(lat) <= 90 and math.isfinite(lon) and abs(lon) <= 180):
        return None
    kinds = _kinds()
    kind = kinds.get(cells[7], kinds.get(f"{cells[6]}.", "other"))
    return Row(
        id, (cells[1], cells[2], *cells[3].split(",")), lat, lon, kind, cells[7] == "PPLC",
        cells[8] or None, cells[10], cells[11], people, cells[18],
    )  # fmt: skip


@cache
def _kinds() -> dict[str, str]:
    """Feature code, or class and a point -> kind; "" where the place is gone."""
    facts = knowledge("geonames_kinds")
    kinds = {code: kind for kind, codes in facts["codes"].items() for code in codes}
    classes = {f"{letter}.": kind for letter, kind in facts["classes"].items()}
    return kinds | classes | dict.fromkeys(facts["gone"], "")


def area_names(folder: Path) -> Iterator[tuple[Area, str, int]]:
    """(codes, name, GeoNames number) from admin1CodesASCII.txt and admin2Codes.txt, where they lie in the folder."""
    for name, parts in (("admin1CodesASCII.txt", 2), ("admin2Codes.txt", 3)):
        path = folder / name
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
            for line in lines:
                cells = line.rstrip("\r\n").split("\t")
                codes = cells[0].split(".")
                if len(cells) == 4 and len(codes) == parts and cells[3].isdigit():
                    yield (codes[0], codes[1], codes[2] if parts == 3 else ""), cells[1], int(cells[3])
