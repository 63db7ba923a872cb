-- One national rank a fact: digits before words or list order, then evidence, agreement and key.
with candidates as (
    select figure.*, rule.rank as evidence_rank
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('evidence_rule') }} as rule using (evidence)
    where figure.measure = 'rank' and figure.is_current and figure.doubt is null and coalesce(figure.scope, 'national') = 'national'
        and figure.unit_key is not null and figure.domain_key is not null
),

agreeing as (
    select *, count(distinct document_id) over (partition by index_code, year, unit_key, domain_key, value) as documents_agreeing
    from candidates
)

select
    index_code,
    scope_slug as scope,
    year,
    unit_key,
    domain_key,
    domain_code,
    cast(value as integer) as rank_published,
    evidence,
    figure_id,
    document_id
from agreeing
qualify row_number() over (
    partition by index_code, year, unit_key, domain_key
    order by in_words, evidence_rank, documents_agreeing desc, figure_id
) = 1
