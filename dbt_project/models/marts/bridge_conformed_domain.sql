-- Subjects across frameworks and indices: each domain of each scheme beside the subjects that it is about, with how it
-- fits. A domain has one subject of its own and may be part of others, so that digital government can be followed from
-- PAR INDEX to PAPI and DTI; the numbers stay on the scales of their indices.
with matched as (
    select conformed_code, framework_key, domain_code, conformed_match, true as is_own, note
    from {{ ref('framework_domains') }}
    where conformed_code is not null
    union all
    select conformed_code, framework_key, domain_code, conformed_match, false, note_en || ' · ' || note_vi
    from {{ ref('conformed_across') }}
)

select
    matched.conformed_code,
    subject.name_vi as conformed_name_vi,
    subject.name_en as conformed_name_en,
    subject.meaning_en || ' · ' || subject.meaning_vi as conformed_meaning,
    framework.index_code,
    coalesce(framework.scope, '') as scope,
    matched.framework_key,
    framework.valid_from_year,
    framework.valid_to_year,
    matched.domain_code,
    domain.name_vi,
    domain.name_en,
    domain.max_score,
    matched.conformed_match,
    matched.is_own,
    matched.note
from matched
inner join {{ ref('conformed_domains') }} as subject using (conformed_code)
inner join {{ ref('framework_domains') }} as domain using (framework_key, domain_code)
inner join {{ ref('frameworks') }} as framework using (framework_key)
order by matched.conformed_code, framework.index_code, matched.framework_key, matched.domain_code
