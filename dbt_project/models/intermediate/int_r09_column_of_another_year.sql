-- R9 on whole columns: the scores that a document prints of one year are, unit by unit, those that other documents print
-- of another year. One value may recur by chance, ten do not. This needs no other print of the year itself, without which
-- no single value can be called wrong. Coarse print, and columns of few different values, prove nothing.
with printed as (
    select
        figure_id, document_id, index_code, scope_slug as scope, year, unit_level, unit_slug, domain_key, value, rounding,
        coalesce(conformed_code, domain_code) as part,
        count(*) over (partition by document_id, domain_key) as units
    from {{ ref('int_score_figures') }}
    where rounding <= 0.05
    qualify row_number() over (partition by document_id, unit_key, domain_key order by nth) = 1
),

columns_printed as (
    select * from printed where units >= 10
),

-- Every other year's scores, and the year's own, as other documents print them.
compared as (
    select
        own.document_id,
        own.index_code,
        own.year,
        own.domain_key,
        other.year as other_year,
        count(*) as units,
        count(distinct own.value) as values_printed,
        count(*) filter (abs(own.value - other.value) <= greatest(own.rounding, other.rounding) + 1e-9) as same,
        list(own.figure_id order by own.figure_id) filter (
            abs(own.value - other.value) <= greatest(own.rounding, other.rounding) + 1e-9
        ) as figure_ids
    from columns_printed as own
    inner join {{ ref('int_scores_printed') }} as chosen
        on own.index_code = chosen.index_code and own.scope = chosen.scope and own.document_id <> chosen.document_id
    inner join printed as other
        on chosen.figure_id = other.figure_id and own.part = other.part and own.unit_slug = other.unit_slug
        and own.unit_level = other.unit_level
    group by all
),

alike as (
    select * from compared where units >= 10 and values_printed >= 5 and same >= 0.9 * units
)

select
    'R9' as rule,
    'R9:column:' || document_id || '#' || domain_key as discrepancy_id,
    index_code,
    year,
    cast(null as varchar) as unit_key,
    domain_key,
    document_id,
    'scores of ' || year as expected,
    same || ' of ' || units || ' scores are those of ' || other_year as found,
    cast(other_year - year as double) as difference,
    0.0 as tolerance,
    figure_ids,
    cast(null as varchar) as quote
from alike
where year <> other_year
    and not exists (
        select 1 from alike as own
        where own.document_id = alike.document_id and own.domain_key = alike.domain_key and own.other_year = own.year
    )
qualify row_number() over (partition by document_id, domain_key order by same / units desc, abs(other_year - year), other_year) = 1
