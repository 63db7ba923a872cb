-- Citations as read.
select
    citation.*,
    try_cast(if(citation.cited_precision = 'day', citation.cited_on, null) as date) as cited_date
from {{ source('records', 'citation') }} as citation
