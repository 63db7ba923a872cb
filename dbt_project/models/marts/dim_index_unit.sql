-- The declared universe: which units each index-year counts, which of them its publisher showed, and why not the others.
-- All units of the index's level on the day are candidates; the seed tells who of them was not ranked, was left out or is
-- known by name only. Where the number of units was not read, or the list was not, membership is null and not guessed.
with whole_year as (
    select index_code, year, status, reason_en, reason_vi, source
    from {{ ref('universe_exceptions') }}
    where unit_key is null
),

of_unit as (
    select
        index_code,
        year,
        unit_key,
        min(status) as status,
        list(domain_code order by domain_code) filter (domain_code is not null) as domains_left_out,
        min(reason_en) as reason_en,
        min(reason_vi) as reason_vi,
        min(source) as source
    from {{ ref('universe_exceptions') }}
    where unit_key is not null
    group by index_code, year, unit_key
),

ranked as (
    select index_code, year, unit_key, rank_published
    from {{ ref('fct_score') }}
    where domain_code = '_total'
),

candidates as (
    select
        index_year.index_code,
        index_year.year,
        index_year.as_of,
        index_year.units_published,
        index_year.is_published as year_is_published,
        unit.unit_key,
        unit.canonical_name as unit_name,
        unit.level,
        unit.geography,
        coalesce(of_unit.status, whole_year.status) as exception,
        of_unit.domains_left_out,
        coalesce(of_unit.reason_en, whole_year.reason_en) as reason_en,
        coalesce(of_unit.reason_vi, whole_year.reason_vi) as reason_vi,
        coalesce(of_unit.source, whole_year.source, known.source) as source,
        ranked.rank_published,
        case
            when of_unit.status = 'not_ranked' then false
            when of_unit.status is not null then true
            when index_year.units_expected is null or whole_year.status = 'unlisted' then null
            else true
        end as is_member
    from {{ ref('int_index_years') }} as index_year
    inner join {{ ref('indices') }} as index using (index_code)
    inner join {{ ref('units') }} as unit
        on index.level = unit.level
        and unit.level in ('province', 'ministry')
        and index_year.as_of between coalesce(unit.valid_from, date '1900-01-01') and coalesce(unit.valid_to, date '9999-12-31')
    left join {{ ref('index_years') }} as known
        on index_year.index_code = known.index_code and index_year.year = known.year
    left join of_unit
        on index_year.index_code = of_unit.index_code and index_year.year = of_unit.year and unit.unit_key = of_unit.unit_key
    left join whole_year on index_year.index_code = whole_year.index_code and index_year.year = whole_year.year
    left join ranked
        on index_year.index_code = ranked.index_code and index_year.year = ranked.year and unit.unit_key = ranked.unit_key
)

select
    index_code,
    year,
    unit_key,
    unit_name,
    level,
    geography,
    as_of,
    is_member,
    coalesce(is_member, false) as is_expected,
    case
        when is_member = false or exception = 'left_out' then false
        when exception = 'partly_published' then not list_contains(domains_left_out, '_total')
        when year_is_published is distinct from true or units_published is null or is_member is null then null
        when exception = 'first_only' then rank_published <= units_published
        else true
    end as is_published,
    case
        when exception in ('left_out', 'partly_published', 'first_only', 'not_ranked') then exception
        when is_member then 'member'
        else 'unknown'
    end as status,
    domains_left_out,
    reason_en,
    reason_vi,
    source
from candidates
order by index_code, year, unit_key
