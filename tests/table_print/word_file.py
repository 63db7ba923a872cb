"""The table in a DOCX, its XML written by hand: gridSpan for the merged header, vMerge for cells over two rows.

Belongs here: DOCX. Does not belong here: other forms of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.table_print.figures import TITLE, header, rows
from tests.table_print.workbooks import zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx() -> bytes:
    """A paragraph with the title, then the table; the header rows repeat on each page."""
    return packed(
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_W}"><w:body>'
        f"{_paragraph(TITLE)}{_table()}{_paragraph('')}<w:sectPr/></w:body></w:document>"
    )


def packed(document: str) -> bytes:
    """A DOCX of nothing but its main part."""
    return zipped({"[Content_Types].xml": _CONTENT_TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document})


def _table() -> str:
    upper, lower = header()
    spanned = upper.index("")
    wide = upper[spanned:].count("")
    top = [
        _cell(text, f'<w:gridSpan w:val="{wide + 1}"/>' if at == spanned - 1 else '<w:vMerge w:val="restart"/>')
        for at, text in enumerate(upper)
        if text
    ]
    below = [_cell(text, "" if text else "<w:vMerge/>") for text in lower]
    grid = "".join('<w:gridCol w:w="700"/>' for _ in lower)
    lines = [_line(top, "<w:trPr><w:tblHeader/></w:trPr>"), _line(below, "<w:trPr><w:tblHeader/></w:trPr>")]
    lines += [_line([_cell(text, "") for text in row.cells], "") for row in rows()]
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _line(cells: Sequence[str], properties: str) -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _cell(text: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(text)}</w:tc>"


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" if text else "<w:p/>"
