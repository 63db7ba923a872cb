-- What a claim may be held against: everything printed of its kind; scores told as percent
-- where print tells points beside a maximum, and the reverse; and what follows from print: sums of parts, ranks by
-- score and the number of units scored. `sources` names whom a value comes from, so that no claim meets itself.
with printed as (
    select
        figure_id as reference_key, figure_id, cast(null as varchar) as score_key, [figure_id] as figure_ids,
        source_key,
        -- Who copies the publisher is checked by the publisher.
        if(evidence in ('official', 'workbook'), [document_id], sources) as sources, evidence, false as is_computed, index_code, scope_slug, year, base_year, cell,
        domain_code, measure, kind, value as low, value as high, rounding, decimals, in_words
    from {{ ref('int_checkable_figures') }}
    where is_national
),

maxima as (
    select
        score.figure_id,
        coalesce(printed.max_score, domain.max_score, if(score.domain_code = '_total', index.total_max, null)) as max_score
    from {{ ref('int_checkable_figures') }} as score
    left join {{ ref('int_maxima') }} as printed using (document_id, unit_key, domain_key)
    left join {{ ref('int_framework_domain_years') }} as domain using (domain_key)
    left join {{ ref('indices') }} as index on score.index_code = index.index_code
    where score.measure = 'score'
),

-- A share of one and points of a known maximum become percent, percent becomes points.
converted as (
    select
        printed.* replace (
            if(printed.kind = 'percent', 'points', 'percent') as kind,
            true as is_computed,
            printed.low * factor as low,
            printed.high * factor as high,
            printed.rounding * factor as rounding
        )
    from (
        select maxima.figure_id, if(printed.kind = 'percent', maxima.max_score / 100, 100 / maxima.max_score) as factor
        from maxima
        inner join printed using (figure_id)
        where printed.measure = 'score' and maxima.max_score > 0 and not (printed.domain_code = '_total' and maxima.max_score = 100)
    ) as factors
    inner join printed using (figure_id)
),

sums as (
    select
        {{ score_key('sums.index_code', 'sums.year', 'sums.unit_key', 'sums.domain_code') }} as reference_key,
        sums.figure_ids,
        rule.evidence,
        sums.index_code,
        sums.scope as scope_slug,
        sums.year,
        sums.unit_key as cell,
        sums.domain_code,
        index.unit_of_measure,
        index.total_max,
        sums.computed,
        sums.rounding
    from {{ ref('int_part_sums') }} as sums
    inner join {{ ref('evidence_rule') }} as rule on sums.evidence_rank = rule.rank and rule.evidence like 'derived%'
    inner join {{ ref('indices') }} as index on sums.index_code = index.index_code
),

sum_sources as (
    select sums.reference_key, list_sort(list_distinct(flatten(list(figure.sources)))) as sources
    from sums, unnest(sums.figure_ids) as part (figure_id)
    inner join printed as figure on part.figure_id = figure.figure_id
    group by sums.reference_key
),

computed_scores as (
    select
        reference_key, cast(null as varchar) as figure_id, reference_key as score_key, figure_ids, cast(null as varchar) as source_key, sources, evidence, true as is_computed,
        index_code, scope_slug, year, cell, domain_code, 'score' as measure,
        if(domain_code = '_total' and total_max = 100, 'points', unit_of_measure) as kind,
        computed as low, computed as high, rounding, 9 as decimals, false as in_words
    from sums
    inner join sum_sources using (reference_key)
),

-- A whole universe that the publisher printed, or that follows from its print, is ranked by its scores.
official as (
    select
        score.index_code, score.scope, score.year, score.unit_key, score.domain_code, score.domain_key, score.score, score.figure_ids,
        split_part(score.unit_key, '/', 1) as level
    from {{ ref('int_scores') }} as score
    inner join {{ ref('evidence_rule') }} as rule on score.evidence_rank = rule.rank and rule.evidence = 'derived_from_print'
    union all
    select
        score.index_code, score.scope, score.year, score.unit_key, score.domain_code, score.domain_key, score.score, score.figure_ids,
        split_part(score.unit_key, '/', 1)
    from {{ ref('int_scores') }} as score
    where score.evidence in ('official', 'workbook')
),

-- Units that the publisher scored but left out may stand before any other, and some count them.
whole as (
    select
        official.*,
        count(*) over (partition by official.domain_key, official.level) as units,
        greatest(count(*) over (partition by official.domain_key, official.level), index_year.units_expected) as units_expected
    from official
    inner join {{ ref('int_index_years') }} as index_year using (index_code, year)
    where official.level in ('province', 'ministry')
    qualify count(*) over (partition by official.domain_key, official.level) = coalesce(index_year.units_published, index_year.units_expected)
),

ranked as (
    select
        *,
        rank() over by_score as low,
        rank() over by_score + count(*) over (partition by domain_key, level, score) - 1 + units_expected - units as high
    from whole
    window by_score as (partition by domain_key, level order by score desc)
),

computed_ranks as (
    select
        {{ score_key('index_code', 'year', 'unit_key', 'domain_code') }} || '#rank' as reference_key,
        cast(null as varchar) as figure_id,
        {{ score_key('index_code', 'year', 'unit_key', 'domain_code') }} as score_key,
        figure_ids,
        cast(null as varchar) as source_key,
        cast([] as varchar[]) as sources,
        'derived_from_print' as evidence,
        true as is_computed,
        index_code,
        scope as scope_slug,
        year,
        unit_key as cell,
        domain_code,
        'rank' as measure,
        'rank' as kind,
        low,
        high,
        0.0 as rounding,
        0 as decimals,
        false as in_words
    from ranked
),

computed_numbers as (
    select
        domain_key || '#' || level as reference_key,
        cast(null as varchar) as figure_id,
        cast(null as varchar) as score_key,
        cast([] as varchar[]) as figure_ids,
        cast(null as varchar) as source_key,
        cast([] as varchar[]) as sources,
        'derived_from_print' as evidence,
        true as is_computed,
        index_code,
        scope as scope_slug,
        year,
        'every ' || level as cell,
        domain_code,
        'rank_of' as measure,
        'rank_of' as kind,
        any_value(units) as low,
        any_value(units_expected) as high,
        0.0 as rounding,
        0 as decimals,
        false as in_words
    from whole
    group by domain_key, level, index_code, scope, year, domain_code
)

select * from printed
union all by name
select * from converted
union all by name
select * from computed_scores
union all by name
select * from computed_ranks
union all by name
select * from computed_numbers
