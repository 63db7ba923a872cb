"""Which index a name means, on the terminal and for the client.

Belongs here: matching spellings of indices. Does not belong here: what is said of names that mean nothing or several
things (`cchc.release_names`, `cchc.client.naming`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from cchc.text import compact, fold

Row = TypeVar("Row", bound=Mapping[str, Any])


def named_indices(rows: Iterable[Row], name: str) -> list[Row]:
    """Rows of dim_index that bear `name` as their code, in any spelling, else as their Vietnamese or English name."""
    known = list(rows)
    if by_code := [row for row in known if compact(row["index_code"]) == compact(name)]:
        return by_code
    wanted = fold(name)
    return [row for row in known if wanted in {fold(row[column]) for column in ("name_vi", "name_en") if row[column]}]
