"""The files of the JSON tree and what stands in each.

Belongs here: questions to the marts and their arrangement. Does not belong here: names, serialisation, schemas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from publishing.api.records import ApiFile, Record, Rows, grouped, read_records, read_rows, split_rows
from publishing.file_names import file_name, unit_file
from publishing.release_content import ReleaseContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SCORE_FIELDS = (
    "index_code, year, score_key, unit_key, unit_name, domain_key, domain_code, score, max_score, percent, "
    "unit_of_measure, rank_published, rank_inferred, rank_of, rank_computed, status, comparable_with_previous, "
    "comparability_reason, evidence, evidence_class, figure_id, rank_figure_id, bound_key, sources_agree, "
    "sources_differ, contradictions, document_id"
)
_SCORES = f"""
    select {SCORE_FIELDS}
    from fct_score left join (select figure_id, document_id from fct_figure) using (figure_id)
    order by index_code, year, score_key
"""  # noqa: S608 - a constant
FIGURE_FIELDS = (
    "document_id, figure_id, index_code, year, unit_key, unit_name, unit_name_raw, domain_key, domain_code, "
    "domain_label, measure, value, unit_of_measure, value_raw, base_year, scope, in_words, evidence, capture_id, "
    "is_current, superseded_by, locator, quote"
)
_FIGURES = f"select {FIGURE_FIELDS} from fct_figure order by document_id, figure_id"  # noqa: S608 - a constant
_PLANNED = {
    "tasks": "select * from fct_task order by task_id",
    "targets": "select * from fct_target order by target_id",
    "deductions": "select * from fct_deduction order by deduction_id",
}
_OF_UNITS = {
    "bounds": "select * exclude (proof) from fct_bound order by bound_key",
    "discrepancies": "select * from fct_discrepancy order by discrepancy_id",
    "scores_34": "select * from fct_score_34 where domain_code = '_total' order by score_34_key",
}
_CITATIONS = "select * from bridge_citation order by citation_id"
_DOCUMENTS = "select * from dim_document order by document_id"
DOCUMENT_FIELDS = ("document_id", "title", "publisher", "full_number", "issued_on", "evidence", "url", "figures")


def api_files(con: DuckDBPyConnection, content: ReleaseContent) -> Iterator[ApiFile]:
    """All files of the tree but its index and its schemas."""
    yield from _release_files(content)
    scores = read_rows(con, _SCORES)
    yield from _index_files(con, scores)
    yield from _score_files(con, scores)
    yield from _unit_files(con, scores)
    yield from _document_files(con)
    yield from _list_files(con)


def _release_files(content: ReleaseContent) -> Iterator[ApiFile]:
    facts = asdict(content.info) | {
        "tables": dict(content.rows),
        "previous": content.previous.name if content.previous else None,
    }
    yield ApiFile("release.json", "release", {name: facts[name] for name in facts if facts[name] is not None})


def _score_path(index_code: str, year: int) -> str:
    return f"scores/{file_name(index_code)}/{year}.json"


def _index_files(con: DuckDBPyConnection, scores: Rows) -> Iterator[ApiFile]:
    indices = read_records(con, "select * from dim_index order by index_code")
    years: dict[str, list[int]] = {}
    for index_code, year in sorted({row[:2] for row in scores.rows}):
        years.setdefault(index_code, []).append(year)
    frameworks = dict(grouped(read_records(con, "select * from dim_framework order by framework_key"), ["index_code"]))
    domains = dict(grouped(read_records(con, "select * from dim_domain order by domain_key"), ["index_code"]))
    coverage = dict(
        grouped(read_records(con, "select * from mart_coverage order by index_code, year, level"), ["index_code"])
    )
    for index in indices:
        code = index["index_code"]
        index["href"] = f"indices/{file_name(code)}.json"
        details = {
            "index": {name: value for name, value in index.items() if name != "href"},
            "scores": [{"year": year, "href": f"../{_score_path(code, year)}"} for year in years.get(code, [])],
            "frameworks": frameworks.get((code,), []),
            "domains": domains.get((code,), []),
            "coverage": coverage.get((code,), []),
        }
        yield ApiFile(index["href"], "index-details", details)
    yield ApiFile("indices.json", "indices", {"indices": indices})


def _score_files(con: DuckDBPyConnection, scores: Rows) -> Iterator[ApiFile]:
    domains = dict(grouped(read_records(con, "select * from dim_domain order by domain_key"), ["index_code", "year"]))
    for (index_code, year), rows in split_rows(scores, 2).items():
        content = {"index_code": index_code, "year": year, "domains": domains.get((index_code, year), [])}
        yield ApiFile(_score_path(index_code, year), "scores", content | {"scores": rows})


def _unit_files(con: DuckDBPyConnection, scores: Rows) -> Iterator[ApiFile]:
    """A file a unit with all its periods; the list names the file of each period's key."""
    units = read_records(con, "select * from dim_unit order by unit_key")
    facts = {name: _by_unit(read_records(con, sql)) for name, sql in _OF_UNITS.items()}
    by_unit: dict[str, list[tuple[Any, ...]]] = {}
    at = scores.fields.index("unit_key")
    for row in scores.rows:
        by_unit.setdefault(row[at], []).append(row)
    periods: dict[str, list[Record]] = {}
    for unit in units:
        path = unit_file(unit["unit_key"])
        periods.setdefault(path, []).append(dict(unit))
        unit["href"] = f"units/{path}.json"
    for path, held in periods.items():
        keys = [unit["unit_key"] for unit in held]
        rows = Rows(scores.fields, [row for key in keys for row in by_unit.get(key, [])])
        lists = {name: [row for key in keys for row in found.get(key, [])] for name, found in facts.items()}
        yield ApiFile(f"units/{path}.json", "unit", {"periods": held, "scores": rows} | lists)
    names = (
        "unit_key",
        "level",
        "name_vi",
        "name_en",
        "geography",
        "valid_from",
        "valid_to",
        "successor_unit_key",
        "href",
    )
    yield ApiFile("units.json", "units", {"units": [{n: unit[n] for n in names if n in unit} for unit in units]})


