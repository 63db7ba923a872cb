-- One wide row a province and year: total and rank of each national index, with the SDMX status of the score.
select
    unit_key,
    year,
    any_value(unit_name) as unit_name,
    any_value(geography) as geography
    {% for index_code in ['PAR_INDEX', 'SIPAS', 'PAPI', 'PCI', 'DTI', 'PGI', 'PII'] %},
    max(score) filter (index_code = '{{ index_code }}') as {{ index_code | lower }}_score,
    max(coalesce(rank_published, rank_inferred, rank_computed)) filter (index_code = '{{ index_code }}') as {{ index_code | lower }}_rank,
    max(status) filter (index_code = '{{ index_code }}') as {{ index_code | lower }}_status
    {% endfor %}
from {{ ref('fct_score') }}
where level = 'province' and domain_code = '_total'
group by unit_key, year
order by unit_key, year
