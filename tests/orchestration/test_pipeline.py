"""The whole line, run as a user runs it, and everything that must be true of what it releases.

One data directory goes through four runs: bundled data alone; documents added while a reader holds the release open;
nothing new; and everything but the archive deleted. The assertions read what these runs left.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.paths import DBT_PROJECT
from orchestration.warehouse import QUIET, manifest
from scrapers.archive import Archive
from scrapers.documents.model import Locator
from scrapers.documents.opening import open_document

pytestmark = pytest.mark.pipeline

PROJECT = Path(__file__).parents[2]
RECORDED = PROJECT / "tests" / "recorded"
SEEDS = PROJECT.parent / "shared" / "seeds"

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
-------
Số: 915/KH-UBND
Cao Bằng, ngày 15 tháng 4 năm 2024

KẾ HOẠCH
Nâng cao Chỉ số cải cách hành chính tỉnh Cao Bằng năm 2024

I. CÁC TIÊU CHÍ BỊ MẤT ĐIỂM
1. Cải cách thủ tục hành chính
- Tỷ lệ hồ sơ trực tuyến toàn trình dưới 50%.
- Chưa công khai đầy đủ kết quả xử lý phản ánh, kiến nghị.

II. NHIỆM VỤ, GIẢI PHÁP
1. Cải cách thủ tục hành chính
a) Sở Khoa học và Công nghệ chủ trì, phối hợp với Văn phòng UBND tỉnh:
- Rà soát, tái cấu trúc quy trình điện tử của các thủ tục hành chính, hoàn thành trước ngày 30/9/2024.
- Phấn đấu tỷ lệ hồ sơ trực tuyến đạt từ 60% trở lên.
2. Cải cách tài chính công
a) Giao Sở Tài chính theo dõi việc giải ngân vốn đầu tư công của các đơn vị.

III. TỔ CHỨC THỰC HIỆN
1. Các sở, ban, ngành, UBND các huyện, thành phố báo cáo kết quả hàng quý về UBND tỉnh (qua Sở Nội vụ).

Nơi nhận:
- UBND tỉnh;
- Lưu: VT, NC.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Mẫu
"""

READER = """
import sys, time, duckdb, pathlib
latest, stop = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
reads = 0
held = duckdb.connect(str(latest), read_only=True)
while not stop.exists():
    with duckdb.connect(str(latest), read_only=True) as connection:
        assert connection.execute("select count(*) from fct_score").fetchone()[0] > 0
    assert held.execute("select count(*) from fct_figure").fetchone()[0] > 0
    reads += 1
    time.sleep(0.05)
print(reads)
"""


