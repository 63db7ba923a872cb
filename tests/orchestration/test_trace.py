"""From a locator back to the place in the capture, whatever the capture's kind."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from orchestration.paths import PROJECT, DataPaths
from orchestration.trace import Place, locate
from scrapers.archive import Archive, ArchiveError
from scrapers.documents.model import DocumentError, Locator
from scrapers.documents.opening import open_document
from scrapers.identity import origin_of
from scrapers.intake import add_files
from scrapers.readers.reading import read_document

RECORDED = PROJECT / "tests" / "recorded"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@dataclass(frozen=True)
class Held:
    """A document in an archive."""

    data_dir: Path
    document_id: str
    capture_id: str

    def at(self, locator: str) -> Place:
        return locate(self.data_dir, self.document_id, self.capture_id, locator)


def hold(data_dir: Path, path: Path) -> Held:
    (added,) = add_files(Archive(data_dir / "archive"), [path], NOW)
    assert added.look is not None
    assert added.look.capture_id is not None
    return Held(data_dir, origin_of(added.look, "claim").document_id, added.look.capture_id)


def hold_bytes(data_dir: Path, name: str, content: str) -> Held:
    path = data_dir / name
    path.write_bytes(content.encode())
    return hold(data_dir, path)


def test_a_cell_of_a_csv_file(tmp_path: Path) -> None:
    held = hold_bytes(tmp_path, "papi.csv", 'province,total\n"Hà Nội",41.5\n\nHuế,42.25\n')
    assert held.at("table:1/row:4/col:2/char:32-37") == Place(
        4, "Huế\t42.25", 4, 9, "total", "table 1, row 4, column 2"
    )


def test_a_span_of_a_text(tmp_path: Path) -> None:
    held = hold_bytes(tmp_path, "a.txt", "Tỉnh Cao Bằng\r\nđạt 85,32 điểm\r\n")
    assert held.at("char:18-23") == Place(2, "đạt 85,32 điểm", 4, 9, None, None)
    assert held.at("char:0-4") == Place(1, "Tỉnh Cao Bằng", 0, 4, None, None)


def test_a_cell_of_a_page(tmp_path: Path) -> None:
    page = "<h1>Bảng</h1><table><tr><th>Đơn vị<th>Điểm</tr><tr><td>Huế<td><b>8</b>5,3</tr></table><p>hết"
    held = hold_bytes(tmp_path, "a.html", page)
    assert held.at("table:1/row:2/col:2/char:21-25") == Place(3, "Huế\t85,3", 4, 8, "Điểm", "table 1, row 2, column 2")
    assert held.at("table:1/row:2/char:17-25") == Place(3, "Huế\t85,3", 0, 8, None, "table 1, row 2")
    assert held.at("char:0-4") == Place(1, "Bảng", 0, 4, None, None)


def test_a_span_over_lines_is_shown_to_the_end_of_its_first(tmp_path: Path) -> None:
    held = hold_bytes(tmp_path, "a.txt", "một hai\nba bốn")
    assert held.at("char:4-10") == Place(1, "một hai", 4, 7, None, None)


@pytest.mark.parametrize("name", ["ranking_table.html", "news_report.txt", "district_plan.txt", "nfd_report.txt"])
def test_every_record_of_a_recorded_document_is_found_again(tmp_path: Path, name: str) -> None:
    held = hold(tmp_path, RECORDED / name)
    look = Archive(tmp_path / "archive").looks()[0]
    document = open_document((RECORDED / name).read_bytes(), name)
    records = [record for record in read_document(document, origin_of(look, "claim")) if "\n" not in record.quote]
    assert len(records) > 3
    for locator, quote in {record.locator: record.quote for record in records}.items():
        place = held.at(locator)
        assert place.line[place.start : place.end] == quote
        assert (place.cell is not None) == (Locator.parse(locator).table is not None)


def test_bytes_that_are_not_held(tmp_path: Path) -> None:
    held = hold_bytes(tmp_path, "a.txt", "Huế 85,3")
    with pytest.raises(ArchiveError, match=f"holds no capture {'f' * 64}"):
        locate(tmp_path, held.document_id, "f" * 64, "char:0-1")


@pytest.mark.parametrize(
    ("locator", "sentence"),
    [
        ("char:0-9", "char:0-9 lies outside the document of 8 characters."),
        ("char:5-4", "char:5-4 lies outside the document of 8 characters."),
        ("char:9-9", "char:9-9 lies outside the document of 8 characters."),
        ("row 1", "'row 1' is not a locator such as table:1/row:3/col:4/char:120-127."),
    ],
)
def test_a_wrong_locator_is_said(tmp_path: Path, locator: str, sentence: str) -> None:
    held = hold_bytes(tmp_path, "a.txt", "Huế 85,3")
    with pytest.raises(DocumentError) as caught:
        held.at(locator)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("locator", ["table:1/row:1/col:1/char:0-3", "table:0/row:1/col:1/char:0-3"])
def test_a_table_that_is_not_there_is_said(tmp_path: Path, locator: str) -> None:
    held = hold_bytes(tmp_path, "a.txt", "Huế 85,3")
    with pytest.raises(DocumentError):
        held.at(locator)


def test_the_data_directory_is_the_one_named_or_the_projects_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CCHC_DATA", raising=False)
    assert DataPaths.from_environment().root == PROJECT / "data"
    monkeypatch.setenv("CCHC_DATA", str(tmp_path / "x" / ".." / "own"))
    paths = DataPaths.from_environment()
    assert paths.root == tmp_path / "own"
    assert {paths.archive, paths.records, paths.build, paths.release} == {
        tmp_path / "own" / name for name in ("archive", "records", "build", "release")
    }
    assert paths.warehouse == tmp_path / "own" / "build" / "warehouse.duckdb"


def test_tables_of_the_data_directory_go_before_the_bundled_ones(tmp_path: Path) -> None:
    assert DataPaths(tmp_path).figures == PROJECT / "data" / "figures"
    (tmp_path / "figures").mkdir()
    assert DataPaths(tmp_path).figures == tmp_path / "figures"


def test_a_cell_of_a_table_that_lost_its_rows(tmp_path: Path) -> None:
    names = ("Hà Nội", "Hà Giang", "Cao Bằng", "Bắc Kạn", "Tuyên Quang", "Lào Cai", "Điện Biên", "Lai Châu", "Sơn La")
    header = ["PAR INDEX năm 2023", "", "STT", "Tỉnh", "Cải cách thể chế", "Tổng điểm", "Xếp hạng"]
    rows = [line for at, name in enumerate(names, start=1) for line in (str(at), name, "8,5", f"{90 - at},25", str(at))]
    held = hold_bytes(tmp_path, "a.txt", "\n".join([*header, *rows]))
    place = held.at(f"table:1/row:2/col:4/{char_of(chr(10).join([*header, *rows]), '89,25')}")
    assert (place.line, place.header, place.cell) == ("89,25", "Tổng điểm", "table 1, row 2, column 4")


def char_of(text: str, words: str) -> str:
    start = text.index(words)
    return f"char:{start}-{start + len(words)}"


def test_a_cell_of_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "PCI_2023.xlsx"
    path.write_bytes(sheet_bytes([["Tỉnh", "Điểm", None], [None, "PCI", "Hạng"], ["Hà Nội", 67.25, 9]], "Tổng hợp"))
    held = hold(tmp_path, path)
    cell = open_document(path.read_bytes(), path.name).tables[0].rows[2][1]
    place = held.at(str(cell.locator))
    assert (place.header, place.sheet, place.page, place.box) == ("Điểm · PCI", "Tổng hợp", None, None)


def sheet_bytes(rows: list[list[object]], title: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
