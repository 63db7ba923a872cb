"""Files made to harm their reader, by what may become of them.

Belongs here: the lists. Does not belong here: the bytes. Nothing here is harmful at rest: the largest file has some
megabytes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.table_print.hostile_archives import (
    far_cell,
    fetching_docx,
    fetching_xlsx,
    flat_bomb,
    inflating_docx,
    laughing_docx,
    laughing_strings,
    laughing_xlsx,
    lying_dimension,
    nested_bomb,
    repeated_ods,
    sheet_bomb,
    spanning_docx,
    strings_bomb,
)
from tests.table_print.hostile_pages import (
    deep_tables,
    fetching_html,
    laughing_html,
    long_line,
    looping_pages,
    many_pages,
    stream_bomb,
    vast_jpeg,
    vast_page,
    vast_png,
    vast_spans,
)

FETCHING: dict[str, Callable[[str], bytes]] = {
    "fetching.xlsx": fetching_xlsx,
    "fetching.docx": fetching_docx,
    "fetching.html": fetching_html,
}
"""Files that are to be filled from an address."""

REFUSED: dict[str, Callable[[], bytes]] = {
    "flat_bomb.zip": flat_bomb,
    "nested_bomb.zip": nested_bomb,
    "sheet_bomb.xlsx": sheet_bomb,
    "strings_bomb.xlsx": strings_bomb,
    "bomb.docx": inflating_docx,
    "laughing.xlsx": laughing_xlsx,
    "laughing_strings.xlsx": laughing_strings,
    "laughing.docx": laughing_docx,
    "far_cell.xlsx": far_cell,
    "many_pages.pdf": many_pages,
    "vast.png": vast_png,
    "vast.jpg": vast_jpeg,
}
"""Files of which nothing can be read in bounds."""

BOUNDED: dict[str, Callable[[], bytes]] = {
    "bomb_that_lies.zip": partial(flat_bomb, 1000),
    "laughing.html": laughing_html,
    "lying_dimension.xlsx": lying_dimension,
    "repeated.ods": repeated_ods,
    "spanning.docx": spanning_docx,
    "stream_bomb.pdf": stream_bomb,
    "looping_pages.pdf": looping_pages,
    "vast_page.pdf": vast_page,
    "vast_spans.html": vast_spans,
    "deep_tables.html": deep_tables,
    "long_line.csv": long_line,
}
"""Files that may be read or refused, in bounds either way."""
