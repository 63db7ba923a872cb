"""What a person calls a unit, an index, a domain or years, found in a release; and the nearest names if there is none.

Belongs here: names to keys and codes, and the one sentence when they mean nothing or several things. Does not belong
here: matching spellings of units and indices (`cchc.unit_names`, `cchc.index_names`), what is told of what was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cchc.errors import CchcError
from cchc.index_names import named_indices
from cchc.releases import rows_of
from cchc.text import nearest
from cchc.unit_names import Unit, group_units, match_units, nearest_names

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from cchc.client.naming import Names

_MOST_LISTED = 20
_INDICES = "select * from dim_index order by index_code"
_SPAN = re.compile(r"(\d{4})(?:\s*(?:-|\.\.|–)\s*(\d{4}))?")

Row = dict[str, Any]


def all_units(con: DuckDBPyConnection) -> list[Unit]:
    """Every unit of the release, with its spellings; a release of before they were released has none."""
    has_table = rows_of(con, "select 1 from duckdb_tables() where table_name = 'dim_unit_spelling'")
    spellings = rows_of(con, "select spelling, level, canonical_name from dim_unit_spelling") if has_table else []
    return group_units(rows_of(con, "select * from dim_unit"), spellings)


def find_unit(con: DuckDBPyConnection, name: str, level: str | None = None) -> Unit:
    """The one unit that `name` means; raise CchcError with the nearest or the several names otherwise.

    Of several units of that name, those of `level` are meant, if it is given and there are any.
    """
    units = all_units(con)
    found = match_units(units, name)
    found = [unit for unit in found if unit.level == level] or found
    if not found:
        near = ", ".join(nearest_names(units, name))
        hint = f"did you mean {near}?" if near else 'see the names with `cchc query "from dim_unit"`.'
        raise CchcError(f"No unit is called {name}; {hint}")
    if len(found) > 1:
        listed = [f"{one.label}: {one.keys[-1]}" for one in found[:_MOST_LISTED]]
        more = f"; and {len(found) - len(listed)} more" if len(found) > len(listed) else ""
        raise CchcError(f"{name} can mean {len(found)} units; ask for one by its key: {'; '.join(listed)}{more}.")
    return found[0]


def match_index(con: DuckDBPyConnection, name: str) -> Row | None:
    """The row of the index that `name` is the code or the full name of, in any spelling; None where it is none."""
    return next(iter(named_indices(rows_of(con, _INDICES), name)), None)


def find_index(con: DuckDBPyConnection, name: str) -> Row:
    """The row of dim_index that `name` means; raise CchcError with the nearest codes otherwise."""
    if row := match_index(con, name):
        return row
    codes = [row["index_code"] for row in rows_of(con, _INDICES)]
    near = nearest(name, codes)
    hint = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(codes)}."
    raise CchcError(f"No index is called {name}; {hint}")


def names_of(con: DuckDBPyConnection) -> Names:
    """The client's names of this release; imported when needed, since the shell waits for this module at every Tab."""
    from cchc.client.naming import Names

    return Names(lambda sql, *parameters: rows_of(con, sql, *parameters))


def find_domains(con: DuckDBPyConnection, index_code: str, name: str, year: int | None = None) -> list[str]:
    """Keys of the domain that `name` means in an index, of one year or of all: by code, conformed code or name.

    Raises CchcError with the nearest names otherwise.
    """
    from cchc.client.errors import ClientError

    try:
        keys = names_of(con).domains(name, [index_code])
    except ClientError as error:
        raise CchcError(str(error).replace("cchc.domains() lists them", f"see `cchc show {index_code}`")) from None
    found = [key for key in keys if year is None or key.split("/")[1] == str(year)]
    if not found:
        others = sorted({key.split("/")[1] for key in keys})
        raise CchcError(f"{index_code} has no domain {name} in {year}; it has in {', '.join(others)}.")
    return found


def read_years(text: str) -> range:
    """The years of `2021` or `2019-2023`, both ends counted."""
    span = _SPAN.fullmatch(text.strip())
    if span is None or (span[2] and span[2] < span[1]):
        raise CchcError(f"{text} is no span of years; write 2021 or 2019-2023.")
    return range(int(span[1]), int(span[2] or span[1]) + 1)


def check_year(con: DuckDBPyConnection, index_code: str, year: int) -> None:
    """Raise CchcError unless something of the index in that year is held; the nearest years are told."""
    held = [row["year"] for row in rows_of(con, _YEARS, [index_code])]
    if year not in held:
        near = sorted(sorted(held, key=lambda one: abs(one - year))[:3])
        raise CchcError(f"Nothing of {index_code} {year} is held; {_nearest_years(near)}")


_YEARS = "select distinct year from fct_score where index_code = ? order by year"


def _nearest_years(near: Sequence[int]) -> str:
    return f"the nearest years are {', '.join(map(str, near))}." if near else "no year of it is; see `cchc status`."
