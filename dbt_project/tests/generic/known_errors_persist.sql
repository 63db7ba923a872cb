{# A publisher's error that we know of is still found; one that disappears is news and stops the release. #}
{% test known_errors_persist(model, known, coverage) %}
select known.*, count(found.discrepancy_id) as count_found
from {{ known }} as known
left join {{ model }} as found
    on known.rule = found.rule and known.index_code = found.index_code and known.year = found.year
    and (known.unit_key is null or known.unit_key = found.unit_key)
    and (known.domain_code is null or found.domain_key like '%/' || known.domain_code)
    and (known.document_id is null or known.document_id = found.document_id)
where exists (
    select 1 from {{ coverage }} as held
    where held.index_code = known.index_code and held.year = known.year and held.figures > 0
)
group by all
having count(found.discrepancy_id) <> known.count_expected
{% endtest %}
