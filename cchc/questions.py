"""What may be asked of a release in SQL, on the terminal and by the client: one statement that only reads.

Belongs here: looking at a statement before it runs. Does not belong here: the seal that keeps it inside the release.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# PIVOT is a bundle of statements to DuckDB; a bundle that begins otherwise (COPY, CREATE) is no question.
_PIVOT = re.compile(r"(pivot|unpivot|from|select|with|\()", re.IGNORECASE)


def why_refused(con: DuckDBPyConnection, sql: str) -> str | None:
    """One sentence that says why `sql` is no question to a release, or None where it is one.

    Raises duckdb.Error where `sql` cannot be parsed.
    """
    import duckdb

    statements = con.extract_statements(sql)
    if not statements:
        return 'There is no SQL to run; try "show tables".'
    if len(statements) > 1:
        return f"One statement at a time, please: this is {len(statements)}."
    kind = statements[0].type
    is_pivot = kind == duckdb.StatementType.MULTI and _PIVOT.match(statements[0].query.strip())
    # EXPLAIN is refused: EXPLAIN ANALYZE runs what it explains, a COPY too.
    if kind == duckdb.StatementType.SELECT or is_pivot:
        return None
    return f"A release can only be asked, not changed: {kind.name} is refused; begin with SELECT or FROM."
