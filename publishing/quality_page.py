"""The quality page of a release: one HTML file, English and Vietnamese side by side, that needs nothing else.

Belongs here: how the answers of `publishing.quality` look. Does not belong here: the questions. Every text from outside
is escaped; status is told by a letter as well as a colour, so that the page can be printed and read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.content import ReleaseInfo
from publishing.quality import CELL_STATUSES, CoverageRow, KeptSource, Quality, read_quality
from publishing.release_content import ReleaseContent, write_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LETTERS = {"exact": "●", "derived": "E", "bounded": "B", "not_published": "N", "not_found": "·"}
_STATUS_WORDS = {
    "exact": "printed · có số in",
    "derived": "derived, E · suy ra",
    "bounded": "bounded, B · chặn trong khoảng",
    "not_published": "known not published, N · không công bố",
    "not_found": "not found · chưa tìm thấy",
}
_VERDICTS = ("agrees", "rounding", "differs", "wrong_year", "other_index", "unverifiable")
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1rem; color: #1b1b1b; background: #fff }
h1, h2, h3 { line-height: 1.2 } h2 { margin-top: 2.5rem; border-top: 1px solid #bbb; padding-top: 1rem }
table { border-collapse: collapse; font-size: .9rem } th, td { padding: .15rem .5rem; text-align: left; vertical-align: top }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums } thead th { border-bottom: 1px solid #767676 }
.scroll { overflow-x: auto } .grid td { text-align: center; padding: 0 .3rem; border: 1px solid #fff; min-width: 1.2rem }
.exact { background: #1d6b4f; color: #fff } .derived { background: #7fc8a9; color: #111 } .bounded { background: #f2d68a; color: #111 }
.not_published { background: #d0d0d0; color: #111 } .not_found { background: #fff; color: #595959 }
caption { text-align: left; font-weight: 600; padding: .5rem 0 }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #eee } .not_found { background: #161616; color: #bbb } .grid td { border-color: #161616 } }
@media print { body { max-width: none; font-size: 11px } h2 { break-after: avoid } tr { break-inside: avoid } }
"""  # noqa: E501 - rules of a style sheet stand one a line


