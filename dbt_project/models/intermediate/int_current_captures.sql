-- For each address, the bytes of its last look that brought any; older bytes stay in the archive and in fct_figure.
select url, capture_id
from {{ ref('stg_captures') }}
where capture_id is not null
qualify row_number() over (partition by url order by looked_at desc, look_id desc) = 1
