-- R3: a score in points, its percent of the maximum and the maximum fit, where a document prints both of one thing.
-- Percent and points of a total of 100 points are one number, so there they are the same. What a document prints twice
-- in one kind is left out: then it is not told which of them belong together. Digits that were cut off are worth a note.
-- Totals of 100 points of local indices, where the two may imply another maximum, are R4's.
with printed as (
    select
        document_id, index_code, year, unit_key, domain_key, domain_code, capture_id, figure_id, value, quote,
        unit_of_measure = 'percent' as is_percent,
        {{ rounding('value_raw') }} as rounding
    from {{ ref('int_figures') }}
    where measure = 'score' and is_current and doubt is null and unit_key is not null and domain_key is not null
        and unit_of_measure in ('points', 'percent')
    qualify count(*) over (partition by document_id, unit_key, domain_key, unit_of_measure) = 1
),

paired as (
    select
        percent.*,
        points.value as points,
        points.rounding as points_rounding,
        points.figure_id as points_id,
        maximum.figure_id as maximum_id,
        coalesce(maximum.max_score, domain.max_score, framework.total_max, index.total_max) as max_score
    from printed as percent
    inner join printed as points using (document_id, capture_id, unit_key, domain_key)
    left join {{ ref('int_maxima') }} as maximum using (document_id, capture_id, unit_key, domain_key)
    left join {{ ref('int_framework_domain_years') }} as domain on percent.domain_key = domain.domain_key
    left join {{ ref('int_framework_years') }} as framework
        on percent.index_code = framework.index_code and percent.year = framework.year and framework.scope = ''
        and percent.domain_code = '_total'
    left join {{ ref('indices') }} as index on percent.index_code = index.index_code and percent.domain_code = '_total'
    where percent.is_percent and not points.is_percent
        and (index.total_max is null or index.total_max <> 100 or index.national_index_code is null)
),

compared as (
    select *, points / max_score * 100 as computed, rounding + points_rounding / max_score * 100 as tolerance
    from paired
    where max_score > 0
)

select
    'R3' as rule,
    'R3:percent:' || figure_id as discrepancy_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    {{ plain_number('computed') }} || ' percent of ' || {{ plain_number('max_score') }} as expected,
    {{ plain_number('value') }} || ' percent, ' || {{ plain_number('points') }} || ' points' as found,
    value - computed as difference,
    tolerance,
    if(maximum_id is null, [figure_id, points_id], [figure_id, points_id, maximum_id]) as figure_ids,
    quote,
    if(abs(value - computed) <= rounding + tolerance, 'note', 'error') as severity
from compared
where abs(value - computed) > tolerance + 1e-9
