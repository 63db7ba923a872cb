-- What readers could not read or doubted, each with its place.
select
    document_id || '#anomaly.' || kind || '.' || row_number() over (
        partition by document_id, kind order by capture_id, position, locator
    ) as anomaly_id,
    kind,
    severity,
    expected,
    found,
    message,
    document_id,
    capture_id,
    locator,
    quote,
    reader,
    reader_version
from {{ ref('stg_anomalies') }}
order by anomaly_id
