"""Sources' descriptions: those of the project are right, and what is wrong with one is said."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml

from scrapers.crawl.source import SOURCES, SourceError, load_source, load_sources

LIVE = {
    "code": "site",
    "name_vi": "Trang",
    "name_en": "Site",
    "publisher": "Bộ Nội vụ",
    "licence": "facts",
    "language": "vi",
    "kind": "live",
    "pages": ["https://a.vn/"],
    "cadence": "daily",
    "expected": {"universe": "provinces", "min_records": 1, "max_records": 63},
    "last_verified": "never",
}
BUNDLED = {**{k: v for k, v in LIVE.items() if k != "pages"}, "kind": "bundled", "tables": "site/*.yml"}


def load(tmp_path, fields):
    path = tmp_path / "site.yml"
    path.write_text(yaml.safe_dump(fields, allow_unicode=True), encoding="utf-8")
    return load_source(path)


def test_sources_of_the_project():
    sources = load_sources()

    codes = [source.code for source in sources]
    assert codes == sorted(codes)
    assert {source.kind for source in sources} == {"bundled", "live", "manual"}
    for source in sources:
        assert source.publisher and source.licence, source.code
        assert source.tables is None or source.tables == f"{source.code}/*.yml"
        assert all(page.startswith("https://") for page in source.pages)
        assert (SOURCES / f"{source.code}.yml").read_text(encoding="utf-8").isprintable() is False


def test_fields_are_typed(tmp_path):
    source = load(
        tmp_path, {**LIVE, "last_verified": date(2026, 11, 23), "notes": "Tie\u0302\u0301ng Vie\u0323\u0302t"}
    )

    assert source.pages == ("https://a.vn/",)
    assert source.tables is None
    assert (source.expected.universe, source.expected.min_records, source.expected.max_records) == ("provinces", 1, 63)
    assert source.last_verified == date(2026, 11, 23)
    assert source.notes == "Ti\u1ebfng Vi\u1ec7t"
    assert load(tmp_path, LIVE).last_verified is None


def test_sidecars_of_a_bundled_source(tmp_path):
    source = load(tmp_path, BUNDLED)
    with pytest.raises(SourceError, match=r"site has no table: .*site/\*\.yml matches no file"):
        source.sidecars(tmp_path)
    (tmp_path / "site").mkdir()
    for name in ("2020.yml", "2019.yml", "2019.csv"):
        (tmp_path / "site" / name).touch()

    assert [path.name for path in source.sidecars(tmp_path)] == ["2019.yml", "2020.yml"]
    assert load(tmp_path, LIVE).sidecars(tmp_path) == ()


@pytest.mark.parametrize("field", sorted(set(LIVE) - {"notes"}))
def test_missing_field_is_named(tmp_path, field):
    fields = {name: value for name, value in LIVE.items() if name != field}

    with pytest.raises(SourceError, match=rf"^site\.yml: the field {field} is missing\.$"):
        load(tmp_path, fields)


@pytest.mark.parametrize(
    ("base", "change", "says"),
    [
        (LIVE, {"colour": "red"}, "the field colour has no meaning"),
        (LIVE, {"tables": "a/*.yml"}, "the field tables has no meaning"),
        (BUNDLED, {"pages": ["https://a.vn/"]}, "the field pages has no meaning"),
        (LIVE, {"code": "other"}, "the field code is 'other' and must be the file's name"),
        (LIVE, {"kind": "dead"}, "the field kind is 'dead' and must be one of bundled, live, manual"),
        (LIVE, {"kind": ["live"]}, "the field kind is ['live'] and must be one of"),
        (LIVE, {"cadence": "often"}, "the field cadence is 'often' and must be one of daily"),
        (LIVE, {"language": False}, "quote no: YAML reads it as false"),
        (LIVE, {"publisher": "  "}, "the field publisher is '  ' and must be a text"),
        (LIVE, {"last_verified": "soon"}, "the field last_verified is 'soon' and must be a day"),
        (LIVE, {"expected": 3}, "the field expected is 3 and must be fields"),
        (LIVE, {"expected": {}}, "the field expected.min_records is missing"),
        (LIVE, {"expected": {"min_records": True}}, "expected.min_records is True and must be a whole number"),
        (LIVE, {"expected": {"min_records": -1}}, "expected.min_records is -1 and must be"),
        (LIVE, {"expected": {"min_records": 2, "max_records": 1}}, "expected.max_records is 1 and must not be below"),
        (LIVE, {"expected": {"min_records": 2, "rows": 1}}, "the field expected.rows has no meaning"),
        (LIVE, {"expected": {"min_records": 2, "universe": "moons"}}, "expected.universe is 'moons' and must be one"),
        (LIVE, {"pages": []}, "the field pages is [] and must be a list of addresses"),
        (LIVE, {"pages": "https://a.vn/"}, "must be a list of addresses"),
        (LIVE, {"pages": ["a.vn"]}, "must be a list of http and https addresses, which 'a.vn' is not"),
        (LIVE, {"pages": ["ftp://a.vn/"]}, "http and https addresses, which 'ftp://a.vn/' is not"),
        (LIVE, {"pages": ["http://me:pw@a.vn/"]}, "must be a list of http and https addresses"),
        (LIVE, {"pages": ["https://a.vn/#x"]}, "without #"),
        (LIVE, {"pages": ["https://a.vn/"] * 2}, "names no address twice"),
        (BUNDLED, {"tables": "../papi/*.yml"}, "must be a pattern of sidecars"),
        (BUNDLED, {"tables": "/etc/*.yml"}, "must be a pattern of sidecars"),
        (BUNDLED, {"tables": "papi/*.csv"}, "must be a pattern of sidecars"),
    ],
)
def test_wrong_field_is_named(tmp_path, base, change, says):
    with pytest.raises(SourceError, match=r"^site\.yml: the field .*\.$") as caught:
        load(tmp_path, {**base, **change})

    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a: [1", "line 1 is not YAML"),
        (b"a: b\n: :\n -", "is not YAML"),
        (b"- a", "does not describe a source"),
        (b"", "does not describe a source"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_file_that_is_no_description_is_named(tmp_path, data, says):
    (tmp_path / "site.yml").write_bytes(data)

    with pytest.raises(SourceError, match=r"^site\.yml") as caught:
        load_source(tmp_path / "site.yml")

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_folder_without_sources_is_an_error(tmp_path):
    with pytest.raises(SourceError, match=re.escape("holds no source")):
        load_sources(tmp_path)
