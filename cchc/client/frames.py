"""The forms an answer can have: pandas, polars, arrow, a relation of DuckDB, or a list of records.

Belongs here: turning a relation into the form asked for, and which form is given where none is asked for. Does not
belong
here: what the columns are, metadata (`cchc.client.metadata`).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, get_args

from cchc.client.cautions import Caution, warn
from cchc.client.errors import ClientError, MissingLibraryError, NoFrameLibraryWarning

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

Form = Literal["pandas", "polars", "arrow", "duckdb", "records"]
Frame = Any
"""A pandas.DataFrame, polars.DataFrame, pyarrow.Table, duckdb relation or list of dictionaries, as `as_` says."""

_NO_LIBRARY: Caution = (
    NoFrameLibraryWarning,
    "Neither pandas nor polars nor pyarrow is installed, so rows come as a list of dictionaries: install one "
    'for frames, or ask for as_="records" yourself.',
)
_PACKAGES = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}
_KEPT: list[object] = []
"""Cursors of relations that were given away: before DuckDB 2 a relation and what is made of it end with its cursor."""
_WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UBIGINT", "UINTEGER"})


def chosen_form(asked: Form | None) -> Form:
    """The form asked for; else pandas, polars or arrow, the first that is installed, else records.

    Raises ValueError for a form that there is none of, MissingLibraryError where its library is not installed.
    """
    if asked is None:
        installed = [form for form, package in _PACKAGES.items() if importlib.util.find_spec(package)]
        if not installed:
            warn([_NO_LIBRARY])
        return installed[0] if installed else "records"  # type: ignore[return-value]
    if asked not in get_args(Form):
        raise ValueError(f"as_ is one of {', '.join(get_args(Form))}; not {asked!r}.")
    package = _PACKAGES.get(asked)
    if package and importlib.util.find_spec(package) is None:
        raise MissingLibraryError(f"as_={asked!r} needs {package}; install it with: pip install {package}.")
    return asked


def framed(relation: DuckDBPyRelation, form: Form, cursor: DuckDBPyConnection) -> Frame:
    """The rows of a relation of `cursor` in a form that is installed."""
    if form == "duckdb":
        _KEPT.append(cursor)
    return _MAKERS[form](relation)


def _pandas(relation: DuckDBPyRelation) -> Any:
    """A pandas frame whose whole numbers and truth values stay what they are where some are missing."""
    frame = relation.df()
    types = {}
    for name, type_ in zip(relation.columns, relation.types, strict=True):
        if str(type_) in _WHOLE:
            types[name] = "Int64"
        elif str(type_) == "BOOLEAN":
            types[name] = "boolean"
    return frame.astype(types)


def _polars(relation: DuckDBPyRelation) -> Any:
    import polars

    if lengths := [
        name for name, type_ in zip(relation.columns, relation.types, strict=True) if str(type_) == "INTERVAL"
    ]:
        raise ClientError(
            f"polars has no INTERVAL of DuckDB: cast {', '.join(lengths)} to a text or number in the query."
        )
    # Over Arrow's C interface: pyarrow is not needed.
    return polars.DataFrame(relation)


def _arrow(relation: DuckDBPyRelation) -> Any:
    import pyarrow

    return pyarrow.table(relation)


class Records(list[dict[str, Any]]):
    """A list of rows; a class of its own, since metadata cannot be remembered of a plain list."""


def _records(relation: DuckDBPyRelation) -> Records:
    names = relation.columns
    return Records(dict(zip(names, row, strict=True)) for row in relation.fetchall())


def _relation(relation: DuckDBPyRelation) -> DuckDBPyRelation:
    return relation


_MAKERS: dict[str, Callable[[Any], Frame]] = {
    "pandas": _pandas,
    "polars": _polars,
    "arrow": _arrow,
    "duckdb": _relation,
    "records": _records,
}
