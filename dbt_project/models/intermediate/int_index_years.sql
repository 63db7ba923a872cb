-- Every index-year that is known of or printed, with the date whose unit periods apply to it.
with years as (
    select distinct index_code, year from {{ ref('index_years') }}
    union
    select distinct index_code, year from {{ ref('int_printed_figures') }}
)

select
    years.index_code,
    years.year,
    coalesce(known.as_of, make_date(years.year, 12, 31)) as as_of,
    known.units_expected,
    known.units_published,
    known.universe,
    known.published_on,
    known.decision,
    known.is_published,
    known.note
from years
left join {{ ref('index_years') }} as known using (index_code, year)
