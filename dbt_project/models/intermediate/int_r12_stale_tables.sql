-- R12 on workbooks: a table of an older year was left in the file of a newer one. Its values are not read; who opens the
-- file by its English sheet takes them for the newer year's.
select
    'R12' as rule,
    'R12:' || anomaly.document_id || '#' || split_part(anomaly.locator, '/', 1) as discrepancy_id,
    split_part(anomaly.expected, ' of ', 1) as index_code,
    cast(split_part(anomaly.expected, ' of ', 2) as integer) as year,
    cast(null as varchar) as unit_key,
    cast(null as varchar) as domain_key,
    anomaly.document_id,
    anomaly.expected,
    anomaly.found,
    cast(null as double) as difference,
    0.0 as tolerance,
    cast([] as varchar[]) as figure_ids,
    anomaly.quote
from {{ ref('int_anomalies') }} as anomaly
where anomaly.kind = 'stale_table'
    and exists (
        select 1 from {{ ref('int_documents') }} as document
        where document.document_id = anomaly.document_id and document.capture_id = anomaly.capture_id and document.is_current
    )
