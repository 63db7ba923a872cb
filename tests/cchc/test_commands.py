"""The commands show, trace, status, diff and cite, and what every command says when it cannot."""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sample_build

from cchc.release_facts import release_counts
from cchc.text import fold, printable
from scrapers.archive import Archive

Run = Callable[..., Any]
FIGURE = sample_build.FIGURE


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Đắk Lắk", "dak lak"),
        (unicodedata.normalize("NFD", "ĐẮK-LẮK"), "dak lak"),
        ("Ðắk  Lắk.", "dak lak"),
        ("Bà Rịa – Vũng Tàu", "ba ria vung tau"),
        ("TP.HCM", "tp hcm"),
        ("", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_printable() -> None:
    assert printable("a\x1b[0m\x9b\n\tĐ\u202e") == "a\\x1b[0m\\x9b\\n\\tĐ\\u202e"


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Bắc Ninh", "Bắc Ninh"),
        ("bac-ninh", "Bắc Ninh"),
        ("BẮC NINH", "Bắc Ninh"),
        ("tỉnh Bắc Ninh", "Bắc Ninh"),
        ("Bac Ninh province", "Bắc Ninh"),
        ("province/bac-ninh", "Bắc Ninh"),
        ("province/bac-ninh/63-2008", "Bắc Ninh"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "Đắk Lắk"),
        ("Ðăk Lăk", "Đắk Lắk"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("hcm", "Hồ Chí Minh"),
        ("Ho Chi Minh City", "Hồ Chí Minh"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("ministry of justice", "Bộ Tư pháp"),
    ],
)
def test_show_knows_every_spelling(run: Run, spelling: str, name: str) -> None:
    answer = run("show", spelling, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out)["name"] == name


def test_show_tells_all_of_a_unit(run: Run) -> None:
    answer = run("show", "Bắc Ninh")
    assert answer.code == 0
    for told in ("34-2025", "2025-06-30", "5/63", "Tham gia của người dân", "claim differs", f"cchc trace '{FIGURE}'"):
        assert told in answer.out
    found = json.loads(run("show", "Bắc Ninh", "--format", "json").out)
    assert [row["year"] for row in found["totals"]] == [2020, 2021]
    assert [row["domain_code"] for row in found["domains"]] == ["1", "2"]
    assert len(found["periods"]) == 2


def test_show_tells_what_follows_where_nothing_was_printed_and_who_contradicts(run: Run) -> None:
    answer = run("show", "Đắk Lắk")
    assert "Bounds where no score was printed" in answer.out and "41.7" in answer.out
    found = json.loads(run("show", "Đắk Lắk", "--format", "json").out)
    assert [(row["low"], row["high"]) for row in found["bounds"]] == [(41.5, 41.7)]
    (claim,) = json.loads(run("show", "Bắc Ninh", "--format", "json").out)["claims"]
    assert (claim["verdict"], claim["claimed"], claim["others_print"]) == ("differs", -0.5, 43.5)


def test_show_helps_with_the_unknown_and_the_ambiguous(run: Run) -> None:
    unknown = run("show", "Bak Ninh")
    assert (unknown.code, "did you mean Bắc Ninh" in unknown.err) == (2, True)
    nonsense = run("show", "\x1b]0;x\x07")
    assert (nonsense.code, "\x1b" in nonsense.err) == (2, False)
    ambiguous = run("show", "Sở Tư pháp")
    assert ambiguous.code == 2
    assert "department/dak-lak/so-tu-phap" in ambiguous.err
    assert run("show", "department/dak-lak/so-tu-phap").code == 0


@pytest.mark.parametrize("spelling", ["BNI", "bni", "北寧"])
def test_show_knows_the_spellings_of_print(run: Run, spelling: str) -> None:
    answer = run("show", spelling)
    assert (answer.code, "Bắc Ninh (province)" in answer.out) == (0, True)


@dataclass(frozen=True)
class FoundPlace:
    line_number: int = 3
    line: str = "Bắc Ninh\t43,50\t5"
    start: int = 9
    end: int = 14
    header: str | None = "Tổng điểm"
    cell: str | None = "table 1, row 1, column 2"
    sheet: str | None = "Tổng hợp"
    page: int | None = 2
    box: tuple[float, float, float, float] | None = (10.0, 20.0, 30.0, 40.0)


def test_trace_goes_back_to_the_raw_text(run: Run, releases: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def locate(*arguments: object) -> FoundPlace:
        asked.append(arguments)
        return FoundPlace()

    monkeypatch.setattr("orchestration.trace.locate", locate)
    (releases.data / "archive").mkdir(exist_ok=True)
    try:
        answer = run("trace", FIGURE)
    finally:
        (releases.data / "archive").rmdir()
    assert asked == [(releases.data, "papi/2021", sample_build.CAPTURE, "table:1/row:1/col:2/char:20-25")]
    titles = [line.split()[0] for line in answer.out.splitlines()]
    assert titles == ["document", "capture", "place", "raw", "reader", "figure", "fact", "rival", "discrepancy"]
    for told in (
        "file_name 2021.csv",
        "page 2, sheet “Tổng hợp”, table 1",
        "under Tổng điểm, in the box 10 20 30 40",
        "line 3: Bắc Ninh │ «43,50» │ 5",
        "figure_table@1",
        "R9/news/1#1",
    ):
        assert told in answer.out


def test_trace_without_archive_tells_the_rest(run: Run) -> None:
    answer = run("trace", FIGURE)
    assert answer.code == 0
    assert "«43,50» (the line cannot be shown: there is no archive under" in answer.out
    assert "PAPI/2021/bac-ninh/_total" in answer.out


def test_trace_when_the_archive_lacks_the_capture(run: Run, releases: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def locate(*_: object) -> FoundPlace:
        raise RuntimeError("no capture c0ffee")

    monkeypatch.setattr("orchestration.trace.locate", locate)
    (releases.data / "archive").mkdir(exist_ok=True)
    try:
        found = json.loads(run("trace", FIGURE, "--format", "json").out)
    finally:
        (releases.data / "archive").rmdir()
    assert found["place"] is None
    assert "no capture c0ffee" in found["raw_text_missing_because"]
    assert found["figure"]["value"] == 43.5


def test_trace_follows_other_records_back_to_their_place(run: Run) -> None:
    task = "news/1#task.II.1.a.ra-soat"
    answer = run("trace", task)
    assert answer.code == 0
    titles = [line.split()[0] for line in answer.out.splitlines()]
    assert titles == ["document", "capture", "place", "raw", "reader", "record"]
    for told in (f"task_id {task}", "section II.1.a", "lead_units =1+1; Sở Nội vụ", "due_on 2024-10-31", "\\x1b[31m"):
        assert told in answer.out
    found = json.loads(run("trace", task, "--format", "json").out)
    assert found["record"]["lead_units"] == ["=1+1", "Sở Nội vụ"]
    assert run("trace", "news/1#target.I.ty-le").code == 0
    assert run("trace", "news/1#reporting_duty.III.so").code == 0


def test_trace_of_an_unknown_figure(run: Run) -> None:
    answer = run("trace", "nothing#at.all")
    assert (answer.code, answer.err.count("\n")) == (2, 1)


def test_status_of_a_damaged_archive_without_a_release_tells_of_it_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_DATA", str(tmp_path))
    (tmp_path / "archive" / "warc" / "news").mkdir(parents=True)
    (tmp_path / "archive" / "warc" / "news" / "news-000001.warc.gz").write_bytes(b"torn")
    answer = run("status")
    assert answer.code == 2 and "no release yet" in answer.err
    assert "Archive: damaged, so that its looks are not known: " in answer.out and "news-000001.warc.gz" in answer.out


def test_status_of_a_damaged_archive_still_tells_of_the_release(run: Run, releases: Any) -> None:
    folder = releases.data / "archive" / "warc" / "news"
    folder.mkdir(parents=True)
    (folder / "news-000001.warc.gz").write_bytes(b"this is no WARC file")
    try:
        answer, as_json = run("status"), run("status", "--format", "json")
    finally:
        shutil.rmtree(releases.data / "archive")
    assert (answer.code, as_json.code) == (2, 2)
    assert "Archive: damaged, so that its looks are not known." in answer.out
    assert "not_found" in answer.out
    assert "Looks that failed" not in answer.out, "it is not known whether any did"
    assert "news-000001.warc.gz" in answer.err
    assert answer.err.count("\n") == 1
    found = json.loads(as_json.out)
    assert "news-000001.warc.gz" in found["archive_damage"]
    assert (found["freshness"]["looks"], found["failed_looks"]) == (None, None)
    assert found["coverage"]


def test_status(run: Run, releases: Any) -> None:
    """Failures come from the archive: a night that brought nothing makes no release that could tell of them."""
    with Archive(releases.data / "archive").writer("news") as writer:
        writer.add_failure("https://example.org/mended", date(2026, 11, 21), "503 Service Unavailable, once", 503)
        writer.add_resource("https://example.org/mended", b"text", "text/plain", date(2026, 11, 22), method="added")
        writer.add_failure("https://example.org/broken", date(2026, 11, 22), "503 Service Unavailable", 503)
    try:
        answer = run("status")
        found = json.loads(run("status", "--format", "json").out)
    finally:
        shutil.rmtree(releases.data / "archive")
    assert answer.code == 0
    for told in (releases.new.version, "2026-11-20", "not_found", "503 Service Unavailable", "claim differs"):
        assert told in answer.out
    assert found["freshness"]["failing"] == 1
    assert [look["url"] for look in found["failed_looks"]] == ["https://example.org/broken"]
    (known,) = found["units"]
    assert (known["exact"], known["bounded"], known["not_found"], known["median_width"]) == (1, 1, 1, 0.2)
    assert found["claims"] == [{"index_code": "PAPI", "verdict": "differs", "claims": 1}]
    assert found["coverage"][0] == {
        "index_code": "PAPI",
        "first_year": 2020,
        "last_year": 2021,
        "years_with_facts": 2,
        "years_known": 2,
        "units": 2,
        "facts": 5,
    }
    assert json.loads(run("status", "--format", "json", "--release", releases.old.version).out)["anomalies"]


def test_diff(run: Run, releases: Any) -> None:
    found = json.loads(run("diff", releases.old.version, "--format", "json").out)
    assert (found["old"], found["new"]) == (releases.old.version, releases.new.version)
    assert found["summary"] == {
        "dim_index": {"added": 1},
        "fct_anomaly": {"removed": 1},
        "fct_figure": {"moved": 2},
        "fct_score": {"changed": 1},
    }
    rows = list(csv.DictReader(io.StringIO(run("diff", releases.old.version, "latest", "--format", "csv").out)))
    key = "PAPI/2021/bac-ninh/_total"
    assert [tuple(row.values()) for row in rows] == [
        ("dim_index", "SIPAS", "added", "", "", ""),
        ("fct_anomaly", "a1", "removed", "", "", ""),
        ("fct_figure", "", "moved", "", "", "2"),
        ("fct_score", key, "changed", "score", "43.5", "44.5"),
        ("fct_score", key, "changed", "status", "A", "E"),
    ]
    table = run("diff", releases.old.version, releases.new.version, "--limit", "1").out
    assert "3 of 4 changes are not shown" in table
    assert table.endswith("2 rows of fct_figure moved: same values at another place.\n")
    assert "Nothing changed" in run("diff", "latest").out


def test_cite(run: Run, releases: Any) -> None:
    whole = run("cite").out
    assert f"Version {releases.new.version}" in whole
    assert "@misc{cchc_warehouse_2026_11_20_" in whole
    assert "contributors (2026). fct_score. In:" in run("cite", "fct_score").out
    figure = run("cite", FIGURE).out
    for told in (
        "PAPI 2021, Bắc Ninh, score: 43,50 points",
        "CECODES",
        "https://papi.org.vn/2021",
        "capture c0ffee00, table:1/row:1/col:2/char:20-25",
        r"papi/2021\#bac-ninh.PAPI.2021.\_total.score, capture c0ffee00}",
    ):
        assert told in figure
    assert run("cite", "nothing").code == 2


def test_release_counts(releases: Any) -> None:
    counts = release_counts(releases.new.path)
    assert (counts.figures, counts.facts, counts.units, counts.first_year) == (3, 5, 2, 2020)


def test_codebook(run: Run) -> None:
    whole = run("codebook").out
    assert whole.startswith("# Codebook")
    assert "### fct_score" in whole
    part = json.loads(
        run("codebook", "--table", "fct_score", "--index", "PAPI", "--year", "2020", "--format", "json").out
    )
    assert [(table["name"], table["rows"]) for table in part["tables"]] == [("fct_score", 1)]
    assert run("codebook", "--table", "fct_score", "--format", "html").out.startswith("<!doctype html>")
    refused = run("codebook", "--table", "fct_scores")
    assert (refused.code, refused.out) == (2, "")
    assert "did you mean fct_score?" in refused.err
