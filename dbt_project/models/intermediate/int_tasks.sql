-- Tasks with keys and the day on which they are due; superseded captures are marked.
select
    *,
    {{ last_day_of('deadline') }} as due_on
from (
    {{ keyed_records(ref('stg_tasks'), 'task', "text") }}
)
