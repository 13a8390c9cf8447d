"""``wiredesk gazetteer``: a GeoNames dump beside the places of the package; one line for a file that is none."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gazetteer import build as builder
from gazetteer.records import Record
from wiredesk import gazetteer_build
from wiredesk.cli import main
from wiredesk.errors import WiredeskError
from wiredesk.gazetteer import ENVIRONMENT, FILE, Gazetteer, GazetteerMissing, file_in_use
from wiredesk.geonames import Dump, UnusableDump, parse

TOWN, COUNTRY, PROVINCE = 7, 3, -1


def line(
    id: int, name: str, code: str = "P.PPL", area: str = "11.", others: str = "", lat: float = 1.0, people: int = 0
) -> str:
    letter, _, feature = code.partition(".")
    first, _, second = area.partition(".")
    cells = [id, name, name, others, lat, 2.5, letter, feature, "XX", "", first, second, "", "", people, "", 700]
    return "\t".join(map(str, [*cells, "Africa/Juba", f"2024-01-{id % 28 + 1:02}"])) + "\n"


LINES = [
    line(COUNTRY, "Republic of Testland", "A.PCLI", "00.", "Testlandia", people=9_000_000),
    line(20, "Nord-Marches", "A.ADM1", "11.", "North Marches"),
    line(21, "Upper Rill", "A.ADM2", "11.04"),
    line(TOWN, "Testabad", area="11.04", others="Tastabad,TSB,Тестабад,testabad lower"),
    line(30, "Kivuru", area="11.04", others="Chivuru", lat=1.4),
    line(31, "Old Kivuru", "P.PPLH"),
    line(32, "Lone Ford", area="12.", lat=-3.0),
    line(33, "Kivuru Airport", "S.AIRP"),
    line(34, "Bay of Tests", "H.BAY", "."),
]


def pack(path: Path, lines: Iterable[str], member: str = "XX.txt") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "Readme for GeoNames\n" * 500)
        archive.writestr(member, "".join(lines))
    return path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gazetteer of the package with a country, a province without a GeoNames number, and its town."""
    country = Record(COUNTRY, "Testland", "country", "XX", 1.0, 2.0, 9_000_000)
    province = Record(PROVINCE, "North Marches", "admin1", "XX", 1.1, 2.1, 12345)
    town = Record(TOWN, "Testabad", "city", "XX", 1.0, 2.0, 12345, admin1=PROVINCE)
    for record in (country, province, town):
        record.add(record.name, 0)
    monkeypatch.setattr(builder, "collect", lambda: [country, province, town])
    file = tmp_path / "package.sqlite"
    builder.build(file)
    monkeypatch.setattr(gazetteer_build, "FILE", file)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    return file


def made(tmp_path: Path, lines: Iterable[str] = tuple(LINES)) -> Gazetteer:
    gazetteer_build.build(pack(tmp_path / "XX.zip", lines), tmp_path / "made.sqlite")
    return Gazetteer(tmp_path / "made.sqlite")


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["gazetteer", *map(str, words)], catch_exceptions=False)


def test_a_village_of_the_dump_lies_in_the_province_of_the_package(package: Path, tmp_path: Path) -> None:
    base = made(tmp_path)
    [match] = base.find("Kivuru")
    place = base.place(match.entry)
    assert (place.geonames_id, place.country, place.precision, place.lat) == (30, "XX", "city", 1.4)
    assert (place.admin1, place.admin2) == ("North Marches", "Upper Rill")


def test_the_province_of_the_package_gets_its_geonames_number(package: Path, tmp_path: Path) -> None:
    base = made(tmp_path)
    assert [match.entry.id for match in base.find("North Marches")] == [20]
    assert [match.entry.id for match in base.find("Nord-Marches")] == [20]
    assert base.entry(20).name == "North Marches" and base.entry(TOWN).admin1 == 20
    with pytest.raises(KeyError):
        base.entry(PROVINCE)


def test_any_name_of_a_town_finds_it_but_no_code(package: Path, tmp_path: Path) -> None:
    base = made(tmp_path)
    assert [match.entry.id for match in base.find("Tastabad") if match.exact] == [TOWN]
    assert [(match.entry.id, match.grade) for match in base.find("Chivuru")] == [(30, 1)]
    assert base.find("TSB") == [] and base.find("Testlandia") == []  # names of countries are chosen by hand


def test_kinds_follow_the_feature_codes_and_what_is_gone_stays_out(package: Path, tmp_path: Path) -> None:
    base = made(tmp_path)
    names = ("Kivuru Airport", "Bay of Tests", "Upper Rill", "Testland")
    kinds = {name: base.find(name)[0].entry.kind for name in names}
    assert kinds == {
        "Kivuru Airport": "facility", "Bay of Tests": "sea", "Upper Rill": "admin2", "Testland": "country",
    }  # fmt: skip
    assert base.find("Old Kivuru") == []


def test_the_tables_of_codes_name_a_province_that_the_dump_lacks(package: Path, tmp_path: Path) -> None:
    (tmp_path / "admin1CodesASCII.txt").write_text("XX.12\tFord Lands\tFord Lands\t52\nodd line\n", encoding="utf-8")
    base = made(tmp_path)
    ford = base.place(base.find("Lone Ford")[0].entry)
    assert ford.admin1 == "Ford Lands"
    assert base.entry(52).lat == -3.0


