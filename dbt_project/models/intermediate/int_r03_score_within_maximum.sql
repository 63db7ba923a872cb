-- R3: a score lies between zero and its maximum: the printed one, or the framework's where none is printed; nobody loses more
-- points than there are.
select
    'R3' as rule,
    'R3:' || score.figure_id as discrepancy_id,
    score.index_code,
    score.year,
    score.unit_key,
    score.domain_key,
    score.document_id,
    'between 0 and ' || coalesce(printed.max_score, domain.max_score, index.total_max) as expected,
    cast(score.value as varchar) as found,
    if(score.value < 0, score.value, score.value - coalesce(printed.max_score, domain.max_score, index.total_max)) as difference,
    {{ rounding('score.value_raw') }} as tolerance,
    if(printed.figure_id is null, [score.figure_id], [score.figure_id, printed.figure_id]) as figure_ids,
    score.quote
from {{ ref('int_figures') }} as score
left join {{ ref('int_maxima') }} as printed using (document_id, capture_id, unit_key, domain_key)
left join {{ ref('int_framework_domain_years') }} as domain on score.domain_key = domain.domain_key
left join {{ ref('indices') }} as index 
    on score.index_code = index.index_code and (score.domain_code = '_total' or score.measure = 'lost_points')
where score.measure in ('score', 'lost_points') and score.is_current and score.doubt is null and score.unit_of_measure <> 'percent'
    and (
        score.value < 0
        or score.value > coalesce(printed.max_score, domain.max_score, index.total_max) + {{ rounding('score.value_raw') }}
    )
