-- What exists, what is not published and what was not found, for each index-year.
with scored as (
    select
        index_code,
        year,
        level,
        min(geography) as geography,
        count(distinct unit_key) filter (domain_code = '_total' and score is not null) as units_scored,
        count(distinct unit_key) filter (domain_code = '_total' and rank_published is not null) as units_ranked,
        count(distinct unit_key) filter (domain_code <> '_total' and score is not null) as units_with_domains,
        arg_min(evidence, evidence_rank) as best_evidence
    from (
        select score.*, rule.rank as evidence_rank
        from {{ ref('fct_score') }} as score
        inner join {{ ref('evidence_rule') }} as rule
            on rule.evidence = if(score.evidence = 'derived', 'derived_from_print', score.evidence)
    )
    where level in ('province', 'ministry', 'department', 'district', 'commune')
    group by index_code, year, level
),

counted as (
    select index_code, year, count(*) as figures
    from {{ ref('fct_figure') }}
    where is_current
    group by index_code, year
),

missing as (
    select
        member.index_code,
        member.year,
        string_agg(member.unit_name, '; ' order by member.unit_name) as missing_units
    from {{ ref('dim_index_unit') }} as member
    where member.level = 'province' and member.is_member is distinct from false
        and not exists (
            select 1 from {{ ref('fct_score') }} as score
            where score.index_code = member.index_code and score.year = member.year
                and score.unit_key = member.unit_key and score.domain_code = '_total' and score.score is not null
        )
    group by member.index_code, member.year
)

select
    index_year.index_code,
    index_year.year,
    coalesce(scored.level, index.level) as level,
    scored.geography,
    index_year.units_expected,
    cast(coalesce(scored.units_scored, 0) as integer) as units_scored,
    cast(coalesce(scored.units_ranked, 0) as integer) as units_ranked,
    cast(coalesce(scored.units_with_domains, 0) as integer) as units_with_domains,
    cast(coalesce(counted.figures, 0) as integer) as figures,
    case
        when scored.units_scored >= coalesce(index_year.units_published, index_year.units_expected) then 'complete'
        when scored.units_scored > 0 or scored.units_ranked > 0 or scored.units_with_domains > 0 then 'partial'
        when index_year.is_published = false then 'not_published'
        else 'not_found'
    end as status,
    scored.best_evidence,
    index_year.published_on,
    if(index_year.units_expected is null, null, missing.missing_units) as missing_units,
    index_year.note as reason
from {{ ref('int_index_years') }} as index_year
inner join {{ ref('indices') }} as index using (index_code)
left join scored using (index_code, year)
left join counted using (index_code, year)
left join missing using (index_code, year)
order by index_year.index_code, index_year.year, level
