-- What is held true: one row an index, year, unit and domain, with the figure that was chosen and its evidence.
with rank_totals as (
    select document_id, unit_key, domain_key, cast(min(value) as integer) as rank_of
    from {{ ref('int_figures') }}
    where measure = 'rank_of' and is_current and unit_key is not null and domain_key is not null
        and coalesce(scope, 'national') = 'national'
    group by document_id, unit_key, domain_key
),

contradicted as (
    select figure_id, count(*) as contradictions
    from (select unnest(figure_ids) as figure_id from {{ ref('int_inferred') }} where kind = 'contradiction')
    group by figure_id
),

dressed as (
    select
        held.*,
        unit.canonical_name as unit_name,
        unit.level,
        unit.geography,
        domain.name_vi as domain_name_vi,
        domain.name_en as domain_name_en,
        coalesce(maximum.max_score, domain.max_score, if(held.domain_code = '_total', index.total_max, null)) as max_score,
        maximum.figure_id as max_figure_id,
        coalesce(
            own_total.rank_of,
            min(any_total.rank_of) over (partition by held.unit_key, held.domain_key)
        ) as rank_of,
        coalesce(score_contradicted.contradictions, 0) + coalesce(rank_contradicted.contradictions, 0) as contradictions,
        coalesce(comparability.is_break, false) as is_break,
        coalesce(comparability.comparable_with_previous, false) as comparable_with_previous,
        if(
            comparability.domain_key is null,
            'no figures of an earlier year are held · không có số liệu năm trước',
            comparability.comparability_reason
        ) as comparability_reason,
        coalesce(index_year.units_published, index_year.units_expected)
        = count(held.score) over (partition by held.domain_key, unit.level) as is_whole
    from {{ ref('int_held') }} as held
    left join {{ ref('int_units') }} as unit using (unit_key)
    left join {{ ref('int_domains') }} as domain using (domain_key)
    left join {{ ref('indices') }} as index on held.index_code = index.index_code
    left join {{ ref('int_index_years') }} as index_year on held.index_code = index_year.index_code and held.year = index_year.year
    left join {{ ref('int_comparability') }} as comparability using (domain_key)
    left join {{ ref('int_maxima') }} as maximum
        on held.document_id = maximum.document_id and held.unit_key = maximum.unit_key and held.domain_key = maximum.domain_key
    left join contradicted as score_contradicted on held.figure_id = score_contradicted.figure_id
    left join contradicted as rank_contradicted on held.rank_figure_id = rank_contradicted.figure_id
    left join rank_totals as own_total
        on held.rank_document_id = own_total.document_id and held.unit_key = own_total.unit_key and held.domain_key = own_total.domain_key
    left join (select unit_key, domain_key, min(rank_of) as rank_of from rank_totals group by unit_key, domain_key) as any_total
        on held.unit_key = any_total.unit_key and held.domain_key = any_total.domain_key
)

select
    {{ score_key('index_code', 'year', 'unit_key', 'domain_code') }} as score_key,
    index_code,
    year,
    unit_key,
    unit_name,
    level,
    geography,
    domain_key,
    domain_code,
    domain_name_vi,
    domain_name_en,
    score,
    max_score,
    if(unit_of_measure = 'percent', score, score / max_score * 100) as percent,
    unit_of_measure,
    rank_published,
    rank_inferred,
    rank_of,
    cast(if(is_whole and score is not null, rank() over (partition by domain_key, level order by score desc nulls last), null) as integer) as rank_computed,
    case
        when score is null then 'L'
        when evidence = 'derived' then 'E'
        when is_break then 'B'
        else 'A'
    end as status,
    is_break as is_series_break,
    comparable_with_previous,
    comparability_reason,
    evidence,
    evidence_class,
    rank_evidence_class,
    figure_id,
    rank_figure_id,
    max_figure_id,
    bound_key,
    cast(coalesce(sources_agree, 0) as integer) as sources_agree,
    cast(coalesce(sources_differ, 0) as integer) as sources_differ,
    largest_difference,
    cast(coalesce(rank_sources_agree, 0) as integer) as rank_sources_agree,
    cast(coalesce(rank_sources_differ, 0) as integer) as rank_sources_differ,
    cast(contradictions as integer) as contradictions,
    cast(coalesce(figures_agree, 0) as integer) as figures_agree,
    cast(coalesce(figures_differ, 0) as integer) as figures_differ
from dressed
