-- R5: a table that claims to be complete names every unit that the publisher scored. A column counts as one of the whole
-- universe from nine tenths of it on: a list of the ten best is complete too.
with universe as (
    select index_year.index_code, index_year.year, index.level, index_year.as_of, index_year.units_published as units
    from {{ ref('int_index_years') }} as index_year
    inner join {{ ref('indices') }} as index using (index_code)
    where index_year.units_published is not null
),

columns_held as (
    select
        figure.document_id,
        figure.index_code,
        figure.year,
        figure.domain_key,
        figure.measure,
        universe.level,
        universe.as_of,
        universe.units,
        count(distinct figure.unit_key) as units_named,
        list(distinct figure.unit_key) as unit_keys
    from {{ ref('int_figures') }} as figure
    inner join universe
        on figure.index_code = universe.index_code and figure.year = universe.year and figure.unit_level = universe.level
    where figure.measure in ('score', 'rank') and figure.is_current and figure.text_complete and figure.unit_key is not null
        and figure.domain_key is not null and figure.locator like 'table:%' and coalesce(figure.scope, 'national') = 'national'
    group by all
),

short as (
    select * from columns_held where units_named < units and units_named >= 0.9 * units
),

-- Who is missing can be told where the universe is all units of the day.
missing as (
    select short.document_id, short.domain_key, short.measure, string_agg(unit.canonical_name, ', ' order by unit.unit_key) as names
    from short
    inner join {{ ref('units') }} as unit
        on short.level = unit.level
        and short.as_of between coalesce(unit.valid_from, date '1900-01-01') and coalesce(unit.valid_to, date '9999-12-31')
        and not list_contains(short.unit_keys, unit.unit_key)
    group by all
    having count(*) = any_value(short.units - short.units_named)
)

select
    'R5' as rule,
    'R5:' || short.document_id || '#' || short.domain_key || '.' || short.measure as discrepancy_id,
    short.index_code,
    short.year,
    cast(null as varchar) as unit_key,
    short.domain_key,
    short.document_id,
    short.units || ' units' as expected,
    short.units_named || ' named' || coalesce(', without ' || missing.names, '') as found,
    cast(short.units_named - short.units as double) as difference,
    0.0 as tolerance,
    cast([] as varchar[]) as figure_ids,
    cast(null as varchar) as quote
from short
left join missing using (document_id, domain_key, measure)
