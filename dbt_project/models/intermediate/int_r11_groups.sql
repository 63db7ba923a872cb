-- R11: a unit's group follows the limits of its year. Limits are those that were printed (group_cutoffs). PAPI's groups are
-- quartiles of the units published: a unit one place from a border may stand on either side, since the publisher groups
-- by unrounded values with their errors. Where limits are not known, a better group never has a lower score in one
-- document. A year's printed numbers of units a group are not less than what is held. How many units a sentence counts
-- between two limits is the sum of the groups between them, where both are limits of the year's groups and all of these are
-- counted; and it is what the scores give, as far as they are rounded, where all units published are held.
with grouped as (
    select
        figure.*,
        score.score,
        score.rounding,
        score.figure_ids as score_ids
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('int_scores') }} as score using (unit_key, domain_key)
    where figure.measure = 'group' and figure.is_current and figure.doubt is null
    qualify row_number() over (
        partition by figure.document_id, figure.unit_key, figure.domain_key, figure.value order by figure.figure_id
    ) = 1
),

cutoffs as (
    select *, coalesce(scope, '') as scope_slug from {{ ref('group_cutoffs') }}
),

by_cutoff as (
    select grouped.*, cutoffs.low, cutoffs.high, cutoffs.group_name
    from grouped
    inner join cutoffs
        on grouped.index_code = cutoffs.index_code and grouped.scope_slug = cutoffs.scope_slug and grouped.year = cutoffs.year
        and grouped.value = cutoffs.group_value
    where grouped.domain_code = '_total'
),

placed as (
    select
        score.unit_key,
        score.domain_key,
        rank() over (partition by score.domain_key order by score.score desc) as place,
        count(*) over (partition by score.domain_key) as units,
        coalesce(index_year.units_published, index_year.units_expected) as units_published
    from {{ ref('int_scores') }} as score
    inner join {{ ref('units') }} as unit on score.unit_key = unit.unit_key and unit.level = 'province'
    inner join {{ ref('int_index_years') }} as index_year using (index_code, year)
    where score.index_code = 'PAPI'
),

by_quartile as (
    select
        grouped.*,
        placed.place,
        placed.units,
        ceil(4.0 * greatest(placed.place - 1, 1) / placed.units) as group_from,
        ceil(4.0 * least(placed.place + 1, placed.units) / placed.units) as group_to
    from grouped
    inner join placed on grouped.unit_key = placed.unit_key and grouped.domain_key = placed.domain_key and placed.units = placed.units_published
),

by_order as (
    select
        better.*,
        worse.unit_name as worse_name,
        worse.score as worse_score,
        worse.value as worse_value,
        worse.figure_id as worse_figure_id,
        worse.score_ids as worse_score_ids,
        better.rounding + worse.rounding as gap_allowed
    from grouped as better
    inner join grouped as worse
        on better.document_id = worse.document_id and better.domain_key = worse.domain_key and better.unit_level = worse.unit_level
        and better.value < worse.value and worse.score - better.score > better.rounding + worse.rounding + 1e-9
    where better.index_code <> 'PAPI'
        and not exists (
            select 1 from cutoffs
            where cutoffs.index_code = better.index_code and cutoffs.scope_slug = better.scope_slug and cutoffs.year = better.year
        )
    qualify row_number() over (partition by better.figure_id order by worse.score desc, worse.figure_id) = 1
),

counted as (
    select
        cutoffs.index_code,
        cutoffs.scope_slug,
        cutoffs.year,
        cutoffs.group_value,
        cutoffs.units,
        coalesce(cutoffs.group_name, cast(cutoffs.group_value as varchar)) as group_label,
        count(*) as units_held,
        list(score.unit_key order by score.unit_key) as unit_keys,
        any_value(score.domain_key) as domain_key,
        flatten(list(score.figure_ids order by score.unit_key)) as figure_ids
    from cutoffs
    inner join {{ ref('indices') }} as index using (index_code)
    inner join {{ ref('int_scores') }} as score
        on cutoffs.index_code = score.index_code and cutoffs.scope_slug = score.scope and cutoffs.year = score.year
        and score.domain_code = '_total'
        and score.score >= coalesce(cutoffs.low, -1e9) + score.rounding and score.score < coalesce(cutoffs.high, 1e9) - score.rounding
    inner join {{ ref('units') }} as unit on score.unit_key = unit.unit_key and unit.level = index.level
    where cutoffs.units is not null
    group by all
),

said as (
    select
        figure.*,
        case
            when starts_with(between, '>') then cast(ltrim(between, '>=') as double)
            when between not like '<%' then cast(split_part(between, '-', 1) as double)
        end as from_limit,
        case
            when starts_with(between, '<') then cast(ltrim(between, '<=') as double)
            when between not like '>%' then cast(split_part(between, '-', 2) as double)
        end as to_limit
    from {{ ref('int_figures') }} as figure
    where figure.measure = 'units_counted' and figure.is_current and figure.doubt is null and figure.domain_code = '_total'
),

