"""A release that is open: running queries on its sealed database and giving answers with their metadata.

Belongs here: the connection, `query`, `connect`, `version`, and how a view and a selection become an answer. Does
not belong
here: what the views hold (`cchc.client.views`), where releases stand (`cchc.client.locating`).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc.client.cautions import Caution, cautions, warn
from cchc.client.errors import ClientError, DamagedReleaseError, ReleaseNotFoundError
from cchc.client.frames import Form, Frame, chosen_form, framed
from cchc.client.metadata import Metadata, fastened
from cchc.client.naming import Names
from cchc.client.selecting import Selection
from cchc.client.views import View
from cchc.questions import why_refused
from publishing.citation import LICENCE_ID, LICENCE_URL, bibtex, dataset_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

DATABASE = "cchc.duckdb"
_SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "temp_directory": ""}
_SEALS = ("set enable_external_access = false", "set lock_configuration = true")
"""No file but the release is read, nothing is fetched or written, and no query can change that."""


class Base:
    """The folder of a release, its version, and questions to its database.

    `folder` is the folder of the version itself; `version` names it, `built_from` is the day of its newest capture.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        try:
            facts = json.loads((self.folder / "release.json").read_text(encoding="utf-8"))
            self._version = str(facts["version"])
            self.built_from = date.fromisoformat(facts["built_from"])
        except FileNotFoundError:
            raise ReleaseNotFoundError(f"{folder} is not a release: it has no release.json.") from None
        except (OSError, ValueError, KeyError, TypeError):
            raise DamagedReleaseError(f"{folder} is not a whole release: its release.json is broken.") from None
        self._lock = threading.Lock()
        self._opened: DuckDBPyConnection | None = None

    def __repr__(self) -> str:
        return f"<cchc release {self._version}>"

    def version(self) -> str:
        """The version of the release, such as `2026.11.23-15f3595d`: the day of its newest capture and a hash.

        >>> cchc.version() == cchc.open_release().version()
        True
        """
        return self._version

    def query(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] | None = None, *, as_: Form | None = None
    ) -> Frame:
        """The rows of a query in DuckDB's SQL; `parameters` stand for its `?` or `$name`.

        The query sees the tables of the release and nothing else: no file, no network, no frame of the program. For
        those use `connect()`.

        Raises:
            ClientError: the query is wrong or empty.

        >>> cchc.query("select count(*) as n from fct_score where year = ?", [2021], as_="records")
        [{'n': 4}]
        """
        import duckdb

        form = chosen_form(as_)
        try:
            cursor = self._cursor()
            if (refusal := why_refused(cursor, sql)) is not None:
                raise ClientError(refusal)
            relation = cursor.sql(sql, params=parameters)
            if relation is None:
                raise ClientError("The statement gives no rows: ask with select, from, show or describe.")
            told = self._metadata("query", {"sql": sql}, _typed(relation), ())
            return fastened(framed(relation, form, cursor), form, told)
        except duckdb.Error as error:
            raise ClientError(f"DuckDB refuses the query: {error}") from error

    def connect(self) -> DuckDBPyConnection:
        """A new connection of DuckDB to the release, read only, for SQL beside files and frames of your own.

        >>> with cchc.connect() as con:
        ...     con.execute("select count(*) from fct_score").fetchone()
        (5,)
        """
        import duckdb

        con = duckdb.connect()
        self._attach(con)
        return con

    @cached_property
    def _names(self) -> Names:
        return Names(self._rows)

    @cached_property
    def _held(self) -> dict[str, set[str]]:
        """The columns of every table."""
        held: dict[str, set[str]] = {}
        for row in self._rows("select table_name, column_name from duckdb_columns() where database_name = 'cchc'"):
            held.setdefault(row["table_name"], set()).add(row["column_name"])
        return held

    def _rows(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        cursor = self._cursor().execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _cursor(self) -> DuckDBPyConnection:
        """A cursor on the sealed database; each has a place of its own, so that threads may ask at once."""
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            cursor = self._opened.cursor()
        cursor.execute("use cchc")
        return cursor

    def _open(self) -> DuckDBPyConnection:
        import duckdb

        con = duckdb.connect(config=dict(_SETTINGS))
        self._attach(con)
        for seal in _SEALS:
            con.execute(seal)
        return con

    def _attach(self, con: DuckDBPyConnection) -> None:
        import duckdb

        # A database of its own that the release is attached to: others may open the same file with other settings.
        path = str(self.folder / DATABASE).replace("'", "''")
        try:
            con.execute(f"attach '{path}' as cchc (read_only)")
            con.execute("use cchc")
        except duckdb.Error as error:
            con.close()
            reason = str(error).splitlines()[0]
            raise DamagedReleaseError(f"The release {self._version} cannot be opened: {reason}") from None

    def _answer(self, view: View, selection: Selection, as_: Form | None, *, warns: bool = False) -> Frame:
        """The selected rows of a view, in the form asked for, with metadata and, if `warns`, what to beware of."""
        form = chosen_form(as_)
        if view.table not in self._held:
            raise ClientError(f"The release {self._version} has no table {view.table}; a newer release does.")
        columns = view.selected(self._held)
        selected = ", ".join(f'{expression} as "{name}"' for name, expression in columns)
        where = " and ".join(f"({condition})" for condition in (view.where, *selection.conditions))
        # The names are those of the views, the values are parameters.
        sql = f"select {selected} from {view.table} as t {view.join} where {where} order by {view.order}"  # noqa: S608
        cursor = self._cursor()
        relation = cursor.sql(sql, params=selection.parameters)
        found: list[Caution] = []
        if warns:
            names = [name for name, _ in columns]
            found = cautions(lambda text: self._of_selected(text, sql, selection.parameters), names)
            warn(found)
        told = self._metadata(view.table, selection.told, _typed(relation), [text for _, text in found])
        told["columns"] = self._described(view, told["columns"])
        told["publishers"] = self._publishers(sql, selection.parameters) if "index_code" in told["columns"] else {}
        return fastened(framed(relation, form, cursor), form, told)

    def _of_selected(self, text: str, sql: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        whole = f"with selected_rows as materialized ({sql}) {text.replace('{selected}', 'selected_rows')}"
        return self._cursor().execute(whole, list(parameters)).fetchall()

    def _publishers(self, sql: str, parameters: Sequence[object]) -> dict[str, str]:
        """The publisher of each index of the selected rows, who is to be named beside the release."""
        codes = {code for (code,) in self._of_selected("select distinct index_code from {selected}", sql, parameters)}
        return {
            row["index_code"]: row["publisher_en"] or row["publisher_vi"] or ""
            for row in self._names.index_rows()
            if row["index_code"] in codes
        }

    def _metadata(
        self, table: str, selection: Mapping[str, Any], types: Mapping[str, str], warnings: Sequence[str]
    ) -> Metadata:
        return {
            "version": self._version,
            "built_from": self.built_from.isoformat(),
            "citation": dataset_text(self._version, self.built_from),
            "bibtex": bibtex(self._version, self.built_from, table),
            "licence": LICENCE_ID,
            "licence_url": LICENCE_URL,
            "table": table,
            "publishers": {},
            "selection": dict(selection),
            "columns": {name: {"en": "", "vi": "", "type": type_} for name, type_ in types.items()},
            "warnings": list(warnings),
        }

    def _described(self, view: View, columns: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """The columns with their meaning in both languages."""
        comments = {
            (row["table_name"], row["column_name"]): row["comment"] or ""
            for row in self._rows(
                "select table_name, column_name, comment from duckdb_columns() where table_name in (?, ?)",
                [view.table, view.joined_table],
            )
        }
        described = {}
        for name, column in columns.items():
            comment = comments.get((view.table, name), comments.get((view.joined_table, name), ""))
            english, _, vietnamese = comment.partition(" · ")
            en, vi = view.described.get(name, (english, vietnamese))
            described[name] = {**column, "en": en, "vi": vi}
        return described


def _typed(relation: DuckDBPyRelation) -> dict[str, str]:
    return {name: str(type_) for name, type_ in zip(relation.columns, relation.types, strict=True)}
