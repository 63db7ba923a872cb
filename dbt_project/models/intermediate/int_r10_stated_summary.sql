-- R10: a stated mean, highest or lowest is what the scores give. A mean is computed only where every unit that the
-- publisher scored is held from print; a value that is their median is no wrong mean, unless it was printed as a mean.
-- Print also cuts digits off, so a whole unit of the last digit is allowed. Where no mean can be computed, the pages are
-- held against the value chosen among them. A page that ranks a unit twice names the best of something else (a region, a
-- part of the index), so it states no extreme here.
with held as (
    select
        score.*,
        unit.level,
        rank.rank_published
    from {{ ref('int_scores') }} as score
    inner join {{ ref('units') }} as unit using (unit_key)
    left join {{ ref('int_ranks_printed') }} as rank using (unit_key, domain_key)
),

computed as (
    select
        held.domain_key,
        count(*) as units,
        avg(held.score order by held.unit_key) as mean,
        median(held.score) as median,
        avg(held.rounding order by held.unit_key) as rounding
    from held
    inner join {{ ref('indices') }} as index on held.index_code = index.index_code and held.level = index.level
    inner join {{ ref('int_index_years') }} as index_year on held.index_code = index_year.index_code and held.year = index_year.year
    where held.evidence_rank <= 2
    group by held.domain_key
    having count(*) = any_value(coalesce(index_year.units_published, index_year.units_expected))
        and count(distinct held.unit_of_measure) = 1
),

means as (
    select
        stated.*,
        computed.units,
        computed.mean,
        computed.median,
        2 * stated.rounding + computed.rounding as tolerance,
        abs(stated.value - computed.median) <= 2 * stated.rounding + computed.rounding + 1e-9 as is_median
    from {{ ref('int_stated_means') }} as stated
    inner join computed using (domain_key)
    where stated.unit_level = 'national'
),

pages as (
    select stated.*, chosen.score as chosen, chosen.figure_ids as chosen_ids, greatest(stated.rounding, chosen.rounding) as tolerance
    from {{ ref('int_stated_means') }} as stated
    inner join {{ ref('int_scores') }} as chosen using (unit_key, domain_key)
    where not list_contains(chosen.figure_ids, stated.figure_id)
        and (stated.unit_level = 'region' or stated.domain_key not in (select domain_key from computed))
        and (stated.domain_code = '_total' or stated.unit_of_measure = chosen.unit_of_measure)
),

extremes as (
    select
        rank.figure_id,
        rank.document_id,
        rank.index_code,
        rank.year,
        rank.unit_key,
        rank.unit_level,
        rank.domain_key,
        rank.domain_code,
        rank.quote,
        rank.value = 1 as is_highest,
        rank.value as rank,
        evidence.rank as evidence_rank,
        own.score,
        own.rounding,
        own.unit_of_measure,
        own.figure_ids,
        own.rank_published
    from {{ ref('int_figures') }} as rank
    inner join {{ ref('evidence_rule') }} as evidence using (evidence)
    inner join {{ ref('int_index_years') }} as index_year using (index_code, year)
    inner join held as own on rank.unit_key = own.unit_key and rank.domain_key = own.domain_key
    where rank.measure = 'rank' and rank.is_current and rank.doubt is null and coalesce(rank.scope, 'national') = 'national'
        and rank.value in (1, coalesce(index_year.units_expected, index_year.units_published))
        and not exists (
            select 1 from {{ ref('int_figures') }} as other
            where other.document_id = rank.document_id and other.unit_key = rank.unit_key and other.domain_key = rank.domain_key
                and other.measure = 'rank' and other.is_current and other.value <> rank.value
        )
    qualify row_number() over (partition by rank.document_id, rank.unit_key, rank.domain_key, rank.value order by rank.figure_id) = 1
),

-- One row a rival, so that no rival hides another. What R1 tells of ranks beside ranks is left to it.
beaten as (
    select
        extremes.*,
        other.unit_key as other_key,
        other.score as other_score,
        other.figure_ids as other_ids,
        extremes.rounding + other.rounding as tolerance
    from extremes
    inner join held as other
        on extremes.domain_key = other.domain_key and extremes.unit_level = other.level and extremes.unit_key <> other.unit_key
        and (extremes.domain_code = '_total' or extremes.unit_of_measure = other.unit_of_measure)
    where other.evidence_rank <= extremes.evidence_rank
        and (other.rank_published is null or extremes.rank_published is distinct from extremes.rank)
        and if(extremes.is_highest, other.score - extremes.score, extremes.score - other.score)
        > extremes.rounding + other.rounding + 1e-9
)

select
    'R10' as rule,
    'R10:' || figure_id as discrepancy_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    'mean ' || round(mean, 4) || ' of ' || units || ' units' as expected,
    value || if(is_median, ', their median', '') as found,
    value - mean as difference,
    tolerance,
    [figure_id] as figure_ids,
    quote,
    if(is_median, 'note', 'warning') as severity
from means
where abs(value - mean) > tolerance + 1e-9 and (not is_median or measure = 'mean')
union all
select
    'R10',
    'R10:between:' || figure_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    chosen || ' as another page states',
    cast(value as varchar),
    value - chosen,
    tolerance,
    [figure_id] || chosen_ids,
    quote,
    'warning'
from pages
where abs(value - chosen) > tolerance + 1e-9
union all
select
    'R10',
    'R10:' || if(is_highest, 'highest:', 'lowest:') || figure_id || ':' || other_key,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    if(is_highest, 'no unit above ', 'no unit below ') || round(score, 4),
    other_key || ' ' || round(other_score, 4),
    score - other_score,
    tolerance,
    list_distinct([figure_id] || figure_ids || other_ids),
    quote,
    'warning'
from beaten
