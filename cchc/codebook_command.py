"""`cchc codebook`: the codebook of a release, or of the tables, indices and years that one uses.

Belongs here: the command. Does not belong here: the codebook (`publishing.codebook`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from cchc.errors import CchcError
from cchc.releases import find_release, opened, release_option
from publishing.codebook import codebook as read_codebook
from publishing.codebook_page import codebook_json, codebook_page
from publishing.pages import page_html, page_markdown

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@click.command()
@click.option("--table", "tables", multiple=True, metavar="T", help="Only this table; may be repeated.")
@click.option(
    "--index", "index_codes", multiple=True, metavar="I", help="Only this index, such as PAPI; may be repeated."
)
@click.option("--year", "years", type=int, multiple=True, metavar="Y", help="Only this year; may be repeated.")
@click.option("--format", "format_name", type=click.Choice(["md", "html", "json"]), default="md", show_default=True)
@release_option
def codebook(
    tables: tuple[str, ...], index_codes: tuple[str, ...], years: tuple[int, ...], format_name: str, release_name: str
) -> None:
    """Explain tables, columns, codes, indices, frameworks and domains: all of them, or those that you name."""
    with opened(find_release(release_name)) as con:
        _check(con, tables, index_codes)
        book = read_codebook(con, tables, index_codes, years)
    if format_name == "json":
        click.echo(codebook_json(book), nl=False)
    else:
        page = codebook_page(book)
        click.echo(page_html(page) if format_name == "html" else page_markdown(page), nl=False)


def _check(con: DuckDBPyConnection, tables: Iterable[str], index_codes: Iterable[str]) -> None:
    """Raise CchcError, with the nearest name, when there is no such table or index."""
    for kind, named, sql in (
        ("table", tables, "select table_name from duckdb_tables() order by 1"),
        ("index", index_codes, "select index_code from dim_index order by 1"),
    ):
        known = [name for (name,) in con.execute(sql).fetchall()]
        for name in named:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
                hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}."
                raise CchcError(f"There is no {kind} {name} in the release; {hint}")
