{# Facts of provinces and ministries lie within the declared universe, and the publisher's own print holds nothing of what
   is declared as left out; what others tell of it is a claim and stays. #}
{% test holds_all_facts(model, scores) %}
select score.score_key, score.evidence, declared.status
from {{ scores }} as score
inner join {{ ref('dim_index') }} as index on score.index_code = index.index_code and score.level = index.level
left join {{ model }} as declared
    on score.index_code = declared.index_code and score.year = declared.year and score.unit_key = declared.unit_key
where score.level in ('province', 'ministry')
    and (
        declared.unit_key is null
        or declared.is_member = false
        or (score.evidence in ('official', 'workbook') and declared.status = 'left_out')
        or (
            score.evidence in ('official', 'workbook')
            and list_has_any(coalesce(declared.domains_left_out, []), [score.domain_code, split_part(score.domain_code, '.', 1)])
        )
    )
{% endtest %}
