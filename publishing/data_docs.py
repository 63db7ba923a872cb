"""Data Docs: every demand that records and marts had to meet before they were released, as a page.

Belongs here: the demands of Great Expectations and the tests of dbt in words, English and Vietnamese. Does not belong
here: running them (`orchestration.checks`, dbt), the look of a page (`publishing.pages`).

Great Expectations' own site tells when it was built and loads its looks from elsewhere, which no file of a release may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.dictionary import Description
from publishing.pages import Cell, Page, Section, page_html
from publishing.release_content import ReleaseContent, write_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAGE = Path("data-docs") / "index.html"
_MET = Description("met", "đạt")
_HEAD = (
    Description("column", "cột"),
    Description("demand", "yêu cầu"),
    Description("why", "lý do"),
    Description("result", "kết quả"),
)
_DEMANDS = {
    "ExpectColumnValuesToNotBeNull": Description("a value in every row", "dòng nào cũng có giá trị"),
    "ExpectColumnValuesToBeUnique": Description("no value twice", "không giá trị nào lặp lại"),
    "ExpectColumnValuesToBeInSet": Description("one of: {value_set}", "một trong: {value_set}"),
    "ExpectColumnValuesToBeBetween": Description(
        "between {min_value} and {max_value}", "từ {min_value} đến {max_value}"
    ),
    "ExpectColumnValuesToMatchRegex": Description("has the form {regex}", "có dạng {regex}"),
    "ExpectTableRowCountToBeBetween": Description("at least {min_value} row", "ít nhất {min_value} dòng"),
}
_WHY = {
    "every record must say this": "mọi bản ghi đều phải cho biết điều này",
    "a stage that got nothing fails": "công đoạn không nhận được gì là hỏng",
    "ranks begin at 1": "thứ hạng bắt đầu từ 1",
    "the measures of the design": "các loại giá trị của thiết kế",
    "scores are not negative": "điểm không âm",
    "changes stay within any scale": "mức thay đổi nằm trong thang điểm",
    "one row a printed value": "mỗi giá trị in một dòng",
    "one fact a key": "mỗi khóa một dữ kiện",
    "one verdict a claim": "mỗi số liệu nêu lại một kết luận",
    "an interval is never empty": "khoảng không bao giờ rỗng",
    "provinces and ministries are known units in their year": "tỉnh và bộ phải là đơn vị đã biết trong năm đó",
    "a capture is named by the sha256 of its bytes": "bản chụp được gọi bằng mã sha256 của các byte",
}
_DBT_HEAD = (
    Description("column", "cột"),
    Description("test", "kiểm thử"),
    Description("with", "tham số"),
    Description("result", "kết quả"),
)
_TESTS = {
    "not_null": Description("a value in every row", "dòng nào cũng có giá trị"),
    "unique": Description("no value twice", "không giá trị nào lặp lại"),
    "unique_combination": Description("no combination twice", "không tổ hợp nào lặp lại"),
    "relationships": Description("stands in the other table", "có trong bảng kia"),
    "accepted_values": Description("one of these", "một trong các giá trị này"),
}


def write_data_docs(_con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write `data-docs/index.html`."""
    write_text(folder / PAGE, page_html(data_docs_page(content)))


def data_docs_page(content: ReleaseContent) -> Page:
    """What the page tells. A release is only made where every demand was met, so each row says so."""
    frames: Mapping[str, Sequence[Mapping[str, Any]]] = content.checks.get("great_expectations", {})
    tests = _tests_by_model(content.manifest)
    demands, count = sum(map(len, frames.values())), sum(map(len, tests.values()))
    return Page(
        title=Description("Data Docs: what was checked", "Data Docs: những gì đã kiểm tra"),
        intro=Description(
            f"{demands} demands of Great Expectations on {len(frames)} tables and {count} tests of dbt. All were met: "
            "one that is not stops the release. They are about us, not about print: errors of print are discrepancies.",
            f"{demands} yêu cầu Great Expectations trên {len(frames)} bảng và {count} kiểm thử dbt. Tất cả đều đạt: "
            "một yêu cầu không đạt sẽ chặn bản phát hành. Đây là kiểm tra phần việc của chúng tôi; lỗi của bản in "
            "được nêu thành sai lệch.",
        ),
        release=content.info.version,
        sections=[*_frame_sections(frames, content.rows), *_test_sections(tests)],
    )


def _frame_sections(frames: Mapping[str, Sequence[Mapping[str, Any]]], rows: Mapping[str, int]) -> Iterator[Section]:
    for frame, demands in sorted(frames.items()):
        held = f" {rows[frame]:,} rows." if frame in rows else ""
        held_vi = f" {rows[frame]} dòng." if frame in rows else ""
        yield Section(
            anchor=f"demands-{frame}",
            heading=Description(frame),
            text=Description(f"{len(demands)} demands.{held}", f"{len(demands)} yêu cầu.{held_vi}"),
            head=_HEAD,
            rows=[_demand_row(demand) for demand in demands],
        )


def _demand_row(demand: Mapping[str, Any]) -> tuple[Cell, ...]:
    name = str(demand["demand"])
    told = _DEMANDS.get(name, Description(name))
    values = {key: _value_text(value) for key, value in demand.items()}
    condition = demand.get("row_condition")
    where, where_vi = (f", where {condition}", f", khi {condition}") if condition else ("", "")
    text = Description(_filled(told.en, values) + where, _filled(told.vi, values) + where_vi if told.vi else "")
    why = str(demand.get("why", ""))
    return demand.get("column") or "(table · bảng)", text, Description(why, _WHY.get(why, "")), _MET


def _filled(text: str, values: Mapping[str, str]) -> str:
    """The words with the demand's own values in place of their names."""
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text


def _value_text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _tests_by_model(manifest: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    """dbt's tests of data, by the table that they look at."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for node in manifest.get("nodes", {}).values():
        if node.get("resource_type") == "test":
            model = str(node.get("attached_node") or "").rpartition(".")[2] or "several tables"
            found.setdefault(model, []).append(node)
    return dict(sorted(found.items()))


def _test_sections(tests: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Section]:
    if not tests:
        return
    yield Section(
        anchor="dbt",
        heading=Description("Tests of dbt", "Kiểm thử của dbt"),
        text=Description(
            "By the table or list that they look at; docs/index.html shows each with its SQL.",
            "Theo bảng hoặc danh mục được kiểm; docs/index.html cho xem từng kiểm thử cùng câu SQL.",
        ),
    )
    for model, nodes in tests.items():
        yield Section(
            anchor=f"dbt-{model}",
            heading=Description(model),
            head=_DBT_HEAD,
            rows=sorted((_test_row(node) for node in nodes), key=lambda row: (str(row[0]), str(row[1]), str(row[2]))),
            level=3,
        )


def _test_row(node: Mapping[str, Any]) -> tuple[Cell, ...]:
    told = node.get("test_metadata") or {}
    name = str(told.get("name") or node.get("name"))
    given = {key: value for key, value in (told.get("kwargs") or {}).items() if key not in ("model", "column_name")}
    parameters = "; ".join(f"{key}: {_value_text(value)}" for key, value in sorted(given.items()))
    text = _TESTS.get(name, Description(name.replace("_", " ")))
    return node.get("column_name") or "(table · bảng)", text, parameters, _MET
