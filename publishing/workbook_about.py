"""What the sheet About of the workbook says, in English and Vietnamese.

Belongs here: its rows. Does not belong here: how the sheet looks (`publishing.workbook`), what columns mean
(`publishing.dictionary`: how to read status and evidence is told in the words of the columns themselves).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publishing.citation import LICENCE_TITLE, LICENCE_URL, TITLE, TITLE_VI
from publishing.dictionary import described_table
from publishing.release_content import ReleaseContent

Row = tuple[str, str, str]
"""A name, and its text in English and Vietnamese."""

_TO_READ = (
    ("fct_score", "status"),
    ("fct_score", "evidence"),
    ("fct_score", "evidence_class"),
    ("fct_score_34", "method"),
    ("mart_coverage", "status"),
    ("mart_coverage_unit", "status"),
)
"""Columns whose codes a reader has to know before using a number."""

_FORMS: tuple[Row, ...] = (
    (
        "Texts",
        "Texts are texts: no cell holds a formula or leads out of the workbook. A text that begins with =, +, - or @ "
        "has an apostrophe before it, so that it stays a text when you save the sheet as CSV; numbers are numbers.",
        "Văn bản là văn bản: không ô nào chứa công thức hay liên kết ra ngoài. Văn bản bắt đầu bằng =, +, - hoặc @ có "
        "dấu nháy đơn phía trước để vẫn là văn bản khi lưu thành CSV; số là số.",
    ),
    (
        "Dates",
        "Dates are dates, shown as year-month-day; times are those of UTC. Lists are joined by '; '. "
        "An empty cell is unknown.",
        "Ngày là kiểu ngày, hiển thị năm-tháng-ngày; giờ theo UTC. Danh sách nối bằng '; '. Ô trống là chưa biết.",
    ),
    (
        "Letters",
        "Control characters and marks that turn the direction of writing are named, as in [U+202E]. Texts exactly as "
        "they were printed stand in cchc.duckdb, cchc.sqlite and parquet/.",
        "Ký tự điều khiển và dấu đổi chiều chữ được ghi bằng mã, như [U+202E]. Văn bản nguyên trạng nằm trong "
        "cchc.duckdb, cchc.sqlite và parquet/.",
    ),
)


def about_rows(content: ReleaseContent, cut: Mapping[str, int], left_out: Mapping[str, int]) -> list[Row]:
    """The rows of About. `cut`: cells too long for a sheet by table; `left_out`: rows of tables without a sheet."""
    info = content.info
    return [
        ("CCHC Warehouse", TITLE, TITLE_VI),
        ("Version", info.version, info.version),
        ("Built from", f"Captures up to {info.built_from}", f"Bản chụp đến ngày {info.built_from:%d/%m/%Y}"),
        ("Holds", *_counts(content)),
        ("Cite as", info.citation, info.citation),
        ("Licence", f"{LICENCE_TITLE}: {LICENCE_URL}", f"{LICENCE_TITLE}: {LICENCE_URL}"),
        ("Publishers", "Name the publisher of the index too: sheet dim_index, column publisher_en.",
         "Nêu cả cơ quan công bố chỉ số: trang dim_index, cột publisher_vi."),
        ("", "", ""),
        ("How to read", "Filter fct_score by index_code, year and domain_code (_total is the whole index). Column "
         "names are explained in the sheet Dictionary.",
         "Lọc fct_score theo index_code, year và domain_code (_total là tổng chỉ số). Tên cột được giải thích ở trang "
         "Dictionary."),
        *_codes(content),
        *_FORMS,
        *_limits(cut, left_out),
        ("", "", ""),
        ("Tables", "", ""),
        *_tables(content),
    ]  # fmt: skip


def _counts(content: ReleaseContent) -> tuple[str, str]:
    info = content.info
    return (
        f"{info.figures:,} printed figures, {info.facts:,} facts, {info.discrepancies:,} discrepancies, "
        f"{info.documents:,} documents.",
        f"{info.figures:,} số liệu đã in, {info.facts:,} dữ kiện, {info.discrepancies:,} điểm sai lệch, "
        f"{info.documents:,} văn bản.",
    )


def _codes(content: ReleaseContent) -> Iterator[Row]:
    """How the codes of status and evidence are read, where the release describes them."""
    for table, column in _TO_READ:
        text = described_table(content.descriptions, table).column(column)
        if text.both:
            yield f"{table}.{column}", text.en, text.vi


def _limits(cut: Mapping[str, int], left_out: Mapping[str, int]) -> Iterator[Row]:
    """What a workbook could not hold, and where it stands whole."""
    for table, count in cut.items():
        yield (
            "Cut texts",
            f"{table}: {count:,} texts are longer than a cell can hold; they are cut and say so. "
            f"Whole in csv/{table}.csv.",
            f"{table}: {count:,} văn bản dài hơn giới hạn một ô nên bị cắt và có ghi chú. "
            f"Đầy đủ trong csv/{table}.csv.",
        )
    for table, rows in left_out.items():
        yield (
            "Left out",
            f"{table} ({rows:,} rows) has no sheet, to keep the workbook quick to open. It stands in csv/{table}.csv, "
            f"parquet/{table}.parquet, cchc.sqlite and cchc.duckdb.",
            f"{table} ({rows:,} dòng) không có trang riêng để tệp mở nhanh. Xem csv/{table}.csv, "
            f"parquet/{table}.parquet, cchc.sqlite hoặc cchc.duckdb.",
        )


def _tables(content: ReleaseContent) -> Iterator[Row]:
    for table in content.tables:
        text = described_table(content.descriptions, table.name).text
        rows = content.rows[table.name]
        yield table.name, f"{rows:,} rows. {text.en}".strip(), f"{rows:,} dòng. {text.vi}".strip()
