-- Errors of publishers that a person reviewed, and in how many rows of this release each is found; a dbt test on
-- bridge_known_error holds to it that each is found wherever its documents are held.
with found as (
    select error_id, count(distinct row_id) as rows_found
    from {{ ref('bridge_known_error') }}
    group by error_id
)

select
    known.error_id,
    coalesce(known.rule, known.verdict) as found_by,
    known.index_code,
    cast(known.year as integer) as year,
    known.unit_key,
    known.domain_code,
    known.document_id,
    known.value,
    known.status,
    known.reason,
    known.source,
    cast(coalesce(found.rows_found, 0) as integer) as rows_found
from {{ ref('known_source_errors') }} as known
left join found using (error_id)
order by known.error_id
