"""The forms an answer can have: pandas, polars, arrow, a relation of DuckDB, or a list of records.

Belongs here: turning a relation into the form asked for, and which form is given where none is asked for. Does not
belong
here: what the columns are, metadata (`cchc.client.metadata`).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, get_args

from cchc.client.errors import MissingLibraryError

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

Form = Literal["pandas", "polars", "arrow", "duckdb", "records"]
Frame = Any
"""A pandas.DataFrame, polars.DataFrame, pyarrow.Table, duckdb relation or list of dictionaries, as `as_` says."""

_PACKAGES = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}
_WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UBIGINT", "UINTEGER"})


def chosen_form(asked: Form | None) -> Form:
    """The form asked for; else pandas, polars or arrow, the first that is installed, else records.

    Raises ValueError for a form that there is none of, MissingLibraryError where its library is not installed.
    """
    if asked is None:
        installed = [form for form, package in _PACKAGES.items() if importlib.util.find_spec(package)]
        return installed[0] if installed else "records"  # type: ignore[return-value]
    if asked not in get_args(Form):
        raise ValueError(f"as_ is one of {', '.join(get_args(Form))}; not {asked!r}.")
    package = _PACKAGES.get(asked)
    if package and importlib.util.find_spec(package) is None:
        raise MissingLibraryError(f"as_={asked!r} needs {package}; install it with: pip install {package}.")
    return asked


def framed(relation: DuckDBPyRelation, form: Form) -> Frame:
    """The rows of a relation in a form that is installed."""
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

    # Over Arrow's C interface: pyarrow is not needed.
    return polars.DataFrame(relation)


def _arrow(relation: DuckDBPyRelation) -> Any:
    import pyarrow

    return pyarrow.table(relation)


def _records(relation: DuckDBPyRelation) -> list[dict[str, Any]]:
    names = relation.columns
    return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def _relation(relation: DuckDBPyRelation) -> DuckDBPyRelation:
    return relation


_MAKERS: dict[str, Callable[[Any], Frame]] = {
    "pandas": _pandas,
    "polars": _polars,
    "arrow": _arrow,
    "duckdb": _relation,
    "records": _records,
}
