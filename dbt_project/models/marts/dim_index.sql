-- One row an index; the years are those of which something printed is held.
with held as (
    select index_code, min(year) as first_year, max(year) as last_year
    from {{ ref('int_figures') }}
    where is_current
    group by index_code
)

select
    index.index_code,
    index.name_vi,
    index.name_en,
    index.publisher_vi,
    index.publisher_en,
    index.level,
    index.national_index_code,
    index.unit_of_measure,
    index.total_min,
    index.total_max,
    held.first_year,
    held.last_year,
    index.note,
    index.source
from {{ ref('indices') }} as index
left join held using (index_code)
order by index.index_code
