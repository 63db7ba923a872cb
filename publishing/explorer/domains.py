"""Domains as several files tell them.

Belongs here: which domains are top-level, and their rows. Does not belong here: facts.
"""

# ruff: noqa: S608 - queries are made of our own names alone

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.explorer.columns import DOMAIN, TOP_DOMAIN
from publishing.explorer.packing import Rows, pick, read

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TOP_DOMAINS = """
    select child.* from dim_domain as child
    left join dim_domain as parent on child.parent_domain_key = parent.domain_key
    where child.is_total or child.parent_domain_key is null or parent.is_total
"""
"""Totals and the domains right below them."""


def read_top_domains(con: DuckDBPyConnection) -> Rows:
    """The total and top-level domains of each framework, named as in the last of its years."""
    return read(
        con,
        f"""
        select {", ".join(TOP_DOMAIN)} from ({TOP_DOMAINS})
        qualify row_number() over (
            partition by index_code, scope, framework_key, domain_code order by year desc, domain_key
        ) = 1
        order by index_code, scope, framework_key, sort_order, domain_code
        """,
    )


def read_last_top_domains(con: DuckDBPyConnection) -> Rows:
    """By index: each code of a total or top-level domain with the names of its last year."""
    return read(
        con,
        f"""
        select index_code as split_by, {", ".join(TOP_DOMAIN)} from ({TOP_DOMAINS})
        qualify row_number() over (partition by index_code, domain_code order by year desc, scope, domain_key) = 1
        order by index_code, sort_order, domain_code
        """,
    )


def read_domains(con: DuckDBPyConnection) -> Rows:
    """All domains of all years, each with what a point of it weighs in the total."""
    weight = pick(con, "mart_gap", ["weight_in_total"])
    return read(
        con,
        f"""
        select {", ".join(f"domain.{name}" for name in DOMAIN)}, weights.weight_in_total
        from dim_domain as domain
        left join (
            select domain_key, max(weight_in_total) as weight_in_total
            from (select domain_key, {weight} from mart_gap) group by domain_key
        ) as weights using (domain_key)
        order by domain.index_code, domain.year, domain.scope, domain.sort_order, domain.domain_code
        """,
    )
