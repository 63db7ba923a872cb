{# Forward to the 34 provinces and back by the same chain is the identity for provinces that merged with none: each of their
   scores stands in the cast once with its value and status, and the cast holds nothing else of them. #}
{% test unchanged_there_and_back(model, scores, constituents) %}
with alone as (
    select score.score_key, score.score, score.status
    from {{ scores }} as score
    inner join {{ ref('dim_index') }} as index on score.index_code = index.index_code and score.level = index.level
    inner join {{ ref('int_index_years') }} as index_year on score.index_code = index_year.index_code and score.year = index_year.year
    inner join {{ constituents }} as constituent
        on index_year.as_of = constituent.as_of and score.unit_key = constituent.unit_key and constituent.constituents_expected = 1
    where score.score is not null
),

back as (
    select
        {{ score_key('forth.index_code', 'forth.year', 'constituent.unit_key', 'forth.domain_code') }} as score_key,
        forth.score,
        forth.status
    from {{ model }} as forth
    inner join {{ ref('int_index_years') }} as index_year on forth.index_code = index_year.index_code and forth.year = index_year.year
    inner join {{ constituents }} as constituent
        on index_year.as_of = constituent.as_of and forth.unit_key = constituent.unit_34_key
    where forth.method = 'unchanged'
)

(from alone except all from back)
union all
(from back except all from alone)
{% endtest %}
