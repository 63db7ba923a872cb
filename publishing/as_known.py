"""The table function `figures_as_known_on(day)` of a release: its figures as they were known when a day ended.

Belongs here: the SQL of the function, over the tables of a release alone. Does not belong here: rebuilding a whole
past release (`cchc as-known-on`), which also brings back the older bytes of transcribed tables, and the facts.

A day ends at midnight in Ha Noi, which is 17:00 UTC. Of each address the bytes of its last look until then count as
current, so that a key loses or gets the mark `@` of superseded captures.
"""

from __future__ import annotations

from publishing.schema import literal

MACRO = "figures_as_known_on"

MACRO_COMMENT = (
    "fct_figure as it was known at the end of a day in Ha Noi: from figures_as_known_on(date '2026-11-25'). "
    "· fct_figure theo những gì đã biết đến hết một ngày (giờ Hà Nội)."
)

MACRO_SQL = """
with looks as (
    select url, read_as as capture_id, document_ids, looked_at + interval 7 hours as hanoi_time, look_id
    from fct_capture
    where read_as is not null and looked_at + interval 7 hours < cast(day as date) + interval 1 day
),

printed as (
    select unnest(document_ids) as document_id, capture_id, cast(hanoi_time as date) as looked_on
    from looks
),

seen as (
    select document_id, capture_id, max(looked_on) as last_looked_on
    from printed
    group by document_id, capture_id
),

newest as (
    select document_ids, capture_id
    from looks
    qualify row_number() over (partition by url order by hanoi_time desc, look_id desc) = 1
),

held as (
    select distinct unnest(document_ids) as document_id, capture_id
    from newest
),

known as (
    select
        figure.*,
        regexp_replace(figure.figure_id, '@[0-9a-f]{8}$', '') as bare_id,
        held.capture_id is not null as was_current,
        seen.last_looked_on
    from fct_figure as figure
    inner join seen on figure.document_id = seen.document_id and figure.capture_id = seen.capture_id
    left join held on figure.document_id = held.document_id and figure.capture_id = held.capture_id
),

named as (
    select *, bare_id || case when was_current then '' else '@' || left(capture_id, 8) end as known_id
    from known
)

select
    named.* exclude (bare_id, was_current, last_looked_on, known_id) replace (
        named.known_id as figure_id,
        named.was_current as is_current,
        case when not named.was_current then named.last_looked_on end as last_seen_on,
        case when not named.was_current then newer.known_id end as superseded_by
    )
from named
left join named as newer on named.superseded_by = newer.figure_id
order by named.known_id
"""
"""The body of the function; `day` is its parameter."""


def macro_statements() -> tuple[str, str]:
    """The SQL that creates the function in the database in use, and says what it gives."""
    create = f"create macro {MACRO}(day) as table {MACRO_SQL}"
    return create, f"comment on macro table {MACRO} is {literal(MACRO_COMMENT)}"