def _by_unit(records: list[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.get("unit_key", ""), []).append(record)
    return found


def _document_files(con: DuckDBPyConnection) -> Iterator[ApiFile]:
    documents = read_records(con, _DOCUMENTS)
    printed = read_rows(con, _FIGURES)
    figures, none = split_rows(printed, 1), Rows(printed.fields[1:], [])
    planned = {name: dict(grouped(read_records(con, sql), ["document_id"])) for name, sql in _PLANNED.items()}
    citations = read_records(con, _CITATIONS)
    cites, cited = dict(grouped(citations, ["citing_document_id"])), dict(grouped(citations, ["cited_document_id"]))
    for document in documents:
        key = (document["document_id"],)
        document["href"] = f"documents/{file_name(document['document_id'])}.json"
        content = {
            "document": {name: value for name, value in document.items() if name != "href"},
            "figures": figures.get(key, none),
            **{name: held.get(key, []) for name, held in planned.items()},
            "cites": cites.get(key, []),
            "cited_by": cited.get(key, []),
        }
        yield ApiFile(document["href"], "document", content)
    listed = [{name: row[name] for name in (*DOCUMENT_FIELDS, "href") if name in row} for row in documents]
    yield ApiFile("documents.json", "documents", {"documents": listed})


def _list_files(con: DuckDBPyConnection) -> Iterator[ApiFile]:
    """Files that are one table, or a few that belong together."""
    yield ApiFile(
        "domains.json",
        "domains",
        {
            "domains": read_records(con, "select * from dim_domain order by domain_key"),
            "conformed": read_records(
                con,
                "select * from bridge_conformed_domain order by conformed_code, framework_key, domain_code",
            ),
        },
    )
    coverage = read_records(con, "select * from mart_coverage order by index_code, year, level")
    yield ApiFile("coverage.json", "coverage", {"coverage": coverage})
    found = read_records(con, "select * from fct_discrepancy order by discrepancy_id")
    yield ApiFile("discrepancies.json", "discrepancies", {"discrepancies": found})
    planned = {name: read_records(con, sql) for name, sql in _PLANNED.items()}
    yield ApiFile("tasks.json", "tasks", planned)
