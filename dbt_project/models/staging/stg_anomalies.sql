-- Anomalies as read.
select * from {{ source('records', 'anomaly') }}
