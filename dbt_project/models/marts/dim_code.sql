-- What each value of a coded column means: the codebook as a table, to be joined to.
select
    placed.table_name,
    placed.column_name,
    code.value,
    code.name_en,
    code.name_vi,
    code.corresponds_to,
    code.source
from {{ ref('coded_columns') }} as placed
inner join {{ ref('codes') }} as code using (code_list)
union all
select
    'fct_discrepancy' as table_name,
    'rule' as column_name,
    rule as value,
    rule_name || ': ' || explanation as name_en,
    rule_name_vi || ': ' || explanation_vi as name_vi,
    null as corresponds_to,
    'seed rules' as source
from {{ ref('rules') }}
order by table_name, column_name, value
