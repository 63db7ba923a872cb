-- Printed values that can be held against each other: current, undoubted, keyed, and with what comparing needs.
-- `kind` keeps apart what is never compared: points, percent and share of a score, except that points and percent of
-- the total of an index of 100 points are one number; ranks inside a region or group are kept out by `is_national`.
-- `sources` names everyone whose word a figure may be: the owner of its site, and the sources of whatever
-- its document prints of the same unit and domain, for a text that is copied is copied with its ranks and changes.
with documents_sources as (
    select figure.document_id, figure.index_code, figure.unit_key, figure.domain_code, list(distinct source.source_key order by source.source_key) as sources
    from {{ ref('int_figures') }} as figure
    inner join {{ ref('int_figure_sources') }} as source using (figure_id)
    group by figure.document_id, figure.index_code, figure.unit_key, figure.domain_code
)

select
    figure.figure_id,
    figure.document_id,
    coalesce(source.source_key, owner.owner, {{ site_of('figure.document_id') }}) as source_key,
    [coalesce(owner.owner, {{ site_of('figure.document_id') }})] || coalesce(told.sources, []) as sources,
    figure.evidence,
    figure.index_code,
    figure.scope_slug,
    figure.year,
    figure.base_year,
    figure.unit_level,
    figure.unit_key,
    figure.domain_key,
    figure.domain_code,
    figure.measure,
    -- How many units were ranked is no property of one of them.
    if(figure.measure = 'rank_of', 'every ' || figure.unit_level, figure.unit_key) as cell,
    case
        when figure.measure not in ('score', 'delta_score') then figure.measure
        when figure.domain_code = '_total' and index.total_max = 100 and figure.unit_of_measure = 'percent' then 'points'
        else figure.unit_of_measure
    end as kind,
    coalesce(figure.scope, 'national') in ('national', 'older') as is_national,
    coalesce(figure.in_words, false) as in_words,
    figure.value,
    figure.value_raw,
    {{ decimals('figure.value_raw') }} as decimals,
    -- Workbooks carry the noise of single precision behind the fifth decimal.
    if(figure.measure in ('score', 'delta_score'), greatest({{ rounding('figure.value_raw') }}, 0.000005), 0.0) as rounding,
    figure.locator,
    figure.quote
from {{ ref('int_figures') }} as figure
left join {{ ref('indices') }} as index using (index_code)
left join {{ ref('int_figure_sources') }} as source using (figure_id)
left join {{ ref('site_owners') }} as owner on owner.site = {{ site_of('figure.document_id') }}
left join documents_sources as told
    on figure.document_id = told.document_id and figure.index_code = told.index_code and figure.unit_key = told.unit_key
    and figure.domain_code = told.domain_code
where figure.is_current and figure.doubt is null and figure.unit_key is not null and figure.domain_key is not null
    and figure.value is not null
    and figure.measure in ('score', 'rank', 'delta_score', 'delta_rank', 'rank_of', 'group')
