"""Records on disk: the schema follows the dataclasses, and a file is whole or the old one."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scrapers import record_store
from scrapers.record_store import courses_digest, read_rows, schema_of, write_rows
from scrapers.records import RECORD_KINDS, AnomalyRecord, DocumentRecord

PLACE = {
    "document_id": "added/a",
    "capture_id": "0" * 64,
    "locator": "char:0-1",
    "quote": "Đ",
    "reader": "r",
    "reader_version": "1",
}


def anomaly(position: int, message: str = "Đơn vị?") -> dict[str, Any]:
    return asdict(
        AnomalyRecord(
            **PLACE, position=position, kind="k", severity="error", expected=None, found=None, message=message
        )
    )


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_the_schema_has_the_fields_of_the_record_in_their_order(kind: str) -> None:
    assert schema_of(kind).names == [field.name for field in fields(RECORD_KINDS[kind])]


def test_types_and_what_may_be_missing() -> None:
    types = {
        (kind, field.name): (str(field.type), field.nullable) for kind in RECORD_KINDS for field in schema_of(kind)
    }
    assert types["figure", "value"] == ("double", False)
    assert types["figure", "year"] == ("int64", False)
    assert types["figure", "base_year"] == ("int64", True)
    assert types["figure", "in_words"] == ("bool", False)
    assert types["document", "url"] == ("string", True)
    assert types["document", "document_id"] == ("string", False)
    assert types["document", "index_years"][0].startswith("list<")
    assert schema_of("document").field("index_years").type.value_type == pa.int64()
    assert schema_of("document").field("recipients").type.value_type == pa.string()
    assert types["capture", "http_status"] == ("int64", True)


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    document = asdict(
        DocumentRecord(**PLACE, source="added", url=None, kind="d", evidence="claim", plan_years=(2022, 2023))
    )
    assert write_rows(tmp_path, "document", "added", [document]) == tmp_path / "document" / "added.parquet"
    (row,) = read_rows(tmp_path, "document", "added")
    assert row == {name: list(value) if isinstance(value, tuple) else value for name, value in document.items()}
    assert row["plan_years"] == [2022, 2023]


def test_writing_replaces_and_an_empty_file_is_written_too(tmp_path: Path) -> None:
    write_rows(tmp_path, "anomaly", "added", [anomaly(1), anomaly(2)])
    write_rows(tmp_path, "anomaly", "added", [anomaly(3)])
    assert [row["position"] for row in read_rows(tmp_path, "anomaly", "added")] == [3]
    path = write_rows(tmp_path, "anomaly", "added", [])
    assert read_rows(tmp_path, "anomaly", "added") == []
    assert pq.read_schema(path).names == schema_of("anomaly").names


def test_equal_rows_give_equal_bytes(tmp_path: Path) -> None:
    rows = [anomaly(1), anomaly(2)]
    paths = [write_rows(tmp_path / name, "anomaly", "added", rows) for name in ("one", "two")]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_what_is_missing_or_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_rows(tmp_path, "anomaly", "added")
    path = write_rows(tmp_path, "anomaly", "added", [anomaly(1)])
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises((OSError, ValueError)):
        read_rows(tmp_path, "anomaly", "added")


@pytest.mark.parametrize("bad", [{"position": "first"}, {"message": None}])
def test_a_row_that_does_not_fit_leaves_the_old_file(tmp_path: Path, bad: dict[str, Any]) -> None:
    path = write_rows(tmp_path, "anomaly", "added", [anomaly(1)])
    before = path.read_bytes()
    with pytest.raises((pa.ArrowInvalid, pa.ArrowTypeError)):
        write_rows(tmp_path, "anomaly", "added", [anomaly(1), {**anomaly(2), **bad}])
    assert path.read_bytes() == before


def test_a_crash_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_rows(tmp_path, "anomaly", "added", [anomaly(1)])
    before = path.read_bytes()

    def half(table: pa.Table, stream: Any, **_: object) -> None:
        stream.write(b"PAR1 and no more")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(record_store.pq, "write_table", half)
    with pytest.raises(OSError, match="No space left"):
        write_rows(tmp_path, "anomaly", "added", [anomaly(2)])
    assert path.read_bytes() == before
    assert list(path.parent.glob("*.parquet")) == [path], "dbt finds no half file"


def test_the_bytes_are_on_the_disk_before_the_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    replace = Path.replace
    monkeypatch.setattr(record_store.os, "fsync", lambda descriptor: events.append("synced"))
    monkeypatch.setattr(Path, "replace", lambda path, target: (events.append("named"), replace(path, target))[1])
    write_rows(tmp_path, "anomaly", "added", [anomaly(1)])
    assert events == ["synced", "named"]


def test_looks_that_change_nothing_that_is_current_leave_the_digest_of_courses_alone(tmp_path: Path) -> None:
    def digest(*read_as: str | None) -> str:
        looks = [dict.fromkeys(schema_of("capture").names, "x") for _ in read_as]
        rows = [
            look | {"look_id": str(number), "url": "u", "read_as": capture, "http_status": 200, "bytes": 1}
            for number, (look, capture) in enumerate(zip(looks, read_as, strict=True))
        ]
        write_rows(tmp_path, "capture", "s", rows)
        return courses_digest(tmp_path)

    assert digest("a", "b") == digest("a", "a", None, "b", "b", None)
    assert len({digest("a", "b"), digest("a", "b", "a"), digest("b", "a"), digest("a")}) == 4
