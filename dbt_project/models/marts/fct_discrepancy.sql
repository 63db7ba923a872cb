-- Publishers' own errors and contradictions, each by one rule of the catalogue; shown, never repaired.
with found as (
    {% for rule in ['r01_rank_follows_score', 'r01_between_documents', 'r02_parts_to_total', 'r03_score_within_maximum', 'r03_percent_of_maximum', 'r04_maxima_sum', 'r05_universe', 'r06_stated_change', 'r09_column_of_another_year'] %}
    select *, cast(null as varchar) as citation_id from {{ ref('int_' ~ rule) }}
    union all by name
    {% endfor %}
    select * from {{ ref('int_r12_plausible_dates') }}
)

select
    found.discrepancy_id,
    found.rule,
    rule_names.rule_name,
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
    rule_names.explanation
from found
inner join {{ ref('rules') }} as rule_names using (rule)
left join {{ ref('dim_unit') }} as unit using (unit_key)
order by found.discrepancy_id
