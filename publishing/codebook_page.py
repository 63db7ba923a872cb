"""The codebook as a page and as JSON.

Belongs here: the order and wording of what is told. Does not belong here: finding it (`publishing.codebook`), the look
of a page (`publishing.pages`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from publishing.cells import cell_text
from publishing.codebook import Code, Codebook, ColumnEntry, TableEntry
from publishing.dictionary import Description
from publishing.pages import Cell, Page, PartLink, Section

_INDEX, _YEARS = Description("index", "chỉ số"), Description("years", "năm")
_FRAMEWORK, _CODE = Description("framework", "bộ chỉ số"), Description("code", "mã")
_NAME, _MEANING = Description("name", "tên"), Description("meaning", "nghĩa")
_MAXIMUM, _SOURCE = Description("maximum", "điểm tối đa"), Description("source", "nguồn")


def codebook_json(book: Codebook) -> str:
    """The codebook for programs."""
    return json.dumps(asdict(book), ensure_ascii=False, indent=1, default=cell_text) + "\n"


def codebook_page(book: Codebook) -> Page:
    """What codebook.html and codebook.md tell."""
    return Page(
        title=Description("Codebook", "Sổ mã"),
        intro=Description(
            f"Every table, column, code, index, framework and domain of CCHC Warehouse {book.release}. {book.citation}",
            f"Mọi bảng, cột, mã, chỉ số, bộ tiêu chí và lĩnh vực của CCHC Warehouse {book.release}.",
        ),
        release=book.release,
        sections=list(_sections(book)),
    )


def _sections(book: Codebook) -> Iterator[Section]:
    yield _table_list(book.tables)
    yield from (_columns(table) for table in book.tables)
    yield from _codes(book.tables)
    yield _indices(book)
    yield _frameworks(book)
    yield _domains(book)
    yield _changes(book)


def _table_list(tables: Sequence[TableEntry]) -> Section:
    return Section(
        anchor="tables",
        heading=Description("Tables", "Bảng"),
        head=(_NAME, Description("rows", "số dòng"), Description("key", "khóa"), _MEANING),
        rows=[
            (PartLink(table.name, f"table-{table.name}"), table.rows, ", ".join(table.key), table.meaning)
            for table in tables
        ],
    )


def _columns(table: TableEntry) -> Section:
    return Section(
        anchor=f"table-{table.name}",
        heading=Description(table.name),
        text=table.meaning,
        head=(
            Description("column", "cột"),
            Description("type", "kiểu"),
            _MEANING,
            Description("unit", "đơn vị"),
            Description("values", "giá trị"),
            Description("rows without value", "số dòng trống"),
            Description("example", "ví dụ"),
        ),
        rows=[_column(column) for column in table.columns],
        level=3,
    )


def _column(column: ColumnEntry) -> tuple[Cell, ...]:
    values = ", ".join(code.value for code in column.codes)
    return column.name, column.type, column.meaning, column.unit, values, column.nulls, column.example


def _codes(tables: Sequence[TableEntry]) -> Iterator[Section]:
    """Each list of codes once, with the columns that hold them."""
    lists: dict[tuple[Code, ...], list[str]] = {}
    for table in tables:
        for column in table.columns:
            if column.codes:
                lists.setdefault(column.codes, []).append(f"{table.name}.{column.name}")
    yield Section(
        anchor="codes",
        heading=Description("Codes", "Mã"),
        text=Description(
            "Every value of the columns that hold codes; table dim_code.", "Mọi giá trị của các cột mã; bảng dim_code."
        ),
    )
    for number, (codes, columns) in enumerate(lists.items(), start=1):
        yield Section(
            anchor=f"codes-{number}",
            heading=Description(", ".join(columns)),
            head=(Description("value", "giá trị"), _MEANING, Description("corresponds to", "tương ứng")),
            rows=[(code.value, code.meaning, code.corresponds_to) for code in codes],
            level=3,
        )


def _indices(book: Codebook) -> Section:
    rows = [
        (row["index_code"], _names(row), _both(row, "publisher_en", "publisher_vi"), row["level"],
         row["unit_of_measure"], row["total_min"], row["total_max"], _span(row["first_year"], row["last_year"]),
         row["note"])
        for row in book.indices
    ]  # fmt: skip
    head = (
        _INDEX, _NAME, Description("publisher", "cơ quan công bố"), Description("level", "cấp"),
        Description("unit", "đơn vị đo"), Description("lowest total", "tổng thấp nhất"),
        Description("highest total", "tổng cao nhất"), _YEARS, Description("note", "ghi chú"),
    )  # fmt: skip
    return Section(anchor="indices", heading=Description("Indices", "Chỉ số"), head=head, rows=rows)


def _frameworks(book: Codebook) -> Section:
    rows = [
        (row["framework_key"], row["index_code"], row["scope"], _span(row["valid_from_year"], row["valid_to_year"]),
         row["decision"], row["formula"], row["total_max"], row["domain_count"], row["series_break"], row["source"])
        for row in book.frameworks
    ]  # fmt: skip
    head = (
        _FRAMEWORK, _INDEX, Description("scope", "phạm vi"), _YEARS, Description("decision", "quyết định"),
        Description("total by", "công thức tổng"), _MAXIMUM, Description("domains", "số lĩnh vực"),
        Description("break of series", "gãy chuỗi"), _SOURCE,
    )  # fmt: skip
    text = Description(
        "A break says from which year values no longer compare.", "Gãy chuỗi: từ năm nào không so sánh được."
    )
    heading = Description("Frameworks and breaks", "Bộ chỉ số và điểm gãy")
    return Section(anchor="frameworks", heading=heading, text=text, head=head, rows=rows)


def _domains(book: Codebook) -> Section:
    rows = [
        (row["domain_code"], row["index_code"], row["framework_key"], _span(row["first_year"], row["last_year"]),
         _names(row), row["max_score"], row["min_score"], row["weight"], row["conformed_code"])
        for row in book.domains
    ]  # fmt: skip
    head = (
        _CODE, _INDEX, _FRAMEWORK, _YEARS, _NAME, _MAXIMUM, Description("minimum", "điểm tối thiểu"),
        Description("weight", "trọng số"), Description("subject", "nội dung"),
    )  # fmt: skip
    heading = Description("Domains and criteria", "Lĩnh vực và tiêu chí")
    return Section(anchor="domains", heading=heading, head=head, rows=rows)


def _changes(book: Codebook) -> Section:
    rows = [
        (row["kind"], row["level"], row["from_framework_key"], row["from_domain_code"],
         _both(row, "from_name_en", "from_name_vi"), row["to_framework_key"], row["to_domain_code"],
         _both(row, "to_name_en", "to_name_vi"), row["proof"], row["note"], row["source"])
        for row in book.changes if row["kind"] != "same"
    ]  # fmt: skip
    head = (
        Description("change", "thay đổi"), Description("level", "cấp"), Description("from", "từ"), _CODE, _NAME,
        Description("to", "đến"), _CODE, _NAME, Description("proof", "căn cứ"), Description("note", "ghi chú"), _SOURCE,
    )  # fmt: skip
    text = Description(
        "Register of what was renamed, split, merged, ended or is new; register.csv also holds what stayed the same.",
        "Sổ theo dõi đổi tên, tách, gộp, chấm dứt, mới; register.csv có cả lĩnh vực giữ nguyên.",
    )
    heading = Description("Renamed and ended domains", "Lĩnh vực đổi tên và chấm dứt")
    return Section(anchor="register", heading=heading, text=text, head=head, rows=rows)


def _names(row: dict[str, Any]) -> Description:
    return _both(row, "name_en", "name_vi")


def _both(row: dict[str, Any], english: str, vietnamese: str) -> Description:
    return Description(row[english] or "", row[vietnamese] or "")


def _span(first: int | None, last: int | None) -> str:
    return "-".join(dict.fromkeys(str(year) for year in (first, last) if year is not None))
