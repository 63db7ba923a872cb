{# A publisher's error that we know of is still found wherever the documents or figures that it needs are held; one that disappears is
   news and stops the release. `value` is part of what was found; a count is exact, none means at least one. #}
{% test known_errors_persist(model, known, figures) %}
with held as (
    select known.*
    from {{ known }} as known
    where known.rule is not null and list_has_all(
        (select list(document_id) || list(figure_id) from {{ figures }}), string_split(known.needs, ' ')
    )
)

select held.error_id, held.reason, held.count_expected, count(found.discrepancy_id) as count_found
from held
left join {{ model }} as found
    on held.rule = found.rule and held.index_code = found.index_code and held.year = found.year
    and (held.unit_key is null or held.unit_key = found.unit_key)
    and (held.domain_code is null or ends_with(found.domain_key, '/' || held.domain_code))
    and (held.document_id is null or held.document_id = found.document_id)
    and (held.value is null or contains(found.found, held.value))
group by held.error_id, held.reason, held.count_expected
having count(found.discrepancy_id) <> coalesce(held.count_expected, greatest(count(found.discrepancy_id), 1))
{% endtest %}