summed as (
    select
        said.figure_id,
        cast(sum(cutoffs.units) as integer) as units_from,
        cast(sum(cutoffs.units) as integer) as units_to,
        'units of groups ' || string_agg(coalesce(cutoffs.group_name, cast(cutoffs.group_value as varchar)), ', ' order by cutoffs.group_value) as counted_in,
        cast([] as varchar[]) as score_ids
    from said
    inner join cutoffs
        on said.index_code = cutoffs.index_code and said.scope_slug = cutoffs.scope_slug and said.year = cutoffs.year
        and (said.from_limit is null or cutoffs.low >= said.from_limit)
        and (said.to_limit is null or cutoffs.high <= said.to_limit)
    group by said.figure_id, said.from_limit, said.to_limit
    having count(cutoffs.units) = count(*)
        and bool_or(cutoffs.low is not distinct from said.from_limit)
        and bool_or(cutoffs.high is not distinct from said.to_limit)
),

computed as (
    select
        said.figure_id,
        cast(count(*) filter (
            where score.score >= coalesce(said.from_limit, -1e9) + score.rounding and score.score < coalesce(said.to_limit, 1e9) - score.rounding
        ) as integer) as units_from,
        cast(count(*) filter (
            where score.score >= coalesce(said.from_limit, -1e9) - score.rounding and score.score <= coalesce(said.to_limit, 1e9) + score.rounding
        ) as integer) as units_to,
        'units of all ' || count(*) || ' held' as counted_in,
        list(score.score_id order by score.unit_key) as score_ids
    from said
    inner join {{ ref('indices') }} as index using (index_code)
    inner join {{ ref('int_index_years') }} as index_year using (index_code, year)
    inner join (
        select unit_key, index_code, year, scope, score, rounding, figure_ids[1] as score_id
        from {{ ref('int_scores') }} where domain_code = '_total'
    ) as score
        on said.index_code = score.index_code and said.year = score.year and said.scope_slug = score.scope
    inner join {{ ref('units') }} as unit on score.unit_key = unit.unit_key and unit.level = index.level
    group by said.figure_id, index_year.units_published, index_year.units_expected
    having count(*) = coalesce(index_year.units_published, index_year.units_expected)
),

against as (
    select * from summed
    union all
    select computed.* from computed anti join summed using (figure_id)
)

select
    'R11' as rule,
    'R11:' || figure_id as discrepancy_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    'group ' || coalesce(group_name, cast(cast(value as integer) as varchar)) || ': '
    || concat_ws(' and ', 'from ' || low, 'below ' || high) as expected,
    cast(round(score, 4) as varchar) as found,
    round(if(score < coalesce(low, -1e9), score - low, score - high), 4) as difference,
    cast(rounding as double) as tolerance,
    [figure_id] || score_ids as figure_ids,
    quote
from by_cutoff
where score < coalesce(low, -1e9) - rounding - 1e-9 or score > coalesce(high, 1e9) + rounding + 1e-9
union all
select
    'R11',
    'R11:' || figure_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    'group ' || cast(group_from as integer) || if(group_from = group_to, '', ' or ' || cast(group_to as integer)) || ' at place ' || place || ' of ' || units,
    'group ' || cast(value as integer),
    value - if(value < group_from, group_from, group_to),
    0.0,
    [figure_id] || score_ids,
    quote
from by_quartile
where value not between group_from and group_to
union all
select
    'R11',
    'R11:' || figure_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    'group ' || cast(value as integer) || ' scores no less than group ' || cast(worse_value as integer),
    unit_name || ' ' || round(score, 4) || ', ' || worse_name || ' ' || round(worse_score, 4),
    score - worse_score,
    gap_allowed,
    [figure_id, worse_figure_id] || score_ids || worse_score_ids,
    quote
from by_order
union all
select
    'R11',
    'R11:count:' || index_code || if(scope_slug = '', '', '@' || scope_slug) || '/' || year || '/' || group_value,
    index_code,
    year,
    cast(null as varchar),
    domain_key,
    cast(null as varchar),
    units || ' units in group ' || group_label,
    units_held || ' held with such a score',
    cast(units_held - units as double),
    0.0,
    figure_ids,
    cast(null as varchar)
from counted
where units_held > units
union all
select
    'R11',
    'R11:' || figure_id,
    said.index_code,
    said.year,
    said.unit_key,
    said.domain_key,
    said.document_id,
    if(units_from = units_to, '' || units_from, units_from || ' to ' || units_to) || ' ' || counted_in,
    cast(cast(said.value as integer) as varchar) || ' units ' || said.between,
    said.value - if(said.value < units_from, units_from, units_to),
    0.0,
    [figure_id] || score_ids,
    said.quote
from said
inner join against using (figure_id)
where said.value not between units_from and units_to
