"""README.md, LICENSE.md and CITATION.cff of a release: what it is, how it is loaded, cited and licensed, and whose
figures it holds.

Belongs here: prose for people, filled with what the release itself holds. Does not belong here: machine
metadata.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.citation import LICENCE_TITLE, LICENCE_URL, TITLE, TITLE_VI, bibtex, citation_cff
from publishing.content import ReleaseInfo
from publishing.dictionary import described_table
from publishing.plain_text import markdown_text
from publishing.release_content import ReleaseContent, write_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher of indices: its name and the codes of its indices."""

    name: str
    index_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the release holds of one index: first and last year, and how many index-years have facts."""

    index_code: str
    first_year: int
    last_year: int
    years: int
    years_with_facts: int

    @property
    def span(self) -> str:
        """The first and last year, or the only one."""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}-{self.last_year}"


def write_notices(con: DuckDBPyConnection, folder: Path, content: ReleaseContent) -> None:
    """Write README.md, LICENSE.md and CITATION.cff."""
    info = content.info
    write_text(folder / "README.md", readme_text(content, read_coverage(con)))
    write_text(folder / "LICENSE.md", license_text(info.version, read_publishers(con), read_licences(con)))
    write_text(folder / "CITATION.cff", citation_cff(info.version, info.built_from))


def read_publishers(con: DuckDBPyConnection) -> list[Publisher]:
    """Publishers of the indices of an open release, sorted by name."""
    rows = con.execute(
        "select coalesce(publisher_en, publisher_vi), any_value(publisher_vi order by publisher_vi), "
        "list(index_code order by index_code) from dim_index "
        "where coalesce(publisher_en, publisher_vi) is not null group by 1 order by 1"
    ).fetchall()
    return [Publisher(_both_names(en, vi), tuple(codes)) for en, vi, codes in rows]


def _both_names(en: str, vi: str | None) -> str:
    return f"{en} ({vi})" if vi and vi != en else en


def read_coverage(con: DuckDBPyConnection) -> list[Coverage]:
    """Coverage by index of an open release, sorted by index."""
    rows = con.execute(
        "select index_code, min(year), max(year), count(distinct year), "
        "count(distinct year) filter (units_scored > 0) from mart_coverage group by 1 order by 1"
    ).fetchall()
    return [Coverage(*row) for row in rows]


def license_text(version: str, publishers: Sequence[Publisher], licences: Sequence[tuple[str, str]]) -> str:
    """LICENSE.md of a version; `licences` are (publisher, licence) pairs that the documents themselves state."""
    lines = [
        "# Licence",
        "",
        f"The data of release {version} is licensed under the {LICENCE_TITLE} licence (CC BY 4.0): {LICENCE_URL}",
        "",
        "The figures were first published by the bodies below; name the publisher of an index when you use",
        "it. Short quotations from documents are kept as evidence of where a figure stands; the documents",
        "remain their publishers'.",
        "",
        *(f"- {markdown_text(publisher.name)}: {', '.join(publisher.index_codes)}" for publisher in publishers),
        "",
    ]
    if licences:
        lines += ["## Terms stated by the publishers of documents", ""]
        lines += [_terms(terms, names) for terms, names in _by_terms(licences).items()]
    return "\n".join(lines)


def _by_terms(licences: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Publishers by the terms that they state, in the order given."""
    publishers: dict[str, list[str]] = {}
    for publisher, terms in licences:
        publishers.setdefault(" ".join(terms.split()), []).append(publisher)
    return publishers


def _terms(terms: str, publishers: Sequence[str]) -> str:
    """The terms as one paragraph, and after it those who state them."""
    named = "; ".join(map(markdown_text, dict.fromkeys(publishers)))
    return f"{markdown_text(terms)}\n\nStated for documents of: {named}.\n"


def read_licences(con: DuckDBPyConnection) -> list[tuple[str, str]]:
    """(publisher, licence) pairs stated by the documents that gave figures, sorted."""
    return [
        (publisher, licence)
        for publisher, licence in con.execute(
            "select distinct publisher, licence from dim_document "
            "where figures > 0 and publisher is not null and licence is not null order by all"
        ).fetchall()
    ]


def readme_text(content: ReleaseContent, coverage: Sequence[Coverage]) -> str:
    """README.md: coverage first, then loading, tables, the form of the files, citation."""
    parts = [
        _heading(content.info),
        _coverage(coverage),
        _LOADING,
        _tables(content),
        _FORMS,
        _citing(content.info),
    ]
    return "\n".join(part.strip("\n") + "\n" for part in parts)


