{# A claim that we know to be wrong still has its verdict wherever the documents or figures that it needs are held. #}
{% test known_claims_persist(model, known, figures) %}
with held as (
    select known.*
    from {{ known }} as known
    where known.verdict is not null and list_has_all(
        (select list(document_id) || list(figure_id) from {{ figures }}), string_split(known.needs, ' ')
    )
)

select held.error_id, held.reason, held.verdict, held.value
from held
where not exists (
    select 1 from {{ model }} as claim
    where claim.verdict = held.verdict and claim.index_code = held.index_code and claim.year = held.year
        and claim.unit_key = held.unit_key and claim.domain_code = held.domain_code and claim.document_id = held.document_id
        and {{ plain_number('claim.value') }} = held.value
)
{% endtest %}
