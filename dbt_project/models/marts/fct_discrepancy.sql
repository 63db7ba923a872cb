-- Publishers' own errors and contradictions, each by one rule of the catalogue; shown, never repaired.
with found as (
    {% for rule in [
        'r01_rank_follows_score', 'r01_between_documents', 'r02_parts_to_total', 'r03_score_within_maximum',
        'r03_percent_of_maximum', 'r04_maxima_sum', 'r04_implied_maximum', 'r05_universe', 'r05_missing_units', 'r05_shared_ranks', 'r05_rank_held_twice',
        'r06_stated_change', 'r08_units_ranked', 'r09_claim_differs', 'r09_column_of_another_year',
        'r10_stated_summary', 'r11_groups', 'r12_stale_tables', 'r13_change_across_break',
    ] %}
    select *, cast(null as varchar) as citation_id from {{ ref('int_' ~ rule) }}
    union all by name
    {% endfor %}
    select * from {{ ref('int_r12_plausible_dates') }}
),

-- A contradiction is there from the day on which the last of its figures was first seen.
figures_seen as (
    select told.discrepancy_id, max(printing.first_seen_on) as first_seen_on
    from (select discrepancy_id, unnest(figure_ids) as figure_id from found) as told
    inner join {{ ref('int_figures') }} as figure using (figure_id)
    inner join {{ ref('int_printings') }} as printing using (document_id, capture_id)
    group by told.discrepancy_id
),

documents_seen as (
    select document_id, max(first_seen_on) as first_seen_on
    from {{ ref('int_printings') }}
    where is_current
    group by document_id
)

select
    found.discrepancy_id,
    found.rule,
    rule_names.rule_name,
    coalesce(found.severity, rule_names.severity) as severity,
    found.index_code,
    cast(found.year as integer) as year,
    found.unit_key,
    unit.canonical_name as unit_name,
    found.domain_key,
    found.document_id,
    found.expected,
    found.found,
    found.difference,
    cast(found.tolerance as double) as tolerance,
    found.figure_ids,
    found.citation_id,
    found.quote,
    coalesce(figures_seen.first_seen_on, documents_seen.first_seen_on) as first_seen_on,
    rule_names.explanation
from found
inner join {{ ref('rules') }} as rule_names using (rule)
left join {{ ref('dim_unit') }} as unit using (unit_key)
left join figures_seen on found.discrepancy_id = figures_seen.discrepancy_id
left join documents_seen on found.document_id = documents_seen.document_id
order by found.discrepancy_id
