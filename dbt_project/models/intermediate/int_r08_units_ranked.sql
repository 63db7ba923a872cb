-- R8: the number behind a national rank is how many units are ranked that year, and no rank lies beyond that number.
-- Where a publisher scores fewer units than there are, both numbers are met in print: the whole number is right where all
-- are ranked and only some shown (a row `publishing` of the whole index in series_breaks, from its year on), and a slip
-- worth a note where the others have no score.
with universe as (
    select
        index_year.index_code,
        index_year.year,
        index.level,
        coalesce(index_year.units_expected, index_year.units_published) as units_expected,
        coalesce(index_year.units_published, index_year.units_expected) as units_published,
        exists (
            select 1 from {{ ref('series_breaks') }} as showing
            where showing.index_code = index_year.index_code and showing.kind = 'publishing' and showing.domain_code is null
                and showing.year <= index_year.year
        ) as shows_first_only
    from {{ ref('int_index_years') }} as index_year
    inner join {{ ref('indices') }} as index using (index_code)
    where coalesce(index_year.units_expected, index_year.units_published) is not null
),

printed as (
    select figure.*, universe.units_expected, universe.units_published, universe.shows_first_only
    from {{ ref('int_figures') }} as figure
    inner join universe
        on figure.index_code = universe.index_code and figure.year = universe.year and figure.unit_level = universe.level
    where figure.measure in ('rank', 'rank_of') and figure.is_current and figure.doubt is null
        and figure.unit_key is not null and figure.domain_key is not null and coalesce(figure.scope, 'national') = 'national'
    -- One page may stand in the store as text and as a transcribed table.
    qualify row_number() over (
        partition by figure.document_id, figure.unit_key, figure.domain_key, figure.measure, figure.value order by figure.figure_id
    ) = 1
),

judged as (
    select
        *,
        case
            when measure = 'rank' and value > units_expected then 'error'
            when measure = 'rank_of' and value not in (units_expected, units_published) then 'warning'
            when measure = 'rank_of' and value <> units_published and domain_code = '_total' and not shows_first_only then 'note'
        end as severity
    from printed
)

select
    'R8' as rule,
    'R8:' || figure_id as discrepancy_id,
    index_code,
    year,
    unit_key,
    domain_key,
    document_id,
    if(measure = 'rank', 'a rank up to ' || units_expected, units_published || ' units ranked') as expected,
    if(measure = 'rank', 'rank ' || cast(value as integer), 'of ' || cast(value as integer)) as found,
    value - if(measure = 'rank', units_expected, units_published) as difference,
    0.0 as tolerance,
    [figure_id] as figure_ids,
    quote,
    severity
from judged
where severity is not null
