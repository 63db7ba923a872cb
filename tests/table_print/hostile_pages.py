"""Pages made to harm their reader: PDF, HTML, CSV and a picture without end.

Belongs here: those bytes. Does not belong here: archives (`hostile_archives`).
"""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.table_print.figures import TITLE, rows
from tests.table_print.hostile_archives import LAUGHTER, inflating
from tests.table_print.scans import jpeg
from tests.table_print.typeset import ruled


def laughing_html() -> bytes:
    """A page that does the same, with an SVG."""
    return (
        f"<?xml version='1.0'?>{LAUGHTER}<html><body><p>&a10;</p><svg><text>&a10;</text></svg></body></html>".encode()
    )


def fetching_html(address: str) -> bytes:
    """A page with an entity, an SVG, a frame, a style, a script and a picture at `address`."""
    return (
        f"<!DOCTYPE html [<!ENTITY x SYSTEM '{address}'>]><html><head><link rel='stylesheet' href='{address}'>"
        f"<script src='{address}'></script></head><body><p>&x;</p><iframe src='{address}'></iframe>"
        f"<img src='{address}'>"
        f"<svg xmlns:xlink='http://www.w3.org/1999/xlink'><!ENTITY z SYSTEM '{address}'><image xlink:href='{address}'/>"
        f"<text>&z;</text></svg><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{address}' parse='text'/>"
        "</body></html>"
    ).encode()


def _pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    target = io.BytesIO(b"%PDF-1.4\n")
    target.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(target.tell())
        target.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = target.tell()
    target.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    target.writelines(b"%010d 00000 n \n" % place for place in places)
    target.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return target.getvalue()


_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_WORDS = b"BT /F1 12 Tf 72 700 Td (PCI 2019: An Giang 65,09) Tj ET"
_CONTENT = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_WORDS), _WORDS)


def _page(box: bytes = b"0 0 595 842", parent: int = 2) -> bytes:
    return b"<< /Type /Page /Parent %d 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % (
        parent,
        box,
    )


def many_pages(count: int = 10_000) -> bytes:
    """A PDF of so many pages, each with a line of text."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return _pdf([_CATALOGUE, tree, _FONT, _CONTENT, *[_page()] * count])


def looping_pages() -> bytes:
    """A PDF whose page tree holds itself, twice on every level."""
    tree = b"<< /Type /Pages /Count 1000000 /Kids [5 0 R 2 0 R 6 0 R] >>"
    inner = b"<< /Type /Pages /Parent 2 0 R /Count 1000000 /Kids [2 0 R 6 0 R] >>"
    return _pdf([_CATALOGUE, tree, _FONT, _CONTENT, _page(), inner])


def vast_page() -> bytes:
    """A PDF of one page without text, hundreds of metres wide."""
    tree = b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>"
    drawing = b"<< /Length 30 >>\nstream\n0 0 1000000 1000000 re f       \nendstream"
    return _pdf([_CATALOGUE, tree, _FONT, drawing, _page(b"0 0 1000000 1000000")])


def stream_bomb() -> bytes:
    """A PDF of one page whose drawing inflates to a gibibyte of strokes."""
    strokes = inflating(b"0 0 m 9 9 l S\n", 2**30)
    # A deflate stream becomes a zlib one by its two bytes in front; nobody gets to the checksum behind.
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n\x78\xda%s\nendstream" % (len(strokes) + 2, strokes)
    tree = b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>"
    return _pdf([_CATALOGUE, tree, _FONT, stream, _page()])


def many_scans(count: int) -> bytes:
    """A PDF of so many pages that are pictures."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    picture = ImageReader(io.BytesIO(jpeg(ruled(), 200)))
    for _ in range(count):
        canvas.drawImage(picture, 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def vast_jpeg(side: int = 65_500) -> bytes:
    """A JPEG whose head tells of four thousand megapixels and whose body is that of a small one."""
    target = io.BytesIO()
    Image.new("L", (16, 16), 255).save(target, "JPEG")
    data = target.getvalue()
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", side, side) + data[at + 4 :]


def vast_png(width: int = 20_000, height: int = 15_000) -> bytes:
    """A white PNG of 300 megapixels in three colours."""
    line = b"\x00" + b"\xff" * (3 * width)
    packer = zlib.compressobj(1)
    unit = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", unit),
            (b"IEND", b""),
        )
    )


def vast_spans() -> bytes:
    """A page whose cells span a thousand million columns and rows."""
    far = 10**9
    body = "".join(
        f"<tr><td>{row.number}</td><td rowspan='{far}'>{row.unit}</td><td colspan='{far}'>{row.total}</td></tr>"
        for row in rows()
    )
    return f"<html><body><h1>{TITLE}</h1><table>{body}</table></body></html>".encode()


def deep_tables(levels: int = 20_000) -> bytes:
    """A page with a table in a cell of a table in a cell of a table, and so on."""
    return b"<html><body>" + b"<table><tr><td>1</td><td>" * levels + b"An Giang" + b"</td></tr></table>" * levels


def long_line(size: int = 10_000_000) -> bytes:
    """A CSV of one line."""
    return b"STT;An Giang;65,09;" * (size // 19)
