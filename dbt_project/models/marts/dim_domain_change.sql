-- The register of domains and criteria from framework to framework: which stayed, were renamed, split, merged, ended or
-- are new. Each framework is held against the next one of its index whose domains of that level are held. A domain of the
-- next framework is its successor where both have the same subject, or, where one of them has none, the same name in
-- Vietnamese or English; what neither proves is said to have ended and to be new, and the note says that nothing is
-- proved. Parts by method (appraised points, surveys) bear words as codes and are followed apart from domains.
with domains as (
    select
        domain.index_code,
        domain.scope,
        domain.framework_key,
        domain.domain_code,
        case
            when not regexp_matches(domain.domain_code, '^[0-9]') then 'part'
            when coalesce(parent.is_total, true) then 'domain'
            else 'criterion'
        end as level,
        min(domain.name_vi) as name_vi,
        min(domain.name_en) as name_en,
        min(domain.conformed_code) as conformed_code,
        min(domain.conformed_match) as conformed_match,
        max(domain.max_score) as max_score,
        min(domain.year) as first_year,
        max(domain.year) as last_year,
        min(domain.source) as source
    from {{ ref('dim_domain') }} as domain
    left join {{ ref('dim_domain') }} as parent on domain.parent_domain_key = parent.domain_key
    where domain.framework_key is not null and not domain.is_total
    group by all
),

held as (
    select
        domains.index_code,
        domains.scope,
        domains.level,
        domains.framework_key,
        lead(domains.framework_key) over of_level as next_framework_key,
        lead(framework.valid_from_year) over of_level as next_from_year,
        framework.valid_from_year
    from (select distinct index_code, scope, level, framework_key from domains) as domains
    inner join {{ ref('dim_framework') }} as framework using (framework_key)
    window of_level as (
        partition by domains.index_code, domains.scope, domains.level order by framework.valid_from_year
    )
),

steps as (
    select
        held.*,
        string_agg(skipped.framework_key, ', ' order by skipped.valid_from_year) as skipped
    from held
    left join {{ ref('dim_framework') }} as skipped
        on held.index_code = skipped.index_code
        and held.scope = coalesce(skipped.scope, '')
        and held.valid_from_year < skipped.valid_from_year
        and skipped.valid_from_year < held.next_from_year
    where held.next_framework_key is not null
    group by all
),

before as (
    select steps.next_framework_key, steps.skipped, domains.*
    from steps
    inner join domains using (index_code, scope, level, framework_key)
),

after as (
    select steps.framework_key as previous_framework_key, steps.skipped, domains.*
    from steps
    inner join domains
        on steps.index_code = domains.index_code
        and steps.scope = domains.scope
        and steps.level = domains.level
        and steps.next_framework_key = domains.framework_key
),

matched as (
    select
        before.framework_key as from_framework_key,
        before.domain_code as from_domain_code,
        after.framework_key as to_framework_key,
        after.domain_code as to_domain_code,
        if(before.conformed_code = after.conformed_code, 'subject', 'name') as proof,
        count(*) over (partition by before.framework_key, before.domain_code) as successors,
        count(*) over (partition by before.framework_key, after.framework_key, after.domain_code) as predecessors
    from before
    inner join after
        on before.next_framework_key = after.framework_key
        and before.framework_key = after.previous_framework_key
        and before.level = after.level
        and (
            before.conformed_code = after.conformed_code
            or (
                (before.conformed_code is null or after.conformed_code is null)
                and (
                    {{ ascii_lower('before.name_vi') }} = {{ ascii_lower('after.name_vi') }}
                    or lower(before.name_en) = lower(after.name_en)
                )
            )
        )
),

pairs as (
    select from_framework_key, from_domain_code, to_framework_key, to_domain_code, proof, successors, predecessors
    from matched
    union all
    select before.framework_key, before.domain_code, before.next_framework_key, null, 'none', 0, 1
    from before
    anti join matched
        on before.framework_key = matched.from_framework_key and before.domain_code = matched.from_domain_code
    union all
    select after.previous_framework_key, null, after.framework_key, after.domain_code, 'none', 1, 0
    from after
    anti join matched
        on after.framework_key = matched.to_framework_key and after.domain_code = matched.to_domain_code
)

select
    pairs.from_framework_key || '/' || coalesce(pairs.from_domain_code, '') || '>'
    || pairs.to_framework_key || '/' || coalesce(pairs.to_domain_code, '') as domain_change_key,
    coalesce(before.index_code, after.index_code) as index_code,
    coalesce(before.scope, after.scope) as scope,
    coalesce(before.level, after.level) as level,
    case
        when pairs.successors = 0 then 'ended'
        when pairs.predecessors = 0 then 'new'
        when pairs.successors > pairs.predecessors then 'split'
        when pairs.predecessors > 1 then 'merged'
        when {{ ascii_lower('before.name_vi') }} is distinct from {{ ascii_lower('after.name_vi') }} then 'renamed'
        when lower(before.name_en) <> lower(after.name_en) then 'renamed'
        else 'same'
    end as kind,
    pairs.from_framework_key,
    pairs.from_domain_code,
    before.name_vi as from_name_vi,
    before.name_en as from_name_en,
    before.max_score as from_max_score,
    before.first_year as from_first_year,
    before.last_year as from_last_year,
    pairs.to_framework_key,
    pairs.to_domain_code,
    after.name_vi as to_name_vi,
    after.name_en as to_name_en,
    after.max_score as to_max_score,
    after.first_year as to_first_year,
    after.last_year as to_last_year,
    coalesce(before.conformed_code, after.conformed_code) as conformed_code,
    pairs.proof,
    concat_ws(
        '; ',
        if(
            pairs.proof = 'none',
            'nothing held proves a predecessor or successor · dữ liệu hiện có không chứng minh được lĩnh vực trước hoặc sau',
            null
        ),
        if(
            before.conformed_match <> after.conformed_match,
            'fit with the subject: ' || before.conformed_match || ' -> ' || after.conformed_match,
            null
        ),
        'not held between: ' || coalesce(before.skipped, after.skipped)
    ) as note,
    concat_ws('; ', before.source, nullif(after.source, before.source)) as source
from pairs
left join before
    on pairs.from_framework_key = before.framework_key and pairs.from_domain_code = before.domain_code
left join after
    on pairs.to_framework_key = after.framework_key
    and pairs.from_framework_key = after.previous_framework_key
    and pairs.to_domain_code = after.domain_code
order by domain_change_key
