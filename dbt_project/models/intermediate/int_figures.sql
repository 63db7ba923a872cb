-- Every figure with its keys. What cannot be keyed keeps a null key and stays a figure.
with keyed as (
    select
        figure.*,
        index_year.as_of,
        coalesce(unit.unit_key, local_unit.unit_key) as unit_key,
        coalesce(unit.slug, local_unit.slug, {{ slug('figure.unit_name') }}) as unit_slug,
        coalesce(unit.geography, local_unit.geography) as geography,
        if(index.national_index_code is null or figure.unit_level in ('province', 'ministry'), '', coalesce(local_unit.scope, '')) as scope_slug
    from {{ ref('int_printed_figures') }} as figure
    inner join {{ ref('int_index_years') }} as index_year using (index_code, year)
    left join {{ ref('indices') }} as index using (index_code)
    left join {{ ref('units') }} as unit
        on figure.unit_level = unit.level
        and figure.unit_name = unit.canonical_name
        and index_year.as_of between coalesce(unit.valid_from, date '1900-01-01') and coalesce(unit.valid_to, date '9999-12-31')
    left join {{ ref('int_local_units') }} as local_unit
        on figure.unit_level = local_unit.level
        and figure.unit_name = local_unit.canonical_name
        and figure.unit_parent = local_unit.unit_parent
        and index_year.as_of = local_unit.as_of
),

conformed as (
    select index_code, scope, year, conformed_code, min(domain_code) as domain_code, min(domain_code) = max(domain_code) as is_sole
    from {{ ref('int_framework_domain_years') }}
    where conformed_code is not null
    group by all
),

placed as (
    select
        keyed.* exclude (domain_code, conformed_code),
        coalesce(
            keyed.domain_code,
            if(conformed.is_sole, conformed.domain_code, null),
            keyed.conformed_code
        ) as domain_code,
        coalesce(keyed.conformed_code, domain.conformed_code) as conformed_code
    from keyed
    left join conformed
        on keyed.index_code = conformed.index_code
        and keyed.scope_slug = conformed.scope
        and keyed.year = conformed.year
        and keyed.conformed_code = conformed.conformed_code
    left join {{ ref('int_framework_domain_years') }} as domain
        on keyed.index_code = domain.index_code
        and keyed.scope_slug = domain.scope
        and keyed.year = domain.year
        and keyed.domain_code = domain.domain_code
),

named as (
    select
        *,
        if(domain_code is null, null, {{ domain_key('index_code', 'scope_slug', 'year', 'domain_code') }}) as domain_key,
        document_id || '#' || unit_slug || '.' || index_code || '.' || year || '.'
        || coalesce(domain_code, {{ slug('domain_label') }}, 'unknown') || '.' || measure as plain_id
    from placed
)

select
    plain_id
    || if(values_printed > 1, '=' || printed_as, '')
    || if(same = 1, '', '~' || same)
    || if(is_current, '', '@' || left(capture_id, 8)) as figure_id,
    named.* exclude (plain_id, printed_as, values_printed, same)
from (
    -- A page that prints several values of one thing tells them apart by the value, never by their order.
    -- The current figures of a page may stand in several transcribed tables; older captures count apart.
    select
        *,
        count(distinct printed_as) over printings as values_printed,
        row_number() over (printings order by capture_url, position, locator) as nth,
        row_number() over (
            partition by plain_id, is_current, if(is_current, '', capture_id), printed_as
            order by capture_url, position, locator
        ) as same
    from (select *, value_raw || if(unit_of_measure = 'percent', '%', '') as printed_as from named) as named
    window printings as (partition by plain_id, is_current, if(is_current, '', capture_id))
) as named
