"""`cchc cite`: a citation of the release, a table, a figure, a fact, or a selection of facts, as text and BibTeX.

Belongs here: finding what is cited. Does not belong here: the wording (`publishing.citation`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from cchc.completing import complete_cited, complete_index, complete_unit
from cchc.errors import CchcError
from cchc.release_names import find_domains, find_index, find_unit, read_years
from cchc.releases import Release, find_release, opened, release_option, rows_of
from cchc.text import nearest, printable
from publishing.cells import cell_text
from publishing.citation import bibtex, capture_text, dataset_text, figure_text, table_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FIGURE = """
    select f.index_code, f.year, f.unit_name, f.domain_code, f.measure, f.value_raw, f.unit_of_measure,
           f.locator, d.publisher, d.title, d.full_number, d.issued_on, d.url, f.document_id, f.capture_id
    from fct_figure f left join dim_document d using (document_id) where f.figure_id = ?
"""
_NEAR_FIGURES = """
    select figure_id from fct_figure
    where jaro_winkler_similarity(figure_id, $key) > 0.9
    order by jaro_winkler_similarity(figure_id, $key) desc, figure_id limit 3
"""
_HELD = """
    select count(*) as facts from fct_score
    where ($index is null or index_code = $index) and ($years is null or list_contains($years, year))
        and ($keys is null or list_contains($keys, unit_key))
        and ($domains is null or list_contains($domains, domain_key))
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Facts by unit, index, years and domain, as they were asked for."""

    units: tuple[str, ...] = ()
    index: str | None = None
    years: str | None = None
    domain: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return not (self.units or self.index or self.years or self.domain)


@click.command()
@click.argument("target", required=False, metavar="[FIGURE_ID|TABLE]", shell_complete=complete_cited)
@click.option(
    "--unit",
    "units",
    multiple=True,
    metavar="UNIT",
    shell_complete=complete_unit,
    help="Cite the facts of a unit; may be given several times.",
)
@click.option("--index", "index_name", metavar="INDEX", shell_complete=complete_index, help="Of this index.")
@click.option("--year", "years", metavar="YEAR|YEAR-YEAR", help="Of this year or these years.")
@click.option("--domain", metavar="DOMAIN", help="Of this domain of the index.")
@click.option("--text", "form", flag_value="text", help="The sentence alone.")
@click.option("--bibtex", "form", flag_value="bibtex", help="The BibTeX entry alone.")
@release_option
def cite(
    target: str | None,
    units: tuple[str, ...],
    index_name: str | None,
    years: str | None,
    domain: str | None,
    form: str | None,
    release_name: str,
) -> None:  # fmt: skip
    """Cite the release, a table, a figure with the document that printed it, or facts by unit, index and year."""
    release = find_release(release_name)
    selection = Selection(units, index_name, years, domain)
    if target and not selection.is_empty:
        raise CchcError("Cite either one figure or table, or a selection by --unit, --index and --year; not both.")
    with opened(release) as con:
        if selection.is_empty:
            text, note = _text_and_note(con, release, target)
        else:
            note = f"fct_score ({_selected(con, selection)})"
            text = table_text(release.version, release.built_from, note)
    if form != "bibtex":
        click.echo(printable(text))
    if form is None:
        click.echo()
    if form != "text":
        click.echo(bibtex(release.version, release.built_from, note and printable(note)))


def _text_and_note(con: DuckDBPyConnection, release: Release, target: str | None) -> tuple[str, str | None]:
    """The citation as text, and what the note of the BibTeX entry says of it."""
    if target is None:
        return dataset_text(release.version, release.built_from), None
    tables = [row["table_name"] for row in rows_of(con, "select table_name from duckdb_tables() order by 1")]
    if target in tables:
        return table_text(release.version, release.built_from, target), target
    if figures := rows_of(con, _FIGURE, [target]):
        capture_id = figures[0]["capture_id"]
        note = f"{target}, {capture_text(capture_id)}" if capture_id else target
        return _figure_text(release, target, figures[0]), note
    if rows_of(con, "select 1 from fct_score where score_key = ?", [target]):
        note = f"fct_score ({target})"
        return table_text(release.version, release.built_from, note), note
    near = nearest_figures(con, target) or nearest(target, tables)
    hint = f"did you mean {' or '.join(near)}?" if near else 'see `cchc query "show tables"`.'
    raise CchcError(f"The release {release.version} has no table, figure or fact {target}; {hint}")


def nearest_figures(con: DuckDBPyConnection, figure_id: str) -> list[str]:
    """Keys of figures spelled most like `figure_id`."""
    return [row["figure_id"] for row in rows_of(con, _NEAR_FIGURES, {"key": figure_id})]


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


def _selected(con: DuckDBPyConnection, selection: Selection) -> str:
    """What is selected in words, by the names of the release. Raises CchcError when no fact is."""
    index = find_index(con, selection.index) if selection.index else None
    level = index["level"] if index else None
    found = [find_unit(con, unit, level) for unit in selection.units]
    years = list(read_years(selection.years)) if selection.years else None
    if selection.domain and index is None:
        raise CchcError("A domain is one of an index; add --index.")
    domains = find_domains(con, index["index_code"], selection.domain) if index and selection.domain else None
    code = index["index_code"] if index else None
    keys = [key for unit in found for key in unit.keys] or None
    (held,) = rows_of(con, _HELD, {"index": code, "years": years, "keys": keys, "domains": domains})
    named = {
        "index": code,
        "unit": ", ".join(unit.name for unit in found),
        "year": selection.years,
        "domain": selection.domain,
    }
    told = "; ".join(f"{name} {value}" for name, value in named.items() if value)
    if not held["facts"]:
        raise CchcError(f"The release has no fact of {told}; see `cchc status`.")
    publisher = index["publisher_en"] or index["publisher_vi"] if index else None
    return f"{told}; {held['facts']:,} facts" + (f"; published by {publisher}" if publisher else "")
