"""CHANGES, its rows and the feed: right for a first release and for a later one, the same whenever made again."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
import pyarrow.parquet as pq
import pytest
import sample_build
from lxml import etree

from publishing.change_report import ChangeReport
from publishing.content import ReleaseInfo
from publishing.feed import feed_atom
from publishing.release import MadeRelease, ReleaseContext, make_release
from publishing.release_facts import previous_release

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = '<script>alert(1)</script> [x](javascript:alert(1)) \u202eevil\x07 =1+1 & "q"'
STATEMENTS = """
    update marts.fct_score set score = 44.5, status = 'E' where score_key = 'PAPI/2021/bac-ninh/_total';
    delete from marts.fct_anomaly;
    update marts.fct_figure set figure_id = figure_id || '~' where measure = 'rank';
    alter table marts.dim_unit_spelling rename source to told_by;
"""
NEW_ROWS = {
    "dim_document": {"document_id": HOSTILE, "title": HOSTILE, "url": "javascript:x", "figures": 1},
    "fct_discrepancy": {"discrepancy_id": HOSTILE, "rule": "R1", "rule_name": HOSTILE, "severity": "error",
                        "explanation": HOSTILE, "figure_ids": [HOSTILE]},
    "fct_figure": {"figure_id": HOSTILE + "#1", "index_code": "PAPI", "year": 2021, "unit_name": HOSTILE,
                   "measure": "score", "value_raw": HOSTILE, "document_id": HOSTILE},
}  # fmt: skip


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the module with a build."""
    root = tmp_path_factory.mktemp("changes")
    sample_build.write_build(root / "build.duckdb")
    return root


def make(root: Path) -> MadeRelease:
    manifest = sample_build.write_manifest(root / "manifest.json", str(root))
    return make_release(
        root / "build.duckdb", root / "release", ReleaseContext(manifest=manifest, schema_version="1", checks={})
    )


@pytest.fixture(scope="module")
def second(work: Path) -> MadeRelease:
    """A release with a predecessor, and hostile text in what is new."""
    make(work)
    sample_build.change_build(work / "build.duckdb", STATEMENTS)
    with duckdb.connect(str(work / "build.duckdb")) as con:
        for table, row in NEW_ROWS.items():
            sample_build.insert(con, table, [row])
    return make(work)


def rows_of(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "changes.csv").read_text("utf-8-sig"), newline="")))


def test_a_first_release_says_so(released: MadeRelease) -> None:
    assert rows_of(released.path) == []
    assert pq.read_table(released.path / "changes.parquet").num_rows == 0
    for name in ("CHANGES.md", "CHANGES.html"):
        text = (released.path / name).read_text("utf-8")
        assert "first release" in text
        assert "Bảng điểm PAPI 2021" in text
    assert json.loads((released.path / "api" / "v1" / "changes.json").read_text("utf-8"))["previous"] is None


def test_rows_tell_cells_keys_and_columns(second: MadeRelease) -> None:
    rows = rows_of(second.path)
    told = {(row["table"], row["kind"], row["column"], row["old"], row["new"]) for row in rows}
    assert ("fct_score", "changed", "score", "43.5", "44.5") in told
    assert ("fct_anomaly", "removed", "", "", "") in told
    assert ("dim_unit_spelling", "column added", "told_by", "", "") in told
    rank = "papi/2021#bac-ninh.PAPI.2021._total.rank"
    assert ("fct_figure", "key changed", "", rank, rank + "~") in told
    assert {row["release"] for row in rows} == {second.version}
    parquet = pq.read_table(second.path / "changes.parquet")
    assert parquet.num_rows == len(rows)
    assert parquet.schema.metadata[b"release"].decode() == second.version


def test_the_page_names_the_facts(second: MadeRelease) -> None:
    facts = json.loads((second.path / "release.json").read_text("utf-8"))
    page = (second.path / "CHANGES.md").read_text("utf-8")
    assert facts["previous"] in page
    assert "| PAPI | 2021 | Bắc Ninh |" in page
    assert "| score | 43.5 | 44.5 |" in page


