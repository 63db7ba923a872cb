-- What readers could not read or doubted, each with its place; superseded captures are marked.
select
    anomaly_id,
    kind,
    severity,
    expected,
    found,
    message,
    document_id,
    capture_id,
    is_current,
    locator,
    quote,
    reader,
    reader_version
from {{ ref('int_anomalies') }}
order by anomaly_id
