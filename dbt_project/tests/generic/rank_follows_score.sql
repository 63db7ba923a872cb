{# R1 on the facts of one document: a better published rank never stands beside a lower score, or it is listed. #}
{% test rank_follows_score(model, discrepancies) %}
with facts as (
    select fact.*, figure.document_id
    from {{ model }} as fact
    inner join {{ ref('fct_figure') }} as figure on fact.rank_figure_id = figure.figure_id
    inner join {{ ref('fct_figure') }} as score on fact.figure_id = score.figure_id and figure.document_id = score.document_id
    where fact.rank_published is not null and fact.score is not null
)

select better.score_key, worse.score_key as worse_score_key
from facts as better
inner join facts as worse
    on better.document_id = worse.document_id and better.domain_key = worse.domain_key and better.level = worse.level
    and better.rank_published < worse.rank_published and better.score < worse.score
where not exists (
    select 1 from {{ discrepancies }} as known
    where known.rule = 'R1' and known.domain_key = better.domain_key and known.document_id = better.document_id
)
{% endtest %}
