-- Maxima printed beside a score, by document; the framework's maximum stands in where none was printed.
select
    index_code,
    scope_slug as scope,
    year,
    unit_key,
    domain_key,
    domain_code,
    document_id,
    capture_id,
    figure_id,
    value as max_score,
    quote
from {{ ref('int_figures') }}
where measure = 'max_score' and is_current and doubt is null and unit_key is not null and domain_key is not null
qualify row_number() over (partition by document_id, unit_key, domain_key order by position) = 1
