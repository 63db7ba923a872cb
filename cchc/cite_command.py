"""`cchc cite`: a citation of the release, of a table or of a figure, as text and BibTeX.

Belongs here: finding what is cited. Does not belong here: the wording (`publishing.citation`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cchc.errors import CchcError
from cchc.releases import Release, find_release, opened, release_option, rows_of
from cchc.text import printable
from publishing.cells import cell_text
from publishing.citation import bibtex, capture_text, dataset_text, figure_text, table_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FIGURE = """
    select f.index_code, f.year, f.unit_name, f.domain_code, f.measure, f.value_raw, f.unit_of_measure,
           f.locator, d.publisher, d.title, d.full_number, d.issued_on, d.url, f.document_id, f.capture_id
    from fct_figure f left join dim_document d using (document_id) where f.figure_id = ?
"""


@click.command()
@click.argument("target", required=False, metavar="[FIGURE_ID|TABLE]")
@release_option
def cite(target: str | None, release_name: str) -> None:
    """Cite the release, one of its tables, or a figure with the document that printed it."""
    release = find_release(release_name)
    with opened(release) as con:
        text, note = _text_and_note(con, release, target)
    click.echo(printable(text))
    click.echo()
    click.echo(bibtex(release.version, release.built_from, note and printable(note)))


def _text_and_note(con: DuckDBPyConnection, release: Release, target: str | None) -> tuple[str, str | None]:
    """The citation as text, and what the note of the BibTeX entry says of it."""
    if target is None:
        return dataset_text(release.version, release.built_from), None
    if rows_of(con, "select 1 from duckdb_tables() where table_name = ?", [target]):
        return table_text(release.version, release.built_from, target), target
    if figures := rows_of(con, _FIGURE, [target]):
        capture_id = figures[0]["capture_id"]
        note = f"{target}, {capture_text(capture_id)}" if capture_id else target
        return _figure_text(release, target, figures[0]), note
    raise CchcError(
        f'The release {release.version} has no table and no figure {target}; see `cchc query "show tables"`.'
    )


def _figure_text(release: Release, figure_id: str, row: dict[str, Any]) -> str:
    domain = "" if row["domain_code"] == "_total" else f" domain {row['domain_code']}"
    unit = f" {row['unit_of_measure']}" if row["unit_of_measure"] else ""
    value = f"{row['measure']}: {row['value_raw']}{unit}"
    what = f"{row['index_code']} {row['year']}{domain}, {row['unit_name']}, {value}."
    names = ("publisher", "title", "full_number", "issued_on", "url")
    origin = [cell_text(row[name]) for name in names if row[name] is not None] or [row["document_id"]]
    capture = capture_text(row["capture_id"]) if row["capture_id"] else None
    origin.append(", ".join(part for part in (capture, row["locator"]) if part))
    return figure_text(release.version, release.built_from, figure_id, what, origin)