def test_odd_lines_are_left_out(package: Path, tmp_path: Path) -> None:
    odd = [
        "", "\n", "no tabs\n", LINES[4].replace("30\t", "thirty\t", 1), LINES[4].replace("\t1.4\t", "\tnan\t"),
        LINES[4].replace("\t1.4\t", "\t91\t"), line(40, " "), "\t" * 18 + "\n",
    ]  # fmt: skip
    base = made(tmp_path, [*LINES, *LINES, *odd, line(41, "Łódka\u2028Nowa", others=",,,")])
    assert base.facts()["places"] == "9"
    assert [match.entry.id for match in base.find("Łódka Nowa")] == [41]


def test_the_same_dump_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    made(tmp_path)
    first = (tmp_path / "made.sqlite").read_bytes()
    made(tmp_path)
    assert (tmp_path / "made.sqlite").read_bytes() == first


def test_progress_counts_every_byte_twice(package: Path, tmp_path: Path) -> None:
    read: list[int] = []
    source = pack(tmp_path / "XX.zip", LINES)
    gazetteer_build.build(source, tmp_path / "made.sqlite", read.append)
    assert sum(read) == 2 * Dump(source).size


def test_build_writes_where_the_pipeline_looks(package: Path, tmp_path: Path) -> None:
    assert file_in_use() == FILE
    result = call("build", pack(tmp_path / "XX.zip", LINES))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{file_in_use()}\n" and file_in_use() != FILE
    shown = call("info").stdout
    assert str(file_in_use()) in shown and "(yours)" in shown
    assert "XX.zip, last changed 2024-01-" in shown


def test_info_tells_the_gazetteer_of_the_package(package: Path) -> None:
    shown = dict(line.split(maxsplit=1) for line in call("info").stdout.splitlines())
    assert shown["file"] == f"{FILE} (of the package)"
    assert int(shown["places"].replace(",", "")) > 100_000


def test_the_environment_names_a_file(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path)
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "made.sqlite"))
    assert "(named by WIREDESK_GAZETTEER)" in call("info").stdout
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "absent.sqlite"))
    result = call("info")
    assert result.exit_code == 2 and "absent.sqlite: no gazetteer" in result.stderr


def broken(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / f"{kind}.zip"
    if kind == "text":
        path.write_text("no zip")
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "folder":
        path.mkdir()
    elif kind == "other":
        pack(path, ["a,b,c\n"] * 300)
    elif kind == "pictures":
        pack(path, ["x"], member="picture.png")
    elif kind == "damaged":
        data = bytearray(pack(path, LINES * 400).read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data)
    return path


@pytest.mark.parametrize("kind", ["absent", "text", "empty", "folder", "other", "pictures", "damaged"])
def test_a_wrong_file_gives_one_line_and_leaves_the_old_gazetteer(package: Path, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out" / "mine.sqlite"
    call("build", pack(tmp_path / "XX.zip", LINES), "-o", target)
    before = target.read_bytes()
    result = call("build", broken(tmp_path, kind), "-o", target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1 and f"{kind}.zip" in result.stderr
    assert target.read_bytes() == before
    assert os.listdir(target.parent) == ["mine.sqlite"]


def test_a_full_disk_gives_one_line(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(gazetteer_build, "_fill", full)
    result = call("build", pack(tmp_path / "XX.zip", LINES), "-o", tmp_path / "mine.sqlite")
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1
    assert "make room" in result.stderr and not (tmp_path / "mine.sqlite").exists()


def test_the_dump_itself_is_never_overwritten(package: Path, tmp_path: Path) -> None:
    source = pack(tmp_path / "XX.zip", LINES)
    with pytest.raises(WiredeskError, match="another file"):
        gazetteer_build.build(source, source)
    with pytest.raises(UnusableDump):
        Dump(tmp_path)


def test_a_file_that_is_no_gazetteer_or_an_old_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("no database, but long enough to look like something" * 50)
    with pytest.raises(GazetteerMissing, match="is no gazetteer"):
        Gazetteer(tmp_path / "text.sqlite")
    old = sqlite3.connect(tmp_path / "old.sqlite")
    old.executescript("CREATE TABLE other (x)")
    with pytest.raises(GazetteerMissing, match="is no gazetteer"):
        Gazetteer(tmp_path / "old.sqlite")


def test_a_gazetteer_with_other_keys_is_refused(package: Path) -> None:
    with sqlite3.connect(package) as base:
        base.execute("PRAGMA user_version = 1")
    with pytest.raises(GazetteerMissing, match="another version"):
        Gazetteer(package)


def test_a_line_is_read_by_its_columns() -> None:
    row = parse(LINES[3].encode())
    assert row is not None
    assert (row.id, row.names[0], row.kind) == (7, "Testabad", "city")
    assert (row.country, row.admin1, row.admin2) == ("XX", "11", "04")
    assert parse(b"\xff\xfe") is None
