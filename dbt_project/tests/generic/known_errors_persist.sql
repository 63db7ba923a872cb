{# A publisher's error that we know of is still found wherever the documents or figures that it needs are held; one that disappears is
   news and stops the release. A count is exact, none means at least one. #}
{% test known_errors_persist(model, known, figures) %}
with held as (
    select known.*
    from {{ known }} as known
    where list_has_all((select list(document_id) || list(figure_id) from {{ figures }}), string_split(known.needs, ' '))
)

select held.error_id, held.reason, held.count_expected, count(found.row_id) as count_found
from held
left join {{ model }} as found using (error_id)
group by held.error_id, held.reason, held.count_expected
having count(found.row_id) <> coalesce(held.count_expected, greatest(count(found.row_id), 1))
{% endtest %}
