-- Scoring schemes with their formula as data; what no source told is null.
select
    framework_key,
    index_code,
    coalesce(scope, '') as scope,
    valid_from_year,
    valid_to_year,
    decision,
    formula,
    formula_factor,
    total_min,
    total_max,
    domain_count,
    criteria_count,
    subcriteria_count,
    max_assessed,
    max_survey,
    series_break,
    weights_status,
    source,
    note
from {{ ref('frameworks') }}
order by framework_key
