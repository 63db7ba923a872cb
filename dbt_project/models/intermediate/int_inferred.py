"""What follows from the statements, as rows: bounds and contradictions in one relation, told apart by `kind`.

Belongs here: handing rows to `reasoning` and taking rows back. Does not belong here: any reasoning, any meaning.
"""

from decimal import Decimal

import pyarrow as pa

from reasoning.bounds import infer
from reasoning.fixed import ONE
from reasoning.statements import Cell, Frame, Kind, Part, Statement

TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        ("index_code", pa.string()),
        ("scope", pa.string()),
        ("year", pa.int32()),
        ("unit_key", pa.string()),
        ("domain_code", pa.string()),
        ("measure", pa.string()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("decimals", pa.int32()),
        ("figure_ids", TEXTS),
        ("set_aside", pa.string()),
        ("states", TEXTS),
        ("proof", TEXTS),
    ]
)


def model(dbt, session):
    dbt.config(materialized="table")
    names = dict(dbt.ref("int_units").project("unit_key, canonical_name").fetchall())
    statements = [_statement(row, names) for row in _rows(dbt.ref("int_bound_statements"))]
    frames = [_frame(row) for row in _rows(dbt.ref("int_bound_frames"))]
    parts = [_part(row) for row in _rows(dbt.ref("int_bound_parts"))]
    missing = {Cell(*row) for row in dbt.ref("int_bound_cells").fetchall()}
    inferred = infer(frames, parts, statements)
    rows = [_bound(bound, inferred.reason(bound.cell)) for bound in inferred.bounds if bound.cell in missing]
    rows += [_contradiction(found) for found in inferred.contradictions]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _rows(relation):
    """The rows of a relation by column name."""
    names = relation.columns
    return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def _cell(row):
    names = ("index_code", "scope", "year", "unit_key", "domain_code", "measure")
    return Cell(*(row[name] for name in names))


def _number(text):
    return None if text is None else Decimal(text)


def _statement(row, names):
    return Statement(
        Kind(row["kind"]),
        _cell(row),
        _number(row["value"]),
        row["decimals"],
        row["figure_id"],
        row["evidence"],
        row["sources"],
        row["base_year"],
        _number(row["high"]),
        names.get(row["unit_key"], ""),
        row["document_id"],
    )


def _frame(row):
    fields = {name: row[name] for name in Frame._fields if name in row}
    return Frame(**fields | {"low": Decimal(row["low"]), "high": Decimal(row["high"]), "units": tuple(row["units"])})


def _part(row):
    return Part(**row | {"coefficient": Decimal(row["coefficient"]), "slack": Decimal(row["slack"])})


def _bound(bound, reason):
    return bound.cell._asdict() | {
        "kind": "bound",
        "low": bound.low / ONE,
        "high": bound.high / ONE,
        "decimals": reason.decimals,
        "figure_ids": reason.figures,
        "proof": reason.steps,
    }


def _contradiction(found):
    return found.cell._asdict() | {
        "kind": "contradiction",
        "figure_ids": found.figures,
        "set_aside": found.set_aside,
        "states": found.states,
        "proof": found.steps,
    }