def write_quality(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write quality.html."""
    write_text(folder / "quality.html", quality_page(content.info, read_quality(con, content.checks)))


def quality_page(info: ReleaseInfo, quality: Quality) -> str:
    """The page as HTML text."""
    sections = [
        _coverage_section(quality.coverage),
        _cells_section(quality.cells),
        _discrepancy_section(quality),
        _verdict_section(quality.verdicts),
        _known_section(quality),
        _kept_section(quality.kept),
        _checks_section(quality.checks),
    ]
    title = "Quality of the release · Chất lượng bản phát hành"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="CCHC Warehouse {escape(info.version)}">\n'
        f"<title>CCHC Warehouse: {escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n<p>CCHC Warehouse {escape(info.version)}: {info.figures:,} figures, "
        f"{info.facts:,} facts, {info.discrepancies:,} discrepancies, {info.documents:,} documents.</p>\n"
        + "\n".join(sections)
        + "\n</main>\n</body>\n</html>\n"
    )


def _section(heading: str, explanation: str, *tables: str) -> str:
    return f"<section>\n<h2>{escape(heading)}</h2>\n<p>{escape(explanation)}</p>\n" + "\n".join(tables) + "\n</section>"


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]], numbers_from: int) -> str:
    """A table whose columns from `numbers_from` on are numbers."""

    number = ' class="n"'

    def cells(tag: str, values: Sequence[object]) -> str:
        return "".join(
            f"<{tag}{number if at >= numbers_from else ''}>{escape('' if value is None else str(value))}</{tag}>"
            for at, value in enumerate(values)
        )

    body = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return (
        f'<div class="scroll"><table><caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{cells('th', head)}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _coverage_section(coverage: Sequence[CoverageRow]) -> str:
    head = [
        "index · chỉ số",
        "year · năm",
        *CELL_STATUSES,
        "units · đơn vị",
        "median width of bounded · độ rộng trung vị",
    ]
    rows = [
        (
            row.index_code,
            row.year,
            row.exact,
            row.derived,
            row.bounded,
            row.not_published,
            row.not_found,
            row.units,
            row.median_width,
        )
        for row in coverage
    ]
    text = (
        "What is held of each index-year, counted in units: a printed score, a score that follows from other figures, "
        "an interval that they leave, a score known not to be published, or nothing. Without derivation only the first "
        "column would be filled. "
        "· Số đơn vị theo mức biết được: có số in, suy ra, chặn trong khoảng, không công bố, chưa tìm thấy."
    )
    return _section("Coverage · Độ phủ", text, _table("Units by status", head, rows, 1))


def _cells_section(cells: Mapping[str, Mapping[str, Mapping[int, str]]]) -> str:
    key = " ".join(
        f'<span class="{status}">&nbsp;{_LETTERS[status]}&nbsp;</span> {escape(_STATUS_WORDS[status])};'
        for status in CELL_STATUSES
    )
    grids = [_grid(index_code, units) for index_code, units in cells.items()]
    return _section(
        "A cell a unit and year · Mỗi ô một đơn vị và năm",
        "Blank: the unit was not in the index of that year. · Ô trống: năm đó đơn vị không thuộc phạm vi chỉ số.",
        f"<p>{key}</p>",
        *grids,
    )


def _grid(index_code: str, units: Mapping[str, Mapping[int, str]]) -> str:
    years = sorted({year for held in units.values() for year in held})
    head = "".join(f'<th scope="col">{year}</th>' for year in years)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(unit)}</th>' + "".join(_cell(held.get(year)) for year in years) + "</tr>"
        for unit, held in units.items()
    )
    return (
        f"<details><summary>{escape(index_code)}</summary>\n"
        f'<div class="scroll"><table class="grid"><caption>{escape(index_code)}</caption>\n'
        f'<thead><tr><th scope="col">unit · đơn vị</th>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table></div></details>"
    )


def _cell(status: str | None) -> str:
    return "<td></td>" if status is None else f'<td class="{escape(status)}">{_LETTERS[status]}</td>'


def _discrepancy_section(quality: Quality) -> str:
    rows = [(row.owner, row.rule, row.rule_name, row.severity, f"{row.count:,}") for row in quality.discrepancies]
    text = (
        "Where print contradicts itself, the publisher or arithmetic; shown, never repaired (table fct_discrepancy). "
        f"Besides, {quality.contradictions:,} sets of figures cannot all be true (fct_contradiction). "
        "· Sai lệch trong văn bản công bố, theo bên công bố và quy tắc; nêu ra, không sửa."
    )
    head = ["who printed it · bên in", "rule · quy tắc", "name · tên", "severity · mức độ", "count · số lượng"]
    return _section("Discrepancies · Sai lệch", text, _table("By publisher and rule", head, rows, 4))


def _verdict_section(verdicts: Mapping[str, Mapping[str, int]]) -> str:
    rows = [(index_code, *(f"{held.get(name, 0):,}" for name in _VERDICTS)) for index_code, held in verdicts.items()]
    text = (
        "Every claim held against the best other print of its value (table fct_claim_check). "
        "· Mỗi số liệu của bên thứ ba được đối chiếu với số in tốt nhất khác."
    )
    return _section("Claims checked · Đối chiếu", text, _table("Verdicts", ["index · chỉ số", *_VERDICTS], rows, 1))


def _known_section(quality: Quality) -> str:
    rows = [
        (known.found_by, known.index_code, known.year, known.unit_key, known.status, known.reason)
        for known in quality.known_errors
    ]
    head = [
        "found by · phát hiện bởi",
        "index · chỉ số",
        "year · năm",
        "unit · đơn vị",
        "status · tình trạng",
        "what · nội dung",
    ]
    text = (
        "Errors of publishers that a person reviewed; each must still be found, or no release is made. "
        "· Lỗi của bên công bố đã được rà soát; mỗi lỗi phải còn được phát hiện."
    )
    return _section("Known errors · Lỗi đã biết", text, _table("Reviewed errors", head, rows, 9))


def _kept_section(kept: Sequence[KeptSource]) -> str:
    rows = [
        (
            row.source,
            " · ".join(filter(None, (row.name_en, row.name_vi))),
            "whole source · cả nguồn" if row.is_held_back else "",
            f"{row.suspect_documents:,} / {row.documents:,}",
            f"{row.suspect_figures:,} / {row.figures:,}",
        )
        for row in kept
    ]
    head = [
        "source · nguồn",
        "name · tên",
        "held back · giữ lại",
        "documents kept / all · văn bản giữ lại / tất cả",
        "figures kept / all · số liệu giữ lại / tất cả",
    ]
    text = (
        "Sources of which newer looks brought error pages, login forms or pages that had lost figures: what stood "
        "there before is kept; mart_source tells since when and how old it is, fct_anomaly (suspect_capture) why. "
        "· Nguồn có lần xem mới cho kết quả đáng ngờ: dữ liệu trước đó được giữ lại; "
        "xem mart_source và fct_anomaly."
    )
    return _section("Kept until it is clear · Giữ lại chờ làm rõ", text, _table("By source", head, rows, 3))


def _checks_section(checks: Mapping[str, int]) -> str:
    rows = [(frame, f"{demands:,}") for frame, demands in checks.items()]
    text = (
        "Demands of Great Expectations on records and marts; all were met, else there would be no release. checks.json "
        "lists each with its reason. · Các yêu cầu kiểm tra; tất cả đều đạt, nếu không sẽ không có bản phát hành."
    )
    return _section("Checks · Kiểm tra", text, _table("Checks run", ["table · bảng", "demands · yêu cầu"], rows, 1))
