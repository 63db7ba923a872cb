-- Which figure took the place of one in a superseded capture: the same thing in the capture that followed at the same
-- address. What that one does not print any more is withdrawn and has no row here. Where it prints several values of the
-- thing, the same value is taken, else the one at the same place in the order of print, else the first.
with figures as (
    select
        figure_id,
        document_id,
        capture_id,
        nth,
        value,
        value_raw,
        (
            unit_level, unit_slug, index_code, year, coalesce(domain_code, domain_label, ''), measure,
            coalesce(base_year, 0), coalesce(scope, 'national')
        ) as thing
    from {{ ref('int_figures') }}
)

select
    older.figure_id,
    newer.figure_id as superseded_by
from figures as older
inner join {{ ref('int_printings') }} as printing using (document_id, capture_id)
inner join figures as newer
    on older.document_id = newer.document_id
    and printing.successor_capture_id = newer.capture_id
    and older.thing = newer.thing
qualify row_number() over (
    partition by older.figure_id
    order by
        newer.value_raw = older.value_raw desc,
        newer.value = older.value desc,
        newer.nth = older.nth desc,
        newer.nth,
        newer.figure_id
) = 1
