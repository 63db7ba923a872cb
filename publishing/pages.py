"""Generated pages of a release as HTML and as Markdown, from one description of what stands on them.

Belongs here: sections of text and tables in English and Vietnamese, and how they look. Does not belong here: what a
page tells (`publishing.changes_page`, `publishing.codebook_page`).

The HTML holds no script and loads nothing. Its style stands in the file, so that one file can be passed on and printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publishing.cells import cell_text
from publishing.dictionary import Description
from publishing.plain_text import html_text, markdown_text

_NO_TEXT = Description()
_PART = 2


@dataclass(frozen=True, slots=True)
class PartLink:
    """The name of a part of the page, which leads there where pages have such links (Markdown has none of its own)."""

    name: str
    anchor: str


Cell = str | int | float | bool | Description | PartLink | None
"""What stands in a cell; a description stands there in both languages."""

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1rem; color: #1b1b1b; background: #fff }
h1, h2, h3 { line-height: 1.2; overflow-wrap: anywhere } h2 { margin-top: 2.5rem; border-top: 1px solid #bbb; padding-top: 1rem }
table { border-collapse: collapse; font-size: .9rem } th, td { padding: .2rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; max-width: 32rem }
td.n { text-align: right; font-variant-numeric: tabular-nums } thead th { border-bottom: 1px solid #767676 } tbody tr:nth-child(even) { background: #f4f4f4 }
.scroll { overflow-x: auto } .scroll:focus-visible { outline: 2px solid #1d4f91 } nav ul { columns: 16rem; padding-left: 1.2rem } a { color: #1d4f91 }
[lang=vi] { color: #444 } h1 [lang=vi], h2 [lang=vi], h3 [lang=vi] { font-weight: 500 }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #eee } a { color: #9ec5ff } [lang=vi] { color: #c8c8c8 } tbody tr:nth-child(even) { background: #222 } }
@media print { body { max-width: none; font-size: 10px } nav { display: none } h2, h3 { break-after: avoid } tr { break-inside: avoid } .scroll { overflow: visible } }
"""  # noqa: E501 - rules of a style sheet stand one a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page: a heading, what it says, and a table where `head` names columns.

    `anchor` is the part's address on the page; `level` that of its heading, 2 or 3.
    """

    anchor: str
    heading: Description
    text: Description = _NO_TEXT
    head: Sequence[Description] = ()
    rows: Sequence[Sequence[Cell]] = ()
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: title, first paragraph, sections; `release` is the version that it tells of."""

    title: Description
    intro: Description
    release: str
    sections: Sequence[Section]


def page_html(page: Page) -> str:
    """The page as one HTML file."""
    contents = "\n".join(
        f'<li><a href="#{html_text(section.anchor)}">{_both_html(section.heading)}</a></li>'
        for section in page.sections
        if section.level == _PART
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="CCHC Warehouse {html_text(page.release)}">\n'
        f"<title>{html_text(page.title.both)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_both_html(page.title)}</h1>\n<p>{_both_html(page.intro)}</p>\n"
        f'<nav aria-label="Contents · Mục lục">\n<ul>\n{contents}\n</ul>\n</nav>\n'
        + "\n".join(_section_html(section, names) for section, names in _named(page.sections))
        + "\n</main>\n</body>\n</html>\n"
    )


def page_markdown(page: Page) -> str:
    """The page as Markdown."""
    parts = [f"# {markdown_text(page.title.both)}", markdown_text(page.intro.both)]
    return "\n\n".join(parts + [_section_markdown(section) for section in page.sections]) + "\n"


def _named(sections: Sequence[Section]) -> Iterator[tuple[Section, str]]:
    """Each section with the anchors that name its table: its own, below that of the part in which it stands, so that
    two parts may have sections of one heading.
    """
    part = ""
    for section in sections:
        part = section.anchor if section.level == _PART else part
        yield section, " ".join(dict.fromkeys(name for name in (part, section.anchor) if name))


def _section_html(section: Section, names: str) -> str:
    tag = f"h{section.level}"
    heading = f'<{tag} id="{html_text(section.anchor)}">{_both_html(section.heading)}</{tag}>'
    text = f"\n<p>{_both_html(section.text)}</p>" if section.text.both else ""
    return heading + text + (f"\n{_table_html(section, names)}" if section.head else "")


def _table_html(section: Section, names: str) -> str:
    head = "".join(f'<th scope="col">{_both_html(name)}</th>' for name in section.head)
    body = "\n".join(
        f'<tr><th scope="row">{_cell_html(row[0])}</th>{"".join(map(_td, row[1:]))}</tr>' for row in section.rows
    )
    # A table wider than the window is scrolled; by keyboard too, so the box can have the focus and has a name.
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{html_text(names)}">\n<table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _td(value: Cell) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return ('<td class="n">' if is_number else "<td>") + _cell_html(value) + "</td>"


def _both_html(text: Description) -> str:
    """Both languages, each said to be what it is."""
    english = html_text(text.en)
    vietnamese = f'<span lang="vi">{html_text(text.vi)}</span>' if text.vi else ""
    return " · ".join(part for part in (english, vietnamese) if part)


def _section_markdown(section: Section) -> str:
    parts = [f"{'#' * section.level} {markdown_text(section.heading.both)}"]
    if section.text.both:
        parts.append(markdown_text(section.text.both))
    if section.head:
        lines = [_line([name.both for name in section.head]), _line(["---"] * len(section.head))]
        parts.append("\n".join([*lines, *(_line(row) for row in section.rows)]))
    return "\n\n".join(parts)


def _line(row: Sequence[Cell]) -> str:
    cells = [_cell(value, lambda text: markdown_text(text.both), markdown_text) for value in row]
    return f"| {' | '.join(cells)} |"


def _cell(value: Cell, both: Callable[[Description], str], text: Callable[[str], str]) -> str:
    if isinstance(value, PartLink):
        return text(value.name)
    return both(value) if isinstance(value, Description) else text(cell_text(value))


def _cell_html(value: Cell) -> str:
    if isinstance(value, PartLink):
        return f'<a href="#{html_text(value.anchor)}">{html_text(value.name)}</a>'
    return _cell(value, _both_html, html_text)
