"""Files that decisions link: the ranking of some provinces as PDF, DOCX, XLSX and a ZIP of them.

Belongs here: these files, made when first asked for and the same bytes every time. Does not belong here: addresses.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache, partial
from html import escape

from tests.site.articles import Attachment
from tests.site.figures import Figure, number, provinces, rank_of, total_of

_ROWS = 12
_HEADER = ("STT", "Tỉnh, thành phố", "Điểm PCI", "Xếp hạng")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def attachment(ending: str, year: int, first: int) -> Attachment:
    """The ranking of `_ROWS` provinces from the `first` one on, in a year's PCI, as a file of that ending.

    Workbooks are named as people name them, with spaces and marks.
    """
    make = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "zip": _zip}[ending]
    return Attachment(
        f"Phụ lục PCI {year} ({first}).xlsx" if ending == "xlsx" else f"phu-luc-pci-{year}-{first}.{ending}",
        TYPES[ending],
        partial(make, year, first),
        _figures(year, first),
    )


def _figures(year: int, first: int) -> tuple[Figure, ...]:
    return tuple(
        figure
        for _, unit, total, rank in _rows(year, first)
        for figure in (
            Figure("PCI", unit, year, "score", number(total)),
            Figure("PCI", unit, year, "rank", float(rank)),
        )
    )


def _rows(year: int, first: int) -> list[tuple[str, str, str, str]]:
    names = (provinces() * 2)[first : first + _ROWS]
    ranked = sorted(names, key=lambda name: rank_of(name, year))
    return [(str(at), name, total_of("pci", name, year), str(rank_of(name, year))) for at, name in enumerate(ranked, 1)]


def _title(year: int) -> str:
    return f"Kết quả chỉ số năng lực cạnh tranh cấp tỉnh (PCI) năm {year}"


@cache
def _pdf(year: int, first: int) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    from tests.table_print.fonts import SANS, font_file

    pdfmetrics.registerFont(TTFont(SANS, font_file(SANS)))
    table = Table([_HEADER, *_rows(year, first)], colWidths=[40, 160, 90, 90])
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), SANS, 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    title = ParagraphStyle("title", fontName=SANS, fontSize=13, leading=18, alignment=1)
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4, invariant=1).build([Paragraph(_title(year), title), Spacer(1, 8), table])
    return target.getvalue()


@cache
def _docx(year: int, first: int) -> bytes:
    from tests.table_print.word_file import packed

    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in (_HEADER, *_rows(year, first))
    )
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * len(_HEADER)}</w:tblGrid>{lines}</w:tbl>"
    return packed(
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_W}"><w:body>'
        f"{paragraph(_title(year))}{table}{paragraph('')}<w:sectPr/></w:body></w:document>"
    )


@cache
def _xlsx(year: int, first: int) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([_title(year)])
    sheet.append([])
    sheet.append(list(_HEADER))
    for at, unit, total, rank in _rows(year, first):
        sheet.append([int(at), unit, number(total), int(rank)])
    target = io.BytesIO()
    book.save(target)
    return _same_on_any_day(target.getvalue())


@cache
def _zip(year: int, first: int) -> bytes:
    return _packed({f"phu-luc-{year}.docx": _docx(year, first)})


def _packed(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _same_on_any_day(workbook: bytes) -> bytes:
    """The workbook without the time at which it was made."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["docProps/core.xml"] = re.sub(
        rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2020-01-01T00:00:00Z", members["docProps/core.xml"]
    )
    return _packed(members)
