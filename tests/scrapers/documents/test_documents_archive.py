"""ZIPs: all that opens is read, what does not open is told, bombs end in one sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest

from scrapers.documents import archive_of_documents
from scrapers.documents.archive_of_documents import MAX_INFLATED, MAX_MEMBERS, open_zip
from scrapers.documents.model import DocumentError
from scrapers.documents.opening import open_document


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "PCI"
    book.active["A1"], book.active["B1"] = "Hà Nội", 8.5
    book.active.merge_cells("A2:B2")
    book.active["A2"] = "gộp"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        open_document(data, "a.zip")
    message = str(caught.value)
    assert "a.zip" in message and message.endswith(".") and "\n" not in message
    return message


def test_members_are_joined_in_their_order_with_their_places() -> None:
    data = zipped(
        {
            "thư mục/": b"",
            "thư mục/điểm.csv": "đơn vị,tổng\nHuế,87.5\n".encode(),
            "sổ.xlsx": workbook(),
            "tin.html": "<p>Tin</p><table><tr><td>Cà Mau<td>1<tr><td>Huế<td>2</table>".encode(),
            "../../etc/ghi.txt": "chữ\n".encode(),
        }
    )
    document = open_document(data, "a.zip")
    assert document.media_type == "application/zip"
    assert [(table.number, table.title) for table in document.tables] == [
        (1, "thư mục/điểm.csv"),
        (2, "sổ.xlsx › PCI"),
        (3, "tin.html"),
    ]
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                assert document.at(cell.locator) == cell.text
                assert cell.locator.table == table.number
    assert document.tables[1].rows[0][1].number == 8.5
    assert document.tables[1].rows[1][0] is document.tables[1].rows[1][1]
    assert document.text.startswith("thư mục/điểm.csv\nđơn vị\ttổng\nHuế\t87.5\nsổ.xlsx\nPCI\n")
    assert document.text.endswith("\n../../etc/ghi.txt\nchữ\n")
    assert document.notes == ()


def test_a_member_that_does_not_open_is_told_and_the_others_are_read() -> None:
    inner = zipped({"b.txt": b"inner"})
    document = open_document(zipped({"a.gif": b"GIF89a", "b.zip": inner, "c.txt": b"text", "d.txt": b""}), "a.zip")
    assert document.text == "c.txt\ntext\n"
    assert document.notes == (
        "not opened: a.zip › a.gif is a GIF picture, not text: save it as PNG and add that.",
        "not opened: a.zip › b.zip is a ZIP within a ZIP: unpack the outer one and add the inner one.",
        "not opened: a.zip › d.txt is empty: there is nothing to read; fetch or save it again.",
    )


def test_an_archive_of_nothing_readable_is_refused() -> None:
    assert refusal(zipped({"a.gif": b"GIF89a"})) == (
        "a.zip › a.gif is a GIF picture, not text: save it as PNG and add that."
    )
    assert "is a ZIP without files" in refusal(zipped({}))
    assert "holds 201 files, more than the 200" in refusal(zipped({f"{at}.txt": b"a" for at in range(MAX_MEMBERS + 1)}))


def test_a_locked_member_is_told() -> None:
    data = bytearray(zipped({"a.txt": b"text"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "a.zip › a.txt is locked by a password" in refusal(bytes(data))


def test_a_broken_member_is_told() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", b"some text")
    assert "a.zip › a.txt is broken in its ZIP (Bad CRC-32" in refusal(stream.getvalue().replace(b"some", b"sxme", 1))


def test_inflation_is_counted_not_believed() -> None:
    bomb = zipped({"a.txt": b"a" * 20_000_001})
    assert "or a.txt to more than 20,000,000" in refusal(bomb)
    lying = bytearray(bomb)
    at = lying.index(b"PK\x01\x02") + 24
    lying[at : at + 4] = (1000).to_bytes(4, "little")
    refusal(bytes(lying))
    many = zipped({f"{at}.gif": b"GIF8" + b"a" * 15_000_000 for at in range(5)})
    assert f"inflates to more than {MAX_INFLATED:,} bytes" in refusal(many)


def test_all_members_share_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_of_documents, "_SECONDS", 0)
    with pytest.raises(DocumentError, match="takes more than 0 seconds to open: add its files one by one"):
        open_zip(zipped({"a.txt": b"a", "b.txt": b"b"}), "a.zip")


def test_cells_of_all_members_are_bounded() -> None:
    rows = b"a,b\n" + b"1,2\n" * 60_000
    assert "more than 200,000 cells" in refusal(zipped({"a.csv": rows, "b.csv": rows}))
