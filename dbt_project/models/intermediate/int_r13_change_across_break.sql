-- R13: a stated change whose base lies on the other side of a break in series. The print may be right in its arithmetic;
-- the two years were measured by other rulers. A note, not an error.
with changes as (
    select *
    from {{ ref('int_figures') }}
    where measure in ('delta_score', 'delta_rank') and is_current and doubt is null and unit_key is not null and domain_key is not null
        and base_year < year
    qualify row_number() over (
        partition by document_id, unit_key, domain_key, measure, base_year, value order by figure_id
    ) = 1
),

crossed as (
    select
        changes.figure_id,
        string_agg(
            breaks.year || ' (' || breaks.reason_en || ')', ', ' order by breaks.year, breaks.domain_code nulls first, breaks.kind
        ) as told_en,
        string_agg(
            breaks.year || ' (' || breaks.reason_vi || ')', ', ' order by breaks.year, breaks.domain_code nulls first, breaks.kind
        ) as told_vi
    from changes
    inner join {{ ref('series_breaks') }} as breaks
        on changes.index_code = breaks.index_code and changes.scope_slug = coalesce(breaks.scope, '')
        and breaks.year > changes.base_year and breaks.year <= changes.year
        and (
            breaks.domain_code is null
            or breaks.domain_code = changes.domain_code
            or starts_with(changes.domain_code, breaks.domain_code || '.')
        )
    where not breaks.comparable
    group by changes.figure_id
)

select
    'R13' as rule,
    'R13:' || changes.figure_id as discrepancy_id,
    changes.index_code,
    changes.year,
    changes.unit_key,
    changes.domain_key,
    changes.document_id,
    'no comparison across ' || crossed.told_en || ' · không so sánh qua năm ' || crossed.told_vi as expected,
    if(changes.measure = 'delta_rank', 'places ', '') || printf('%+g', changes.value) || ' since ' || changes.base_year as found,
    cast(null as double) as difference,
    0.0 as tolerance,
    [changes.figure_id] as figure_ids,
    changes.quote
from changes
inner join crossed using (figure_id)
