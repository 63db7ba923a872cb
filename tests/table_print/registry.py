"""Every print by its file name.

Belongs here: the lists. Does not belong here: how anything is printed.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.table_print.infographic import infographic
from tests.table_print.markup import divs_html, flattened, legacy_csv, semicolon_csv, spanned_html
from tests.table_print.scans import jpeg, png, scanned_pdf
from tests.table_print.typeset import over_three_pages, ruled, unruled
from tests.table_print.word_file import docx
from tests.table_print.workbooks import ods, provinces_in_columns, xls, xlsx

Print = Callable[[], bytes]

TYPESET: dict[str, Print] = {
    "ruled.pdf": ruled,
    "unruled.pdf": unruled,
    "three_pages.pdf": over_three_pages,
    "table.docx": docx,
    "table.xls": xls,
    "table.xlsx": xlsx,
    "table.ods": ods,
    "provinces_in_columns.xlsx": provinces_in_columns,
    "spans.html": spanned_html,
    "divs.html": divs_html,
    "flattened.txt": flattened,
    "semicolons.csv": semicolon_csv,
    "windows_1258.csv": legacy_csv,
}
"""Prints in which every figure has to be read right."""

SCANS: dict[str, Print] = {
    "ruled_300dpi.jpg": lambda: jpeg(ruled(), 300),
    "unruled_300dpi.png": lambda: png(unruled(), 300),
    "three_pages_300dpi.pdf": lambda: scanned_pdf(over_three_pages(), 300),
    "ruled_200dpi.jpg": lambda: jpeg(ruled(), 200),
    "unruled_200dpi.jpg": lambda: jpeg(unruled(), 200),
    "three_pages_200dpi.pdf": lambda: scanned_pdf(over_three_pages(), 200),
}
"""Pictures of the typeset pages; the resolution stands in the name."""

INFOGRAPHIC: dict[str, Print] = {"infographic.png": infographic}
"""Pictures that print the ranking alone."""