def cchc(data: Path, *arguments: str | Path, code: int = 0) -> str:
    """Runs the command line in a process of its own and gives what it printed."""
    result = subprocess.run(
        [sys.executable, "-m", "cchc", *map(str, arguments)],
        env={**os.environ, "CCHC_DATA": str(data)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == code, result.stdout + result.stderr
    return result.stdout + result.stderr


def sums(*folders: Path) -> dict[str, str]:
    """sha256 of every file below the folders."""
    return {
        f"{folder.name}/{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "latest" not in path.relative_to(folder).parts
    }


@dataclass
class Line:
    """A data directory after all runs, and what the runs said."""

    data: Path
    said: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    reads: int = 0
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    versions: list[str] = field(default_factory=list)

    def run(self, name: str) -> None:
        start = time.monotonic()
        self.said[name] = cchc(self.data, "run")
        self.seconds[name] = time.monotonic() - start
        self.versions.append((self.data / "release" / "latest").resolve().name)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.data / "release" / "latest" / "cchc.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    line = Line(tmp_path_factory.mktemp("line") / "data")
    line.run("first")
    stop = line.data.parent / "stop"
    latest = line.data / "release" / "latest" / "cchc.duckdb"
    reader = subprocess.Popen([sys.executable, "-c", READER, str(latest), str(stop)], stdout=subprocess.PIPE, text=True)
    plan = line.data.parent / "plan_of_915.txt"
    plan.write_text(PLAN, "utf-8")
    documents = [RECORDED / "district_plan.txt", RECORDED / "province_plan.txt", plan]
    seeds = sorted(SEEDS.glob("*.txt"))
    cchc(line.data, "add", *documents, *seeds)
    line.run("added")
    stop.touch()
    printed, _ = reader.communicate(timeout=60)
    line.reads = int(printed) if reader.returncode == 0 else -1
    line.run("unchanged")
    derived = [line.data / name for name in ("records", "build", "release")]
    keep = line.data / "release" / line.versions[-1]
    line.before = sums(line.data / "records", line.data / "build", keep)
    for folder in derived:
        _remove(folder)
    line.run("again")
    line.after = sums(line.data / "records", line.data / "build", line.data / "release" / line.versions[-1])
    yield line
    for folder in derived:
        _remove(folder)


def _remove(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_first_run_ends_with_a_release_and_tells_a_newcomer_what_to_do(line: Line) -> None:
    said = line.said["first"]
    for word in (
        "Released version",
        "figures",
        "facts",
        "discrepancies",
        "files",
        "Try next:",
        "cchc show",
        "cchc status",
    ):
        assert word in said


def test_a_run_without_news_makes_no_release_and_says_so(line: Line) -> None:
    assert "Nothing changed" in line.said["unchanged"]
    assert line.versions[1] == line.versions[2]
    assert line.seconds["unchanged"] < 30


def test_a_reader_of_the_release_never_fails_while_a_new_one_is_made(line: Line) -> None:
    assert line.versions[0] != line.versions[1]
    assert line.reads > 10


# The release before is no longer there, so what differs from it cannot be told; sums and sizes of those files follow.
TELLS_OF_THE_RELEASE_BEFORE = {
    "CHANGES.html", "CHANGES.md", "changes.csv", "changes.parquet", "feed.atom", "release.json", "api/v1/changes.json",
    "api/v1/release.json", "SHA256SUMS", "dataset.jsonld", "dcat.jsonld",
}  # fmt: skip


def _but_for_the_release_before(found: dict[str, str]) -> dict[str, str]:
    kept = {}
    for name, digest in found.items():
        _, _, inside = name.partition("/")
        if inside not in TELLS_OF_THE_RELEASE_BEFORE and not name.endswith(".zip"):
            kept[name] = digest
    return kept


def test_everything_but_the_archive_can_be_made_again_byte_for_byte(line: Line) -> None:
    after, before = _but_for_the_release_before(line.after), _but_for_the_release_before(line.before)
    assert after == before
    assert len(line.before) - len(before) <= len(TELLS_OF_THE_RELEASE_BEFORE) + 1
    assert any(name.startswith("records/") for name in line.after)
    assert any(name.endswith("cchc.duckdb") for name in line.after)


def test_every_record_is_found_at_its_place_in_the_archive(line: Line) -> None:
    archive = Archive(line.data / "archive")
    names = {look.capture_id: look.file_name or look.url for look in archive.looks()}
    places = line.rows(
        "select capture_id, locator, quote from fct_figure "
        "union all select capture_id, locator, quote from bridge_citation "
        "union all select capture_id, locator, quote from fct_anomaly "
        "union all select capture_id, locator, quote from fct_deduction "
        "union all select capture_id, locator, quote from fct_task "
        "union all select capture_id, locator, quote from fct_target "
        "union all select capture_id, locator, quote from fct_reporting_duty order by capture_id"
    )
    assert len(places) > 46_000
    for capture_id, group in groupby(places, key=lambda row: row[0]):
        document = open_document(archive.read(capture_id), names[capture_id] or capture_id)
        for _, locator, quote in group:
            assert document.at(Locator.parse(locator)) == quote


def test_every_carried_figure_is_a_figure(line: Line) -> None:
    counts = dict(line.rows("select index_code, count(*) from fct_figure where measure = 'score' group by index_code"))
    assert counts["PAPI"] >= 26_416
    assert counts["PAPI_WEIGHTED"] == 63
    assert counts["PCI"] >= 10_630
    assert counts["PCI_UNWEIGHTED"] == 191
    assert line.rows("select count(*) from fct_anomaly where document_id not like 'added/%'") == [(0,)]


def test_papi_totals_are_the_sums_of_their_dimensions(line: Line) -> None:
    (checked, right), *_ = line.rows(
        """
        with totals as (
            select unit_key, year, score from fct_score
            where index_code = 'PAPI' and domain_code = '_total' and evidence in ('official', 'workbook')
        ),
        dimensions as (
            select unit_key, year, sum(score) as score, count(score) as parts from fct_score
            where index_code = 'PAPI' and domain_code <> '_total' and domain_code not like '%.%'
            group by unit_key, year
        )
        select count(*), count(*) filter (abs(totals.score - dimensions.score) <= 0.001)
        from totals inner join dimensions using (unit_key, year)
        where dimensions.parts = if(year < 2018, 6, 8)
        """
    )
    assert (checked, right) == (655, 655)


def test_pci_totals_that_the_weights_do_not_make_are_told(line: Line) -> None:
    found = dict(
        line.rows("select year, count(*) from fct_discrepancy where rule = 'R2' and index_code = 'PCI' group by year")
    )
    assert found.pop(2011) == 62
    assert all(count <= 1 for count in found.values())


def test_a_district_plan_becomes_facts_of_a_district_index(line: Line) -> None:
    facts = {
        (year, code): (score, maximum)
        for year, code, score, maximum in line.rows(
            "select year, domain_code, score, max_score from fct_score "
            "where index_code = 'PAR_INDEX_DISTRICT' and unit_name = 'Hà Quảng'"
        )
    }
    assert [facts[2020, str(n)] for n in range(1, 8)] == [
        (14, 16), (12, 12), (18, 15), (7.82, 8), (9.5, 15), (2.74, 7), (10.5, 17)
    ]  # fmt: skip
    assert [facts[2021, str(n)] for n in range(1, 8)] == [
        (13, 16), (13, 13), (16, 24), (8, 8), (11, 17), (7, 7), (11.5, 14)
    ]  # fmt: skip
    assert (facts[2020, "_total"][0], facts[2021, "_total"][0]) == (74.56, 79.5)
    assert line.rows(
        "select rank_published, rank_of from fct_score "
        "where unit_name = 'Hà Quảng' and year = 2021 and domain_code = '_total'"
    ) == [(8, 10)]
    assert line.rows("select count(*) from fct_figure where unit_name = 'Hà Quảng' and index_code = 'PAR_INDEX'") == [
        (0,)
    ]


@pytest.mark.parametrize(
    ("index_code", "expected"),
    [
        ("PAR_INDEX", {"score": 91.03, "delta_score": 3.56, "rank": 5, "rank_of": 63, "delta_rank": 1}),
        ("SIPAS", {"score": 88.64, "delta_score": 6.61, "rank": 8, "rank_of": 63, "delta_rank": 10}),
    ],
)
def test_a_province_plan_becomes_claims(line: Line, index_code: str, expected: dict[str, float]) -> None:
    found = line.rows(
        f"""
        select measure, value from fct_figure
        where unit_key = 'province/ba-ria-vung-tau/63-2008' and year = 2023 and index_code = '{index_code}'
            and document_id = 'added/province_plan' and coalesce(scope, 'national') = 'national'
        """
    )
    assert dict(found) == expected


def test_plans_become_records_with_readable_keys(line: Line) -> None:
    own = "document_id = 'added/plan_of_915'"
    key = "added/plan_of_915#task."
    assert line.rows(
        f"select task_id, lead_units, coordinating_units, due_on::varchar from fct_task where {own} order by position"
    ) == [
        (f"{key}II.1.a.ra-soat-tai-cau-truc-quy-trinh-dien", ["Sở Khoa học và Công nghệ"], ["Văn phòng UBND tỉnh"],
         "2024-09-30"),
        (f"{key}II.1.a.phan-dau-ty-le-ho-so-truc-tuyen", ["Sở Khoa học và Công nghệ"], ["Văn phòng UBND tỉnh"],
         None),
        (f"{key}II.2.a.giao-so-tai-chinh-theo-doi-viec-giai", ["Sở Tài chính"], [], None),
        (f"{key}III.1.cac-so-ban-nganh-ubnd-cac-huyen-thanh", ["Các sở, ban, ngành", "UBND các huyện, thành phố"], [],
         None),
    ]  # fmt: skip
    assert line.rows(
        f"select section, conformed_code, threshold_operator, threshold_value from fct_deduction where {own} "
        "order by position"
    ) == [("I.1", "PROCEDURES", "<", 50.0), ("I.1", "PROCEDURES", None, None)]
    assert (">=", 60.0, "percent") in line.rows(f"select operator, value, unit_of_measure from fct_target where {own}")
    assert line.rows(f"select recipients, via, frequency from fct_reporting_duty where {own}") == [
        (["UBND tỉnh"], ["Sở Nội vụ"], "quarterly")
    ]
    assert line.rows(f"select issuer_unit, plan_years from dim_document where {own}") == [("Cao Bằng", [2024])]


def test_publishers_errors_in_the_plans_are_told_by_their_rules(line: Line) -> None:
    found = {
        (rule, year): (expected, value)
        for rule, year, expected, value in line.rows(
            "select rule, year, expected, found from fct_discrepancy "
            "where document_id in ('added/district_plan', 'added/province_plan') "
            "and discrepancy_id not like 'R1:between:%'"
        )
    }
    assert found["R3", 2020] == ("between 0 and 15.0", "18.0")
    assert found["R4", 2020][1].startswith("90.0 =")
    assert found["R4", 2021][1].startswith("99.0 =")
    assert found["R6", 2021] == ("4.94 from 74.56 to 79.5", "5.04")
    assert found["R12", 2023] == ("dated 2024 or later", "2023-04-10")
    assert found["R13", 2021][0].startswith("no comparison across 2021 (max")
    assert len(found) == 6


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents stand outside the project and are not here")
def test_the_real_documents_say_the_same(line: Line) -> None:
    rules = line.rows(
        "select rule from fct_discrepancy where document_id similar to 'added/00[23]_.*' "
        "and discrepancy_id not like 'R1:between:%' order by rule"
    )
    assert rules == [("R12",), *[("R13",)] * 5, ("R3",), ("R4",), ("R4",), ("R6",)]
    assert line.rows("select count(*) from fct_figure where document_id similar to 'added/00[014]_.*'") == [(0,)]


def test_pages_that_contradict_each_other_are_told(line: Line) -> None:
    """SIPAS 2023: Hải Phòng is fifth with 88.09 on one page, Bà Rịa - Vũng Tàu eighth with 88.64 on another."""
    found = line.rows(
        "select unit_name, found from fct_discrepancy where rule = 'R1' and index_code = 'SIPAS' and year = 2023"
    )
    assert [(unit, "hai-phong" in told and "88.09" in told) for unit, told in found] == [("Bà Rịa - Vũng Tàu", True)]


def test_units_of_one_name_or_code_are_different_rows(line: Line) -> None:
    rows = line.rows(
        "select unit_key, code, name_vi from dim_unit where name_vi = 'Bắc Ninh' or code = '24' order by unit_key"
    )
    assert ("province/bac-ninh/63-2008", "27", "Bắc Ninh") in rows
    assert ("province/bac-ninh/34-2025", "24", "Bắc Ninh") in rows
    assert ("province/bac-giang/63-2008", "24", "Bắc Giang") in rows
    scored = line.rows("select distinct unit_key from fct_score where unit_name = 'Bắc Ninh' and year = 2024")
    assert scored == [("province/bac-ninh/63-2008",)]


def test_trace_leads_from_a_fact_to_the_highlighted_cell(line: Line) -> None:
    ((figure_id,),) = line.rows(
        "select figure_id from fct_score where unit_name = 'Hà Quảng' and year = 2020 and domain_code = '3'"
    )
    said = cchc(line.data, "trace", figure_id)
    for part in ("18/15", "table 1, row 4, column 3", "sha256", "score_tables@", "R3:", "PAR_INDEX_DISTRICT/2020/"):
        assert part in said, said


def test_the_release_can_be_verified_and_carries_its_version(line: Line) -> None:
    release = line.data / "release" / "latest"
    for row in (release / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = row.split("  ", 1)
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == digest
    ((version,),) = line.rows("select version from release_info")
    assert version == release.resolve().name == json.loads((release / "release.json").read_text("utf-8"))["version"]
    page = (release / "docs" / "index.html").read_text("utf-8")
    assert str(PROJECT) not in page and str(line.data) not in page


def test_the_documentation_shows_lineage_from_source_to_reader_without_a_network(line: Line) -> None:
    page = (line.data / "release" / "latest" / "docs" / "index.html").read_text("utf-8")
    shown, _ = json.JSONDecoder().raw_decode(page, page.index('{"child_map":'))
    assert shown["metadata"]["send_anonymous_usage_stats"] is False
    assert not re.search(r"cloudfront|sinter-collect|<script[^>]+src=|<link[^>]+stylesheet", page)
    way = ["source.cchc_warehouse.records.figure", "model.cchc_warehouse.stg_figures"]
    way += [f"model.cchc_warehouse.{name}" for name in ("int_printed_figures", "int_figures", "fct_figure")]
    for nearer, farther in pairwise([*way, "exposure.cchc_warehouse.release_files"]):
        assert farther in shown["child_map"][nearer]


def test_formulas_pass_their_unit_tests(line: Line, tmp_path: Path) -> None:
    """dbt's unit tests need the parents of a model to exist, so they run on the built warehouse (a copy of it)."""
    copy = tmp_path / "data"
    (copy / "build").mkdir(parents=True)
    shutil.copy(line.data / "build" / "warehouse.duckdb", copy / "build")
    (copy / "records").symlink_to(line.data / "records")
    dbt = Path(sys.executable).with_name("dbt")
    folders = [
        "--project-dir",
        DBT_PROJECT,
        "--profiles-dir",
        DBT_PROJECT,
        "--target-path",
        tmp_path,
        "--log-path",
        tmp_path,
    ]
    result = subprocess.run(
        [dbt, "test", "--select", "test_type:unit", *folders],
        cwd=copy,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    assert f"PASS={len(manifest()['unit_tests'])} " in result.stdout


def test_the_description_of_each_model_names_exactly_the_columns_that_it_has(line: Line) -> None:
    with duckdb.connect(str(line.data / "build" / "warehouse.duckdb"), read_only=True) as connection:
        built = dict(
            connection.execute(
                "select schema_name || '.' || table_name, list(column_name order by column_index) "
                "from duckdb_columns() where schema_name in ('staging', 'intermediate', 'marts') group by all"
            ).fetchall()
        )
    described = {
        f"{node['schema']}.{node['name']}": list(node["columns"])
        for node in manifest()["nodes"].values()
        if node["resource_type"] == "model"
    }
    assert {name: sorted(columns) for name, columns in described.items()} == {
        name: sorted(columns) for name, columns in built.items()
    }
