-- What readers could not read or doubted, with keys; superseded captures are marked.
-- The key tells the kind and the first words of what was found, of the quote where nothing was.
with anomalies as (
    select *, kind as section
    from {{ ref('stg_anomalies') }}
)

select * exclude (section)
from (
    {{ keyed_records('anomalies', 'anomaly', "coalesce(nullif(found, ''), quote)") }}
)
