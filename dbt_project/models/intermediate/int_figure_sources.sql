-- The independent source behind each figure. One text on ten sites is one source: two documents are one source of a value
-- where one owner publishes both, where the sentences that print it are near-copies (six words in ten the same, of eight
-- words or more; the numbers may differ), or where they print one table (nine in ten of twenty shared values the same).
-- What is linked in turn is one source too.
with figures as (
    select
        figure.figure_id,
        figure.document_id,
        figure.index_code,
        figure.year,
        figure.unit_key,
        figure.domain_key,
        figure.measure,
        figure.value,
        coalesce(owner.owner, {{ site_of('figure.document_id') }}) as owner,
        {{ words_of('figure.sentence') }} as words
    from {{ ref('int_figures') }} as figure
    left join {{ ref('site_owners') }} as owner on owner.site = {{ site_of('figure.document_id') }}
    where figure.is_current and figure.doubt is null and figure.unit_key is not null and figure.domain_key is not null
),

owners as (
    select unit_key, domain_key, measure, owner, min(document_id) as first_document_id
    from figures
    group by all
),

sentences as (
    select distinct unit_key, domain_key, measure, owner, words
    from figures
    where len(words) >= 8
),

text_copies as (
    select distinct one.unit_key, one.domain_key, one.measure, one.owner, other.owner as other_owner
    from sentences as one
    inner join sentences as other using (unit_key, domain_key, measure)
    where one.owner <> other.owner
        and len(list_intersect(one.words, other.words)) >= 0.6 * len(list_distinct(one.words || other.words))
),

values_printed as (
    select distinct owner, document_id, index_code, year, unit_key, domain_key, measure, value
    from figures
    where measure in ('score', 'rank')
),

table_copies as (
    select one.index_code, one.year, one.owner, other.owner as other_owner
    from values_printed as one
    inner join values_printed as other using (index_code, year, unit_key, domain_key, measure)
    where one.owner <> other.owner
    group by one.index_code, one.year, one.owner, one.document_id, other.owner, other.document_id
    having count(*) >= 20 and count(*) filter (one.value = other.value) >= 0.9 * count(*)
),

linked as (
    select unit_key, domain_key, measure, owner, other_owner from text_copies
    union
    select one.unit_key, one.domain_key, one.measure, copy.owner, copy.other_owner
    from values_printed as one
    inner join table_copies as copy using (index_code, year, owner)
    inner join owners as other
        on copy.other_owner = other.owner and one.unit_key = other.unit_key and one.domain_key = other.domain_key
        and one.measure = other.measure
),

reached as (
    with recursive reach as (
        select unit_key, domain_key, measure, owner, owner as other_owner from owners
        union
        select reach.unit_key, reach.domain_key, reach.measure, reach.owner, linked.other_owner
        from reach
        inner join linked
            on reach.unit_key = linked.unit_key and reach.domain_key = linked.domain_key and reach.measure = linked.measure
            and reach.other_owner = linked.owner
    )

    select reach.unit_key, reach.domain_key, reach.measure, reach.owner, min(owners.first_document_id) as source_key
    from reach
    inner join owners
        on reach.unit_key = owners.unit_key and reach.domain_key = owners.domain_key and reach.measure = owners.measure
        and reach.other_owner = owners.owner
    group by all
)

select figures.figure_id, figures.owner, reached.source_key
from figures
inner join reached using (unit_key, domain_key, measure, owner)