def _heading(info: ReleaseInfo) -> str:
    return f"""# {TITLE}

*{TITLE_VI}*

Version **{info.version}**, built from captures up to {info.built_from.isoformat()}; shape of the tables:
{info.schema_version}. {info.figures:,} printed figures, {info.facts:,} facts,
{info.discrepancies:,} discrepancies, {info.documents:,} documents. This folder never changes;
a newer release stands beside it.
"""


def _coverage(coverage: Sequence[Coverage]) -> str:
    head = "## What is covered\n\n| index | years | index-years known | with facts |\n|---|---|---|---|\n"
    rows = [f"| {row.index_code} | {row.span} | {row.years} | {row.years_with_facts} |" for row in coverage]
    return head + "\n".join(rows) + "\n\nWhat is missing, and why, stands in the table `mart_coverage`.\n"


_LOADING = """## Loading it in one line

| with | line |
|---|---|
| DuckDB | `duckdb -readonly cchc.duckdb "from fct_score limit 5"` |
| Python | `pandas.read_parquet("parquet/fct_score.parquet")` or `duckdb.connect("cchc.duckdb", read_only=True)` |
| R | `arrow::read_parquet("parquet/fct_score.parquet")` or `DBI::dbConnect(duckdb::duckdb(), "cchc.duckdb", read_only = TRUE)` |
| SQLite | `sqlite3 cchc.sqlite "select unit_name, score from fct_score limit 5"` |
| Excel, LibreOffice | open `cchc.xlsx`: a sheet a table, after *About* and *Dictionary* |

To pass the data on as one file, take `cchc-<version>.zip`: the CSV files, this text, licence, citation and dictionary.

`docs/index.html` is the documentation of every table and column, with its lineage from print; it opens in a browser and
needs no network. In `cchc.duckdb`, `from figures_as_known_on(date '2026-11-25')` gives `fct_figure` as it was known at the
end of that day in Hanoi.
"""  # noqa: E501 - a row of a table cannot be broken

_FORMS = """## The form of the files

- `cchc.duckdb` (storage version 1.0.0), `cchc.sqlite`, `parquet/` and `csv/` hold the same tables, `cchc.xlsx` all but
  the single prints, `fct_figure`. DuckDB, SQLite and Parquet keep every text exactly as it is. SQLite has dates as ISO
  8601 texts, lists as JSON, and 1 and 0 for true and false.
- Every file tells the version it belongs to: CSV files in their last column `release`, the workbook in *About* and
  its properties, DuckDB and SQLite in `release_info`, Parquet in its metadata.
- In CSV an empty cell is null, lists are joined with `; `, dates are ISO 8601. A text that begins with `=`, `+`, `-` or
  `@` (also in full width, and after blanks or letters without width), with a tab or a line break gets a leading
  apostrophe, so that no spreadsheet runs it as a formula; numbers are never touched. Control characters and marks that
  turn the direction of writing are named, as in `[U+202E]`. The workbook writes texts the same way, so that they stay
  texts when it is saved as CSV; a text longer than the 32,767 letters of a cell is cut there and says so.
- The CSV files are separated by commas. Where Excel expects semicolons (Vietnamese settings), open the workbook, or
  import with *Data > From Text/CSV*: a double click would split texts at their semicolons.
- `dictionary.csv` and `dictionary.json` explain every column in English and Vietnamese; `datapackage.json`
  describes the CSV files for machines (Frictionless); `checks.json` tells which checks this release passed.
- `quality.html` shows what is known of each unit and year, discrepancies by publisher and rule, and the checks run.
- `sha256sum --check SHA256SUMS` proves that nothing was altered.
"""


def _tables(content: ReleaseContent) -> str:
    head = "## Tables\n\n| table | rows | key | holds |\n|---|---|---|---|\n"
    rows = [
        f"| `{table.name}` | {content.rows[table.name]:,} | {', '.join(f'`{name}`' for name in table.key)} "
        f"| {_cell(described_table(content.descriptions, table.name).text.both)} |"
        for table in content.tables
    ]
    return head + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    """Keep a text inside one cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def _citing(info: ReleaseInfo) -> str:
    entry = bibtex(info.version, info.built_from)
    return f"## Citing it\n\n{info.citation}\n\n```bibtex\n{entry}\n```\n\nLicence: see LICENSE.md.\n"
