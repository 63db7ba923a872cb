"""The table of hosts: it agrees with the units, a host that is gone is not asked, and what is wrong is said."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from scrapers.crawl.source import SOURCES, SourceError
from scrapers.crawl.source_file import find_source, load_sources, source_codes
from scrapers.crawl.source_table import COLUMNS, ROLES, TABLE, TEMPLATES, days_to_come, read_table
from scrapers.crawl.systems.choosing import choice_of
from scrapers.crawl.systems.plain import HABITS

UNITS = SOURCES.parent / "vocabulary" / "units.csv"
ROW = dict.fromkeys(COLUMNS, "") | {
    "slug": "thu",
    "name": "Thử",
    "host": "thu.gov.vn",
    "role": "portal",
    "last_verified": "never",
    "basis": "made up",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SOURCES / TEMPLATES, tmp_path / TEMPLATES)
    return tmp_path


def write(folder: Path, *rows: dict[str, str]) -> Path:
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_portals_are_those_of_the_units() -> None:
    with UNITS.open(encoding="utf-8", newline="") as stream:
        units = [row for row in csv.DictReader(stream) if row["level"] == "province"]
    of_units = {(row["slug"], row["portal_host"]) for row in units if row["portal_host"]}
    portals = {(row["slug"], row["host"]): row for row in read_table(SOURCES / TABLE) if row["role"] == "portal"}

    assert set(portals) == of_units
    for geography, count in (("63-2008", 64), ("34-2025", 34)):  # 63 provinces, and Huế once more under its new name
        slugs = {row["slug"] for row in units if row["geography"] == geography}
        assert len(slugs) == count
        assert {slug for slug, _ in portals} >= slugs - {"hue"}
    current = {row["slug"] for row in units if row["portal_host"] and not row["valid_to"]}
    assert {slug for (slug, _), row in portals.items() if not row["valid_to"]} == current
    hosts = {host for _, host in portals}
    assert all(row["moved_to"] in hosts for row in portals.values() if row["valid_to"])
    assert all(row["name"] in {unit["name_vi"] for unit in units} for row in read_table(SOURCES / TABLE))


def test_nothing_is_said_to_be_verified_and_every_end_is_an_assumption() -> None:
    for row in read_table(SOURCES / TABLE):
        assert row["last_verified"] == "never"
        assert not row["valid_to"] or "assumed, not verified" in row["basis"]


def test_every_host_that_is_left_is_asked_by_one_source_of_its_role() -> None:
    sources = {source.code: source for source in load_sources()}
    rows = read_table(SOURCES / TABLE)
    assert {f"{row['role'].replace('_', '-')}-{row['slug']}" for row in rows} <= set(sources)
    for row in rows:
        plan = sources[f"{row['role'].replace('_', '-')}-{row['slug']}"].plan
        assert plan is not None
        asked = {start.url for start in plan.start}
        assert (row["host"] in plan.hosts) == (not row["valid_to"])
        assert (f"https://{row['host']}/" in asked) == (not row["valid_to"])


def test_a_host_that_is_gone_is_not_asked_and_what_it_was_stays_told(folder: Path) -> None:
    gone = ROW | {"valid_to": "2025-06-30", "moved_to": "moi.gov.vn", "basis": "assumed"}
    source = find_source("portal-thu", write(folder, gone))

    assert source.plan is not None
    assert (source.plan.start, source.plan.hosts, source.plan.must_yield) == ((), (), False)
    assert "thu.gov.vn, held to have ended on 2025-06-30, its successor is moi.gov.vn: assumed." in (source.notes or "")


def test_a_host_that_moved_within_its_source_has_its_addresses_corrected(folder: Path) -> None:
    gone = ROW | {"valid_to": "2025-06-30", "moved_to": "moi.gov.vn"}
    plan = find_source("portal-thu", write(folder, gone, ROW | {"host": "moi.gov.vn", "system": "drupal"})).plan

    assert plan is not None
    assert [(start.url, start.system) for start in plan.start] == [("https://moi.gov.vn/", "drupal")]
    choice = choice_of(plan, HABITS)
    assert choice.admitted("http://www.thu.gov.vn/node/1") == "https://moi.gov.vn/node/1"
    assert choice.admitted("http://thu.gov.vn:8080/") == "https://moi.gov.vn/"
    assert choice.admitted("https://thu.gov.vn.example.org/") is None


def test_a_host_that_moved_twice_is_corrected_to_the_last(folder: Path) -> None:
    gone = ROW | {"valid_to": "2024-06-30", "moved_to": "hai.vn"}
    again = ROW | {"host": "hai.vn", "valid_to": "2025-06-30", "moved_to": "ba.vn"}
    plan = find_source("portal-thu", write(folder, gone, again, ROW | {"host": "ba.vn"})).plan
    assert plan is not None
    assert choice_of(plan, HABITS).admitted("http://thu.gov.vn/node/1") == "https://ba.vn/node/1"
    circle = find_source("portal-thu", write(folder, gone, again | {"moved_to": "thu.gov.vn"})).plan
    assert circle is not None and (circle.start, circle.lookups) == ((), ())


def test_a_page_begins_one_source_only(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"names https://thu\.gov\.vn/, which is a start page of portal-thu"):
        load_sources(write(folder, ROW, ROW | {"slug": "xa"}))


def test_a_table_with_a_byte_order_mark_is_read_and_one_that_is_none_is_told_in_a_sentence(folder: Path) -> None:
    text = (write(folder, ROW) / TABLE).read_text("utf-8")
    (folder / TABLE).write_text(text, "utf-8-sig")
    assert source_codes(folder) == ("portal-thu",)
    for data in (
        text.replace("Thử", "é").encode("latin-1"),
        text.replace("Thử", '"Thử').encode(),
        text.replace("Thử", "A" * 200_000).encode(),
    ):
        (folder / TABLE).write_bytes(data)
        with pytest.raises(SourceError, match=r"^portals\.csv.*\.$|\?$"):
            load_sources(folder)


def test_days_that_have_not_come_are_told_where_today_is_known(folder: Path) -> None:
    write(folder, ROW | {"last_verified": "2026-12-02"}, ROW | {"host": "hai.vn", "valid_to": "2026-12-03"})
    told = [days_to_come(folder / TABLE, date(2026, 12, day)) for day in (1, 2, 3)]
    assert [len(each) for each in told] == [2, 1, 0]
    assert "the field valid_to of hai.vn is 2026-12-03" in told[1][0]


def test_rows_of_one_unit_and_role_are_one_source(folder: Path) -> None:
    write(folder, ROW, ROW | {"host": "hai.vn", "system": "liferay"}, ROW | {"role": "newspaper", "host": "bao.vn"})

    assert source_codes(folder) == ("newspaper-thu", "portal-thu")
    portal = find_source("portal-thu", folder).plan
    assert portal is not None
    assert [(start.url, start.system) for start in portal.start] == [
        ("https://thu.gov.vn/", "plain"),
        ("https://hai.vn/", "liferay"),
    ]


def test_a_source_was_verified_when_the_last_of_its_hosts_was(folder: Path) -> None:
    write(folder, ROW | {"last_verified": "2026-12-02"}, ROW | {"host": "hai.vn", "last_verified": "2026-12-01"})
    assert str(find_source("portal-thu", folder).last_verified) == "2026-12-01"
    write(folder, ROW | {"last_verified": "2026-12-02"}, ROW | {"host": "hai.vn"})
    assert find_source("portal-thu", folder).last_verified is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"role": "blog"}, "portals.csv, line 2: the field role is 'blog' and must be one of portal"),
        ({"slug": "Hà Nội"}, "the field slug is 'Hà Nội' and must be one such as ha-noi"),
        ({"host": ""}, "the field host is missing"),
        ({"basis": " "}, "the field basis is missing"),
        ({"valid_to": "2025"}, "the field valid_to is '2025' and must be a day"),
        ({"valid_to": "never"}, "the field valid_to is 'never' and must be a day"),
        ({"valid_from": "2026-01-01", "valid_to": "2025-01-01"}, "and must not be before valid_from"),
        ({"valid_to": "2025-01-01", "moved_to": "thu.gov.vn"}, "the field moved_to is the host itself"),
        ({"moved_to": "moi.vn"}, "the field valid_to is missing: a host that moved has a last day"),
        ({"host": "https://thu.vn"}, "portals.csv, portal-thu: the field hosts is ['https://thu.vn']"),
        ({"system": "joomla"}, "portals.csv, portal-thu: the field system is 'joomla' and must be one of plain"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(folder: Path, change: dict[str, str], says: str) -> None:
    with pytest.raises(SourceError) as caught:
        load_sources(write(folder, ROW | change))
    assert says in str(caught.value)


def test_other_columns_a_second_source_of_a_code_and_unknown_codes_are_said(folder: Path) -> None:
    (folder / TABLE).write_text("slug,host\nthu,thu.vn\n", "utf-8")
    with pytest.raises(SourceError, match=r"portals\.csv: its columns must be slug, name, host"):
        load_sources(folder)
    write(folder, ROW)
    twin = (SOURCES / "added.yml").read_text("utf-8").replace("code: added", "code: portal-thu")
    (folder / "portal-thu.yml").write_text(twin, "utf-8")
    with pytest.raises(SourceError, match=r"the field code is 'portal-thu', as in portal-thu\.yml"):
        load_sources(folder)
    with pytest.raises(SourceError, match=r"There is no source \.\./\.\./etc"):
        find_source("../../etc", folder)
    assert set(ROLES) == {path.stem for path in (SOURCES / TEMPLATES).glob("*.yml")}
