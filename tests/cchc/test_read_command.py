"""`cchc read`: the printed form of records, of a file and of a batch, and what it says when it cannot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc.record_form import printed_document
from scrapers.records import (
    AnomalyRecord,
    CitationRecord,
    DeductionRecord,
    DocumentRecord,
    FigureRecord,
    ReportingDutyRecord,
    TargetRecord,
    TaskRecord,
)

Run = Callable[..., Any]
PROJECT = Path(__file__).parents[2]
KEYS = [
    "document",
    "citations",
    "figures",
    "deductions",
    "tasks",
    "targets",
    "reporting_duties",
    "anomalies",
]
FIGURE_KEYS = {
    "unit_name",
    "unit_level",
    "index_code",
    "year",
    "domain",
    "domain_label",
    "measure",
    "value",
    "unit_of_measure",
    "value_raw",
    "base_year",
    "scope",
    "in_words",
    "locator",
    "quote",
}
SENTENCE = "Năm 2021, chỉ số PAR INDEX của tỉnh Cao Bằng đạt 79,37 điểm."
PLACE = {"document_id": "d", "capture_id": "c", "locator": "char:0-1", "quote": "q", "reader": "r"} | {
    "reader_version": "1"
}


def figure(**fields: Any) -> FigureRecord:
    own: dict[str, Any] = {"position": 1, "index_code": "PAR_INDEX", "unit_name": "Cao Bằng", "unit_name_raw": "tỉnh"}
    own |= {"unit_level": "province", "unit_parent": None, "year": 2021, "conformed_code": None, "measure": "score"}
    own |= {"value": 1.0, "unit_of_measure": "points", "value_raw": "1", "domain_code": "_total", "domain_label": None}
    return FigureRecord(**PLACE, **(own | fields))


def batch(folder: Path, *pages: object) -> str:
    path = folder / "pages.jsonl"
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("code", "label", "domain", "shown"),
    [
        ("_total", "Tổng điểm", None, None),
        ("3", "Cải cách thủ tục hành chính", "3", "Cải cách thủ tục hành chính"),
        (None, "Cải cách gì đó", "Cải cách gì đó", "Cải cách gì đó"),
    ],
)
def test_the_domain_of_a_printed_figure(code: str | None, label: str, domain: str | None, shown: str | None) -> None:
    (printed,) = printed_document([figure(domain_code=code, domain_label=label)])["figures"]
    assert (printed["domain"], printed["domain_label"]) == (domain, shown)
    assert printed.keys() >= FIGURE_KEYS | {"reader", "reader_version", "conformed_code", "unit_name_raw"}
    assert "domain_code" not in printed


def test_every_kind_of_record_has_its_list() -> None:
    common: dict[str, Any] = PLACE | {"position": 1}
    placed: dict[str, Any] = common | {"section": None, "conformed_code": None, "domain_label": None}
    nothing: dict[str, Any]
    citation = ("type", "number", "symbol", "full_number", "on", "precision", "issuer")
    nothing = {f"cited_{name}": None for name in citation}
    records = [
        DocumentRecord(**PLACE, source="added", url=None, kind="document", evidence="claim"),
        CitationRecord(
            **common, **nothing, about=None, about_index_code=None, about_year=None, in_footnote=False, is_repeat=False
        ),
        figure(),
        DeductionRecord(
            **placed, criterion="c", reason=None, threshold_operator=None, threshold_value=None, threshold_unit=None,
            lost_points=None, evidence=("e",),
        ),
        TaskRecord(
            **placed, text="t", verb=None, lead_units=("Sở Nội vụ",), coordinating_units=(), units_from="item",
            deadline=None, deadline_raw=None,
        ),
        TargetRecord(
            **placed, description="d", operator=">=", value=1.0, value_to=None, unit_of_measure=None, value_raw=None,
            base=None, base_year=None, index_code=None, deadline=None, deadline_raw=None,
        ),
        ReportingDutyRecord(**common, section=None, units=(), recipients=(), via=(), frequency=None, due_raw=None),
        AnomalyRecord(**common, kind="k", severity="info", expected=None, found=None, message="m"),
    ]  # fmt: skip
    printed = printed_document(records)
    assert list(printed) == KEYS
    assert printed["document"]["document_id"] == "d"
    assert [len(printed[name]) for name in KEYS[1:]] == [1] * 7
    assert printed["tasks"][0]["lead_units"] == ("Sở Nội vụ",)


def test_a_file_is_one_object(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "Trang.txt"
    path.write_text(SENTENCE, "utf-8")
    answer = run("read", str(path))
    assert (answer.code, answer.err) == (0, "")
    printed = json.loads(answer.out)
    assert list(printed) == KEYS
    assert printed["document"]["document_id"] == "added/Trang"
    assert [figure["value"] for figure in printed["figures"]] == [79.37]
    answer = run("read", str(path), "--url", "https://caobang.gov.vn/tin")
    assert json.loads(answer.out)["document"]["document_id"] == "caobang.gov.vn/tin"


def test_a_batch_is_a_line_a_page_in_order(run: Run, tmp_path: Path) -> None:
    pages = [{"url": f"https://a.vn/{number}", "title": "T", "text": f"{SENTENCE} {number}"} for number in range(20)]
    answer = run("read", "--batch", batch(tmp_path, *pages))
    assert (answer.code, answer.err) == (0, "")
    printed = [json.loads(line) for line in answer.out.splitlines()]
    assert [page["document"]["url"] for page in printed] == [page["url"] for page in pages]
    assert all(list(page) == KEYS for page in printed)


def test_a_bad_line_stops_a_batch_and_leaves_whole_lines(run: Run, tmp_path: Path) -> None:
    path = batch(tmp_path, {"text": SENTENCE}, {"text": SENTENCE}, {"txt": SENTENCE}, {"text": SENTENCE})
    answer = run("read", "--batch", path)
    assert (answer.code, len(answer.err.splitlines())) == (2, 1)
    assert answer.err.startswith(f"Error: {path}: line 3 has no `text`")
    assert [list(json.loads(line)) for line in answer.out.splitlines()] == [KEYS] * 2


def test_a_page_that_breaks_a_reader_is_told_at_the_end(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(*_: object) -> None:
        raise RuntimeError("thus")

    monkeypatch.setattr("scrapers.batch.read_document", breaking)
    answer = run("read", "--batch", batch(tmp_path, {"text": " "}, {"text": "a"}, {"text": "b"}))
    assert (answer.code, len(answer.out.splitlines())) == (1, 3)
    assert "broke off on 2 pages" in answer.err and "line 2, RuntimeError: thus" in answer.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Name one file, or a batch"),
        (("x.txt", "--batch", "-"), "Name one file, or a batch"),
        (("--batch", "-", "--url", "https://a.vn"), "each line carries its own `url`"),
        (("--batch", "nowhere.jsonl"), "nowhere.jsonl does not exist"),
        (("--batch", "."), ". cannot be read"),
        (("--batch", "a\0b"), "cannot be read"),
        (("nowhere.txt",), "nowhere.txt does not exist"),
        (("nowhere.txt", "--url", "file:///etc/passwd"), "is not the address of a page"),
    ],
)
def test_bad_input_is_one_sentence(run: Run, arguments: tuple[str, ...], told: str) -> None:
    answer = run("read", *arguments)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (2, "", 1)
    assert told in answer.err


def test_standard_input_and_output_are_utf_8_whatever_the_terminal() -> None:
    text = f"{SENTENCE} \ud800 \u202e \u0000"
    done = subprocess.run(
        [sys.executable, "-m", "cchc", "read", "--batch", "-"],
        input=json.dumps({"url": "https://a.vn", "title": "\ud800", "text": text}).encode(),
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        cwd=PROJECT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    printed = done.stdout.decode("utf-8")
    assert "Cao Bằng" in printed and "\u202e" not in printed
    assert json.loads(printed)["figures"][0]["quote"] in text


def test_help_loads_no_reader() -> None:
    code = (
        "import sys; from cchc.main import main; main(['read', '--help']); "
        "assert not {'scrapers.readers', 'bs4', 'duckdb', 'pyarrow', 'dagster'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT, capture_output=True)
