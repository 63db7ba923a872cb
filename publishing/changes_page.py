"""CHANGES: what is new in a release, for people, in English and Vietnamese.

Belongs here: the words and the order of what is told. Does not belong here: finding it (`publishing.change_report`),
the look of a page (`publishing.pages`). Long lists are cut and say so; changes.csv holds all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from publishing import changes as kinds
from publishing.cells import cell_text
from publishing.change_report import ChangeReport, gone
from publishing.dictionary import Description
from publishing.pages import Cell, Page, Section

MOST_ROWS = 500
KINDS: dict[str, Description] = {
    kinds.ADDED: Description("added", "thêm"),
    kinds.REMOVED: Description("removed", "bỏ"),
    kinds.CHANGED: Description("changed", "đổi"),
    kinds.MOVED: Description("moved, same values", "chuyển chỗ, giá trị giữ nguyên"),
    kinds.KEY_CHANGED: Description("key changed", "đổi khóa"),
    kinds.TABLE_ADDED: Description("table added", "thêm bảng"),
    kinds.TABLE_REMOVED: Description("table removed", "bỏ bảng"),
    kinds.COLUMN_ADDED: Description("column added", "thêm cột"),
    kinds.COLUMN_REMOVED: Description("column removed", "bỏ cột"),
    kinds.NOT_COMPARED: Description("not compared: the key is not in both", "không so sánh được: khóa khác nhau"),
}
_STRUCTURE = (
    kinds.TABLE_ADDED,
    kinds.TABLE_REMOVED,
    kinds.COLUMN_ADDED,
    kinds.COLUMN_REMOVED,
    kinds.NOT_COMPARED,
)
_TABLE, _KEY, _KIND = Description("table", "bảng"), Description("key", "khóa"), Description("change", "thay đổi")
_INDEX, _YEAR, _UNIT = Description("index", "chỉ số"), Description("year", "năm"), Description("unit", "đơn vị")
_OLD, _NEW = Description("old", "cũ"), Description("new", "mới")


def changes_page(report: ChangeReport) -> Page:
    """What CHANGES.html and CHANGES.md tell."""
    return Page(
        title=Description(
            f"What changed in release {report.info.version}", f"Thay đổi trong bản phát hành {report.info.version}"
        ),
        intro=_intro(report),
        release=report.info.version,
        sections=list(_sections(report)),
    )


def _intro(report: ChangeReport) -> Description:
    if report.previous is None:
        return Description(
            f"This is the first release here, so nothing is compared. It holds {report.info.figures:,} figures of "
            f"{report.info.documents:,} documents.",
            f"Đây là bản phát hành đầu tiên ở đây nên không có gì để so sánh. Có {report.info.figures} số liệu của "
            f"{report.info.documents} văn bản.",
        )
    if not report.changes:
        return Description(f"Nothing changed since {report.previous}.", f"Không có thay đổi so với {report.previous}.")
    return Description(
        f"Compared with {report.previous}, row by row. Every change, cell by cell, stands in changes.csv and "
        "changes.parquet.",
        f"So với {report.previous}, theo từng dòng. Mọi thay đổi đến từng ô có trong changes.csv và changes.parquet.",
    )


def _sections(report: ChangeReport) -> Iterator[Section]:
    if report.previous is None:
        yield _documents(report)
        return
    yield Section(
        anchor="counts",
        heading=Description("Rows by table", "Số dòng theo bảng"),
        head=(_TABLE, _KIND, Description("rows", "số dòng")),
        rows=[(table, KINDS[kind], rows) for table, found in report.counts.items() for kind, rows in found.items()],
    )
    for section in (_structure(report), _keys(report), _facts(report), _new_facts(report), _figures(report)):
        if section.rows:
            yield section
    for section in (_documents(report), _discrepancies(report), _withdrawn(report)):
        if section.rows:
            yield section


def _structure(report: ChangeReport) -> Section:
    found = [change for change in report.changes if change.kind in _STRUCTURE or _is_key_of_table(change)]
    return Section(
        anchor="tables",
        heading=Description("Tables and columns", "Bảng và cột"),
        head=(_TABLE, Description("column", "cột"), _KIND, _OLD, _NEW),
        rows=[(change.table, change.column, KINDS[change.kind], change.old, change.new) for change in found],
    )


def _is_key_of_table(change: kinds.Change) -> bool:
    return change.kind == kinds.KEY_CHANGED and not change.key


def _keys(report: ChangeReport) -> Section:
    found = [change for change in report.changes if change.kind == kinds.KEY_CHANGED and change.key]
    text = Description("Rows with the same values under another key.", "Các dòng cùng giá trị nhưng khóa khác.")
    return _cut("keys", Description("Changed keys", "Khóa đã đổi"), text, (_TABLE, _OLD, _NEW),
                [(change.table, change.old, change.new) for change in found])  # fmt: skip


def _facts(report: ChangeReport) -> Section:
    rows = [
        (
            row["index_code"],
            str(row["year"]),
            row["unit_name"],
            Description(row["domain_name_en"] or row["domain_code"] or "", row["domain_name_vi"] or ""),
            change.column,
            cell_text(change.old),
            cell_text(change.new),
            change.key,
        )
        for change, row in sorted(report.facts, key=lambda fact: _fact_order(*fact))
    ]
    head = (_INDEX, _YEAR, _UNIT, Description("domain", "lĩnh vực"), Description("what", "nội dung"), _OLD, _NEW, _KEY)
    text = Description("Facts whose value, rank, status or evidence is another.",
                       "Dữ kiện có giá trị, thứ hạng, trạng thái hoặc chứng cứ đã đổi.")  # fmt: skip
    return _cut("facts", Description("Facts that changed", "Dữ kiện đã đổi"), text, head, rows)


def _fact_order(change: kinds.Change, row: dict[str, object]) -> tuple[bool, str, str, str]:
    """Totals first: they are what most readers look for."""
    return not change.key.endswith("_total"), str(row["index_code"]), change.key, change.column


def _new_facts(report: ChangeReport) -> Section:
    counts: Counter[tuple[str, str, str]] = Counter()
    for change in report.changes:
        if change.table == "fct_score" and change.kind in (kinds.ADDED, kinds.REMOVED):
            index_code, year = (*change.key.split("/"), "", "")[:2]
            counts[index_code, year, change.kind] += 1
    return Section(
        anchor="new-facts",
        heading=Description("Facts that came or went, by index and year", "Dữ kiện thêm hoặc bỏ, theo chỉ số và năm"),
        head=(_INDEX, _YEAR, _KIND, Description("facts", "số dữ kiện")),
        rows=[(index_code, year, KINDS[kind], count) for (index_code, year, kind), count in sorted(counts.items())],
    )


def _figures(report: ChangeReport) -> Section:
    counts = Counter(row["document_id"] for row in report.figures)
    return _cut(
        "figures",
        Description("Figures new or changed, by document", "Số liệu mới hoặc đã đổi, theo văn bản"),
        Description(),
        (Description("document", "văn bản"), Description("figures", "số liệu")),
        sorted(counts.items()),
    )


def _documents(report: ChangeReport) -> Section:
    rows = [
        (row["title"] or row["document_id"], row["publisher"], cell_text(row["issued_on"]), row["figures"],
         row["document_id"])
        for row in report.documents
    ]  # fmt: skip
    head = (
        Description("title", "tên"),
        Description("publisher", "bên công bố"),
        Description("issued on", "ngày ban hành"),
        Description("figures", "số liệu"),
        _KEY,
    )
    return _cut("documents", Description("Documents newly read", "Văn bản mới đọc"), Description(), head, rows)


def _discrepancies(report: ChangeReport) -> Section:
    rows = [
        (row["rule"], row["index_code"], cell_text(row["year"]), row["unit_name"], row["explanation"],
         row["discrepancy_id"])
        for row in report.discrepancies
    ]  # fmt: skip
    head = (Description("rule", "quy tắc"), _INDEX, _YEAR, _UNIT, Description("explanation", "giải thích"), _KEY)
    heading = Description("Discrepancies new or changed", "Sai lệch mới hoặc đã đổi")
    return _cut("discrepancies", heading, Description(), head, rows)


def _withdrawn(report: ChangeReport) -> Section:
    tables = ("dim_document", "fct_discrepancy", "fct_figure")
    rows = [(table, key) for table in tables for key in gone(report, table)]
    heading = Description("Documents, discrepancies and figures no longer there", "Văn bản, sai lệch, số liệu đã bỏ")
    return _cut("gone", heading, Description(), (_TABLE, _KEY), rows)


def _cut(
    anchor: str, heading: Description, text: Description, head: Sequence[Description], rows: Sequence[Sequence[Cell]]
) -> Section:
    """A section with at most MOST_ROWS rows, that says how many it leaves out."""
    if left_out := len(rows[MOST_ROWS:]):
        text = Description(
            f"{text.en} {left_out:,} more are in changes.csv.".strip(),
            f"{text.vi} Còn {left_out} dòng nữa trong changes.csv.".strip(),
        )
    return Section(anchor=anchor, heading=heading, text=text, head=head, rows=rows[:MOST_ROWS])