def test_made_again_it_compares_with_the_same_release(work: Path, second: MadeRelease) -> None:
    before = {name: (second.path / name).read_bytes() for name in ("changes.csv", "CHANGES.md", "feed.atom")}
    broken = second.path / "README.md"
    broken.chmod(0o644)
    broken.write_text("torn")
    again = make(work)
    assert again.is_repaired
    assert {name: (again.path / name).read_bytes() for name in before} == before


def test_hostile_text_is_text(second: MadeRelease) -> None:
    html = (second.path / "CHANGES.html").read_text("utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    markdown = (second.path / "CHANGES.md").read_text("utf-8")
    assert "](javascript:" not in markdown.replace("\\]", "")
    for text in (html, markdown, (second.path / "feed.atom").read_text("utf-8")):
        assert "\u202e" not in text
        assert "[U+202E]" in text.replace("\\", "")
        assert "\x07" not in text


@pytest.fixture(params=["released", "second"])
def feed(request: pytest.FixtureRequest) -> Any:
    made: MadeRelease = request.getfixturevalue(request.param)
    return etree.fromstring((made.path / "feed.atom").read_bytes())


def test_the_feed_is_atom(feed: Any) -> None:
    """What RFC 4287 demands of a feed and of each entry."""
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iterfind(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert element.findtext(f"{ATOM}id").startswith("tag:cchc-warehouse.invalid,2026:")
        assert element.findtext(f"{ATOM}updated") == "2026-11-20T00:00:00Z"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iterfind(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) > 0
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    for entry in feed.iterfind(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}title").get("type") == "text"
        href = entry.find(f"{ATOM}link").get("href")
        assert href == "CHANGES.html" or href.startswith("index.html#/vi/")


def test_the_feed_names_what_is_new(second: MadeRelease) -> None:
    feed = etree.fromstring((second.path / "feed.atom").read_bytes())
    hrefs = {unquote(link.get("href")) for link in feed.iterfind(f"{ATOM}entry/{ATOM}link")}
    assert f"index.html#/vi/figure/{HOSTILE}#1" in hrefs
    assert f"index.html#/vi/document/{HOSTILE}" in hrefs


def test_a_feed_is_bounded() -> None:
    info = ReleaseInfo(version="v", built_from=date(2026, 1, 2), schema_version="1", content_hash="", figures=250,
                       facts=0, discrepancies=0, documents=1, citation="")  # fmt: skip
    figure = {"index_code": "PAPI", "year": 2021, "unit_name": "x", "domain_code": "1", "measure": "score",
              "value_raw": "1", "unit_of_measure": None, "document_id": "d"}  # fmt: skip
    figures = tuple(figure | {"figure_id": f"d#{number}"} for number in range(250))
    report = ChangeReport(
        info=info, previous="u", changes=(), counts={}, facts=(), figures=figures, documents=(), discrepancies=()
    )
    feed = etree.fromstring(feed_atom(report).encode())
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iterfind(f"{ATOM}entry")]
    assert len(titles) == 1 + 100 + 1
    assert titles[-1] == "Còn 150 số liệu · figures nữa · 150 more"


def test_a_release_rebuilt_elsewhere_is_compared_with_its_predecessor_of_then(work: Path, second: MadeRelease) -> None:
    manifest, apart = work / "manifest.json", work / "apart"
    again = make_release(
        work / "build.duckdb",
        apart,
        ReleaseContext(manifest=manifest, schema_version="1", checks={}, history=second.path.parent),
    )
    assert (again.path / "SHA256SUMS").read_text() == (second.path / "SHA256SUMS").read_text()
    unknown = previous_release(apart, "2026.01.01-00000000", second.path.parent)
    assert unknown is None, "what was never made has no predecessor, whatever is latest"
