-- Whether a value of a year may be compared with that of the year before, domain by domain, and if not why. A break stands
-- in series_breaks: of a whole index (no domain), of its total alone, or of a domain with its parts. A domain is followed
-- by its conformed subject, since schemes number anew: PCI's proactivity is 7 until 2008 and 6 in 2009. What a row of
-- series_breaks calls comparable is no break but must be known, so it is told in the note.
with breaks as (
    select index_code, coalesce(scope, '') as scope, year, coalesce(domain_code, '') as domain_code, kind, comparable, reason_en, reason_vi
    from {{ ref('series_breaks') }}
),

known as (
    select index_code, scope, year, domain_code, min(conformed_code) as conformed_code
    from (
        select index_code, scope, year, domain_code, conformed_code from {{ ref('int_framework_domain_years') }}
        union all
        select index_code, scope_slug, year, domain_code, conformed_code from {{ ref('int_figures') }} where domain_key is not null
    )
    group by all
),

domains as (
    select
        *,
        -- A subject that two domains of a year share tells neither apart: the code does.
        if(conformed_code is null or count(*) over subject > 1, domain_code, conformed_code) as subject
    from known
    window subject as (partition by index_code, scope, year, conformed_code)
),

held as (
    select distinct domains.index_code, domains.scope, domains.year, domains.subject
    from domains
    inner join (
        select index_code, scope, year, domain_code from {{ ref('int_scores') }}
        union
        select index_code, scope, year, domain_code from {{ ref('int_ranks_printed') }}
    ) using (index_code, scope, year, domain_code)
),

earlier as (
    select domains.index_code, domains.scope, domains.year, domains.domain_code, max(held.year) as previous_year
    from domains
    inner join held
        on domains.index_code = held.index_code and domains.scope = held.scope and domains.subject = held.subject
        and domains.year > held.year
    group by all
),

told as (
    select
        domains.index_code,
        domains.scope,
        domains.year,
        domains.domain_code,
        string_agg(breaks.reason_en, '; ' order by breaks.domain_code, breaks.kind) filter (not breaks.comparable) as reason_en,
        string_agg(breaks.reason_vi, '; ' order by breaks.domain_code, breaks.kind) filter (not breaks.comparable) as reason_vi,
        string_agg(breaks.reason_en, '; ' order by breaks.domain_code, breaks.kind) filter (breaks.comparable) as note_en,
        string_agg(breaks.reason_vi, '; ' order by breaks.domain_code, breaks.kind) filter (breaks.comparable) as note_vi
    from domains
    inner join breaks
        on domains.index_code = breaks.index_code and domains.scope = breaks.scope and domains.year = breaks.year
        and (
            breaks.domain_code in ('', domains.domain_code)
            or starts_with(domains.domain_code, breaks.domain_code || '.')
        )
    group by all
)

select
    {{ domain_key('domains.index_code', 'domains.scope', 'domains.year', 'domains.domain_code') }} as domain_key,
    domains.index_code,
    domains.scope,
    domains.year,
    domains.domain_code,
    told.reason_en is null and coalesce(earlier.previous_year = domains.year - 1, false) as comparable_with_previous,
    case
        when told.reason_en is not null then told.reason_en || ' · ' || told.reason_vi
        when earlier.previous_year is null then 'no figures of an earlier year are held · không có số liệu năm trước'
        when earlier.previous_year < domains.year - 1
            then 'no figures of the year before are held, the last are of ' || earlier.previous_year
            || ' · không có số liệu năm liền trước, gần nhất là năm ' || earlier.previous_year
    end as comparability_reason,
    told.note_en || ' · ' || told.note_vi as comparability_note,
    told.reason_en is not null as is_break,
    earlier.previous_year,
    previous.domain_code as previous_domain_code
from domains
left join earlier using (index_code, scope, year, domain_code)
left join told using (index_code, scope, year, domain_code)
left join domains as previous
    on domains.index_code = previous.index_code and domains.scope = previous.scope and domains.subject = previous.subject
    and earlier.previous_year = previous.year
order by domain_key
