-- Means of provinces or ministries, of the country or of a region, that a document states; one value a document. A page
-- that prints several for one thing speaks of something else too (halves, sub-indices, medians), so it states none here.
with stated as (
    select
        *,
        {{ rounding('value_raw') }} as rounding,
        min(value) over same != max(value) over same as is_ambiguous
    from {{ ref('int_figures') }}
    where measure in ('score', 'mean') and unit_level in ('national', 'region') and is_current and doubt is null
        and unit_key is not null and domain_key is not null
    window same as (partition by document_id, unit_key, domain_key)
)

select
    figure_id, document_id, index_code, year, unit_key, unit_level, domain_key, domain_code, measure, value, rounding,
    unit_of_measure, quote
from stated
where not is_ambiguous
qualify row_number() over (partition by document_id, unit_key, domain_key order by rounding, figure_id) = 1
