"""The gazetteer: names in the spellings of newspapers, and a build that gives the same bytes twice."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import build as builder
from gazetteer.provinces import bare_name
from gazetteer.records import Record, centre
from wiredesk.gazetteer import FILE, Entry, Gazetteer, GazetteerMissing, gazetteer
from wiredesk.toponyms import loose_key, plain_key


def first(name: str, kind: str | None = None) -> Entry:
    return next(match.entry for match in gazetteer().find(name) if kind in (None, match.entry.kind))


@pytest.mark.parametrize(
    "name",
    [
        "Sistan-Baluchistan",
        "Sistan va Baluchestan",
        "Sistan and Baluchestan",
        "Sistan-Baluchestan",
        "SISTAN-BALUCHISTAN",
    ],
)
def test_a_province_is_found_in_every_transliteration(name: str) -> None:
    entry = first(name)
    assert (entry.name, entry.kind, entry.country) == ("Sistan and Baluchestan", "admin1", "IR")


@pytest.mark.parametrize("name", ["Deir ez-Zor", "Deir al-Zor", "Dayr az Zawr", "Deir Ezzor", "Deir el-Zour"])
def test_an_arabic_article_may_be_written_in_many_ways(name: str) -> None:
    assert {(match.entry.name, match.entry.country) for match in gazetteer().find(name)} >= {("Deir ez-Zor", "SY")}


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Balochistan", "admin1", "PK"), ("Baluchistan", "admin1", "PK"), ("Helmand", "admin1", "AF"),
        ("Kordestan", "admin1", "IR"), ("UAE", "country", "AE"), ("DR Congo", "country", "CD"),
        ("Burma", "country", "MM"), ("Ivory Coast", "country", "CI"), ("Red Sea", "sea", None),
        ("Kurdistan", "region", None), ("Nuuk", "city", "GL"), ("Al-Hasakah", "admin1", "SY"),
        ("Texas", "admin1", "US"),
        ("Rapides Parish", "admin2", "US"),
        ("Gaza", "region", "PS"), ("Transdniestria", "region", "MD"),
    ],
)  # fmt: skip
def test_provinces_countries_seas_and_regions(name: str, kind: str, country: str | None) -> None:
    entry = first(name)
    assert (entry.kind, entry.country) == (kind, country)


SPELLINGS = """
IR admin1 Sistan and Baluchestan: Sistan-Baluchistan; Sistan va Baluchestan; Sistan & Baluchistan; Seistan-Baluchestan
UA city Kyiv: Kiev; Kyyiv
UA city Kharkiv: Kharkov
UA city Zaporizhzhia: Zaporozhye; Zaporizhia; Zaporizhzhya
UA city Lviv: L'viv; Lvov
UA city Bakhmut: Artemivsk
UA city Kryvyi Rih: Krivoy Rog
UA region Crimea: Krym; Crimean peninsula
UA region Donbas: Donbass; the Donbas
MD city Chisinau: Chișinău; Kishinev
MD region Transnistria: Transdniestria; Trans-Dniester
GE city Tskhinvali: Tskhinval
GE region Abkhazia: Apsny
AM city Yerevan: Erevan
AZ city Stepanakert: Khankendi; Xankəndi
AZ region Nagorno-Karabakh: Nagorny Karabakh; Artsakh
KZ city Almaty: Alma-Ata
TM city Ashgabat: Ashkhabad
RS city Belgrade: Beograd
XK city Pristina: Prishtina; Priština
ET city Mekelle: Mek'ele; Mekele; Mek’ele
ET city Axum: Aksum
ET admin1 Tigray: Tigrai
SY city Idlib: Edlib
SY city Deir ez-Zor: Dayr az-Zawr; Deir al-Zour; Deir Ezzor
SY city Raqqa: Ar-Raqqah; Rakka; al-Raqqah
SY city Qamishli: Kamishli; Al-Qamishli; Qamishlo
SY city Daraa: Dera'a; Dar‘a
SY city Kobani: Kobane; Ain al-Arab
SY city Tel Abyad: Tal Abyad; Tall Abyad
SY region Golan Heights: the Golan
TD city N'Djamena: Ndjamena; N’Djaména
MM country Myanmar: Burma
MM city Yangon: Rangoon
MM city Naypyidaw: Nay Pyi Taw; Naypyitaw
MM admin1 Rakhine: Arakan
PS city Khan Younis: Khan Yunis; Khan Yunus
PS city Beit Lahia: Beit Lahiya; Bayt Lahya
PS city Tulkarm: Tulkarem; Tulkaram
PS city Deir al-Balah: Dayr al-Balah; Deir el-Balah
PS region West Bank: occupied West Bank
LB city Sidon: Saida
LB city Baalbek: Ba'labakk
LB city Nabatieh: Nabatiyeh; Nabatiya
IQ city Mosul: Al-Mawsil
IQ city Erbil: Irbil; Arbil
IQ city Tal Afar: Tel Afar; Tall 'Afar
YE city Sanaa: Sana'a; Sana’a
YE city Hodeidah: Hudaydah; Al-Hodeida
YE city Marib: Ma'rib
LY city Benghazi: Bengazi
LY city Misrata: Misurata
SD city Khartoum: Khartum
SD city El Fasher: Al-Fashir; El-Fasher
SD city El Geneina: Al-Junaynah; Geneina
SD region Jebel Marra: Jabal Marra; Djebel Marra
SD region Darfur: Dar Fur
SO city Mogadishu: Muqdisho
SO city Beledweyne: Baladweyne; Belet Weyne
SO city Galkayo: Gaalkacyo
ML city Timbuktu: Tombouctou
NE city Tillaberi: Tillabéri
CD city Masisi: masisi
CD country DR Congo: DRC; Congo-Kinshasa; D.R. Congo
CI country Ivory Coast: Côte d'Ivoire; Cote d’Ivoire
SZ country Eswatini: Swaziland
TR country Turkey: Türkiye
EH country Western Sahara: WESTERN SAHARA
IN city Kolkata: Calcutta
PK city Miran Shah: Miranshah; Miram Shah
PK city Dera Ismail Khan: D.I. Khan
AF city Kandahar: Qandahar
AF city Mazar-i-Sharif: Mazar-e Sharif
IR city Isfahan: Esfahan
CN city Urumqi: Ürümqi
VN city Ho Chi Minh City: Saigon
SA city Jeddah: Jiddah
EH city Laayoune: Laâyoune; El Aaiún
HT city Port-au-Prince: Port au Prince
MX city Culiacan: Culiacán
BR city Sao Paulo: São Paulo
GY region Essequibo: Guayana Esequiba
- region Kurdistan: Greater Kurdistan
- region Sahel: the Sahel
- region Kashmir: Kashmir Valley
- sea Red Sea: the Red Sea
- sea South China Sea: West Philippine Sea
- sea Bab el-Mandeb: Bab al-Mandab; Mandeb Strait
- sea Strait of Hormuz: Straits of Hormuz; Hormuz Strait
- other Iran–Pakistan border: Iran-Pakistan border; Pakistani-Iranian border
"""


@pytest.mark.parametrize("line", SPELLINGS.strip().splitlines(), ids=lambda line: line.split(":")[0])
def test_every_spelling_of_a_name_finds_the_same_place(line: str) -> None:
    head, others = line.split(": ")
    country, kind, usual = head.split(" ", 2)
    wanted = {match.entry.id for match in gazetteer().find(usual) if match.entry.kind == kind}
    for name in others.split("; "):
        found = [match.entry for match in gazetteer().find(name) if match.entry.id in wanted]
        assert [entry for entry in found if entry.country == (None if country == "-" else country)], name


@pytest.mark.parametrize("name", ["Xylomar", "Kiboshani", "Lower Quendle", "Tarshiqal"])
def test_names_of_nowhere_are_not_found(name: str) -> None:
    assert [match.entry.name for match in gazetteer().find(name)] == []


def test_exact_names_come_before_loose_ones() -> None:
    matches = gazetteer().find("Homs")
    exact = [match.exact for match in matches]
    assert exact == sorted(exact, reverse=True) and exact[0]


def test_a_town_knows_its_province_and_its_country() -> None:
    place = gazetteer().place(first("Panjgur", "city"))
    assert (place.country, place.admin1, place.precision) == ("PK", "Balochistan", "city")
    assert place.geonames_id and place.lat is not None and place.lon is not None
    assert abs(place.lat - 26.96) < 0.1 and abs(place.lon - 64.1) < 0.1


def test_a_town_of_the_knowledge_files_lies_in_its_province() -> None:
    place = gazetteer().place(first("Masisi", "city"))
    assert (place.country, place.admin1, place.geonames_id) == ("CD", "North Kivu", None)


def test_places_without_a_geonames_number_have_none() -> None:
    assert gazetteer().place(first("Balochistan")).geonames_id is None


def test_a_state_stands_in_its_middle_and_keeps_its_towns() -> None:
    texas = first("Texas", "admin1")
    houston = next(match.entry for match in gazetteer().find("Houston") if match.entry.weight > 6)
    assert houston.admin1 == texas.id and abs(texas.lat - 31) < 1 and abs(texas.lon + 99) < 1


def test_every_country_lies_near_its_towns() -> None:
    base = sqlite3.connect(f"{FILE.as_uri()}?mode=ro", uri=True)
    far = base.execute(
        "SELECT c.country FROM place c JOIN (SELECT country, min(lat) a, max(lat) b, min(lon) x, max(lon) y FROM place "
        "WHERE kind = 4 GROUP BY country) t USING (country) WHERE c.kind = 0 AND "
        "(c.lat < a - 30000 OR c.lat > b + 30000 OR c.lon < x - 30000 OR c.lon > y + 30000)"
    ).fetchall()
    assert {code for (code,) in far} <= {"AQ", "GL", "UM", "TF", "GS", "SJ"}  # hardly a town to go by


def test_unknown_names_and_odd_input_are_no_error() -> None:
    for name in ("", " ", "-", "Xyzzyqwk", "北京", "a" * 500, "%_'\"; DROP TABLE place"):
        assert gazetteer().find(name) == []


def test_the_file_is_small_and_opens_fast() -> None:
    began = time.process_time()
    Gazetteer().find("Aleppo")
    assert time.process_time() - began < 0.2
    assert FILE.stat().st_size < 25_000_000


def test_a_missing_file_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absent = tmp_path / "none.sqlite"
    with pytest.raises(GazetteerMissing, match="wiredesk gazetteer build"):
        Gazetteer(absent)
    monkeypatch.setattr("wiredesk.gazetteer.FILE", absent)
    with pytest.raises(GazetteerMissing, match="python -m gazetteer"):
        Gazetteer(absent)


@given(st.text(max_size=40))
def test_keys_do_not_depend_on_case_and_stay_put(name: str) -> None:
    assert plain_key(plain_key(name)) == plain_key(name)
    assert all(c.isalnum() or c in " &" for c in plain_key(name))
    assert " " not in loose_key(name)


def test_keys_forgive_marks_and_sounds() -> None:
    assert plain_key("Dar‘a") == plain_key("Dar'a") == plain_key("DARA")
    assert plain_key("St. Louis") == plain_key("Saint Louis")
    assert loose_key("Baluchestan") == loose_key("Balochistan")
    assert loose_key("Al-Raqqah") == loose_key("Raqqa")
    assert loose_key("Homs") != loose_key("Hama")


def test_the_middle_of_an_area_is_not_pulled_by_its_biggest_town() -> None:
    crowd = [(0.01 * i, 0.0) for i in range(10)]
    assert centre([*crowd, (10.1, 0.1)])[0] == pytest.approx(5.07, abs=0.1)


def test_bare_names_keep_directions() -> None:
    assert bare_name("Basra Governorate") == "Basra" and bare_name("Anhui Sheng") == "Anhui"
    assert bare_name("Northern District") == "Northern District"


def test_the_same_records_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def few() -> list[Record]:
        town = Record(7, "Testabad", "city", "XX", 1.0, 2.0, 12345)
        town.add("Testabad", 0)
        town.add("Teštabad")
        return [town]

    monkeypatch.setattr(builder, "collect", few)
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    builder.build(one)
    builder.build(two)
    assert one.read_bytes() == two.read_bytes()
    match = Gazetteer(one).find("testabad")[0]
    assert match.exact and match.entry.weight == pytest.approx(4.09)
