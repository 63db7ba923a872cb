-- R4 on a page that prints a total in points and in percent: the two imply its maximum. Where that is not the maximum of the
-- index, as for a department assessed on 84 points only, points and percent are no longer one number.
with totals as (
    select figure.*, index.total_max
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('indices') }} as index using (index_code)
    -- National indices give everyone the same 100.
    where figure.measure = 'score' and figure.domain_code = '_total' and index.total_max = 100 and index.national_index_code is not null
        and figure.is_current and figure.doubt is null and figure.unit_key is not null and figure.value > 0
)

select
    'R4' as rule,
    'R4:implied:' || points.figure_id as discrepancy_id,
    points.index_code,
    points.year,
    points.unit_key,
    points.domain_key,
    points.document_id,
    cast(points.total_max as varchar) as expected,
    {{ plain_number('round(100 * points.value / percent.value, 1)') }} || ' by ' || {{ plain_number('points.value') }} || ' points and '
    || {{ plain_number('percent.value') }} || ' percent' as found,
    100 * points.value / percent.value - points.total_max as difference,
    100 * ({{ rounding('points.value_raw') }} + {{ rounding('percent.value_raw') }}) / percent.value as tolerance,
    [points.figure_id, percent.figure_id] as figure_ids,
    points.quote
from totals as points
inner join totals as percent using (document_id, unit_key, domain_key)
where points.unit_of_measure = 'points' and percent.unit_of_measure = 'percent'
    and abs(points.value - percent.value) > {{ rounding('points.value_raw') }} + {{ rounding('percent.value_raw') }} + 1e-9
qualify row_number() over (partition by points.document_id, points.unit_key, points.domain_key order by points.figure_id, percent.figure_id) = 1
