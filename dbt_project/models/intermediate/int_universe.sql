-- Which units each national index-year ranks: all of the level on the day where the year's universe is declared whole, and
-- where it is not, those that are printed at all. Local indices declare no universe.
with declared as (
    select index_year.index_code, index_year.year, unit.unit_key, unit.level
    from {{ ref('int_index_years') }} as index_year
    inner join {{ ref('indices') }} as index using (index_code)
    inner join {{ ref('units') }} as unit
        on unit.level = index.level
        and index_year.as_of between coalesce(unit.valid_from, date '1900-01-01') and coalesce(unit.valid_to, date '9999-12-31')
    where (unit.level = 'province' and index_year.universe like 'provinces_%')
        or (unit.level = 'ministry' and unit.index_status = 'ranked' and index_year.year between 2021 and 2023)
),

printed as (
    select distinct figure.index_code, figure.year, figure.unit_key, figure.unit_level as level
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('indices') }} as index using (index_code)
    where figure.unit_level = index.level and index.national_index_code is null
        and figure.measure in ('score', 'rank') and figure.is_current and figure.doubt is null and figure.unit_key is not null
        and not exists (
            select 1 from declared where declared.index_code = figure.index_code and declared.year = figure.year
        )
)

select index_code, year, unit_key, level from declared
union all
select index_code, year, unit_key, level from printed
