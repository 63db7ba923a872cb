"""`cchc show`: a unit, an index or one year of it, a domain, or a document.

Belongs here: the command, and which of these a name means. Does not belong here: what is told of each
(`cchc.unit_report`, `cchc.index_report`, `cchc.document_report`), matching names (`cchc.release_names`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from cchc.completing import complete_index, complete_shown
from cchc.document_report import document_report
from cchc.errors import CchcError
from cchc.index_report import index_report, year_report
from cchc.release_names import all_units, check_year, find_index, find_unit, match_index
from cchc.releases import Release, find_release, opened, release_option, rows_of
from cchc.report import Form, Report, echo_report, form_options
from cchc.text import nearest
from cchc.unit_names import match_units
from cchc.unit_report import Chosen, unit_report

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DOMAIN_KEY = re.compile(r"(?P<index>[A-Za-z_]+)(?:@[^/]+)?/(?P<year>\d{4})/(?P<code>.+)")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="NAME [YEAR]", shell_complete=complete_shown)
@click.option(
    "--index", "index_name", shell_complete=complete_index, metavar="INDEX", help="Of a unit: only this index."
)
@click.option("--year", type=int, metavar="YEAR", help="Only this year; the same as the second word.")
@click.option("--domain", metavar="DOMAIN", help="Of an index and year: this domain rather than the total.")
@form_options
@release_option
def show(
    words: tuple[str, ...],
    index_name: str | None,
    year: int | None,
    domain: str | None,
    format_name: str,
    section: str | None,
    decimals: int,
    release_name: str,
) -> None:
    """Show a unit, an index, one year of it, a domain or a document.

    A unit goes by any spelling of its name ("Bắc Ninh", bac-ninh, "TP. Ho Chi Minh", HCM), an index by its code (PAPI),
    one year of it with that year (PAPI 2024), a domain and a document by their keys (PAPI/2024/8). A name of several
    words needs no quotes.
    """
    release = find_release(release_name)
    name, at = _name_and_year(words)
    asked = {"index": index_name, "year": year if at is None else at, "domain": domain}
    with opened(release) as con:
        report = _report(con, release, name, asked)
    echo_report(report, Form(format_name, section, decimals))


def _name_and_year(words: tuple[str, ...]) -> tuple[str, int | None]:
    """A name of several words needs no quotes; four digits that end it are a year."""
    *before, last = words
    if before and re.fullmatch("[0-9]{4}", last):
        return " ".join(before), int(last)
    return " ".join(words), None


def _report(con: DuckDBPyConnection, release: Release, name: str, asked: Mapping[str, Any]) -> Report:
    """The report of what `name` means: an index, a unit, a domain's key or a document, in this order."""
    if asked["index"] is None and (index := match_index(con, name)):
        if asked["year"] is not None:
            return year_report(con, release, index, asked["year"], asked["domain"])
        if asked["domain"]:
            raise CchcError(f"Of which year? Write `cchc show {index['index_code']} YEAR --domain {asked['domain']}`.")
        return index_report(con, release, index)
    if match_units(all_units(con), name):
        return _unit(con, release, name, asked)
    if key := _DOMAIN_KEY.fullmatch(name):
        return year_report(con, release, find_index(con, key["index"]), int(key["year"]), key["code"])
    if documents := rows_of(con, "select * from dim_document where document_id = ?", [name]):
        return document_report(con, release, documents[0])
    raise _unknown(con, name)


def _unit(con: DuckDBPyConnection, release: Release, name: str, asked: Mapping[str, Any]) -> Report:
    index = find_index(con, asked["index"]) if asked["index"] else None
    if asked["domain"]:
        raise CchcError(
            "--domain is of an index and year (`cchc show PAPI 2024 --domain 8`); a unit shows all its domains."
        )
    code = index["index_code"] if index else None
    if code and asked["year"] is not None:
        check_year(con, code, asked["year"])
    unit = find_unit(con, name, index["level"] if index else None)
    return unit_report(con, release, unit, Chosen(code, asked["year"]))


def _unknown(con: DuckDBPyConnection, name: str) -> CchcError:
    """Nothing is called so: the nearest names of units and indices, and of documents."""
    indices = [row["index_code"] for row in rows_of(con, "select index_code from dim_index")]
    documents = [row["document_id"] for row in rows_of(con, "select document_id from dim_document")]
    near = nearest(name, [unit.name for unit in all_units(con)] + indices) or nearest(name, documents)
    hint = f"did you mean {', '.join(near)}?" if near else 'see the names with `cchc query "from dim_unit"`.'
    return CchcError(f"No unit, index, domain or document is called {name}; {hint}")
