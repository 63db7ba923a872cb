-- The independent source behind each figure. One text on ten sites is one source: two documents are one source of a fact
-- where one owner publishes both, where the sentences that print it are near-copies (six words in ten the same, of eight
-- words or more; the numbers may differ), or where they print one table (nine in ten of twenty shared values the same).
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
        and figure.measure in ('score', 'rank')
),

values_printed as (
    select distinct document_id, index_code, year, unit_key, domain_key, measure, value
    from figures
),

printings as (
    select distinct document_id, owner, index_code, year, unit_key, domain_key, measure
    from figures
),

table_copies as (
    select one.index_code, one.year, one.document_id, other.document_id as other_id
    from values_printed as one
    inner join values_printed as other using (index_code, year, unit_key, domain_key, measure)
    where one.document_id <> other.document_id
    group by all
    having count(*) >= 20 and count(*) filter (one.value = other.value) >= 0.9 * count(*)
),

text_copies as (
    select distinct one.unit_key, one.domain_key, one.measure, one.document_id, other.document_id as other_id
    from figures as one
    inner join figures as other using (unit_key, domain_key, measure)
    where one.document_id <> other.document_id and len(one.words) >= 8 and len(other.words) >= 8
        and len(list_intersect(one.words, other.words)) >= 0.6 * len(list_distinct(one.words || other.words))
),

linked as (
    select one.unit_key, one.domain_key, one.measure, one.document_id, other.document_id as other_id
    from printings as one
    inner join printings as other using (unit_key, domain_key, measure)
    where one.owner = other.owner
    union
    select unit_key, domain_key, measure, document_id, other_id from text_copies
    union
    select one.unit_key, one.domain_key, one.measure, one.document_id, copy.other_id
    from printings as one
    inner join table_copies as copy using (index_code, year, document_id)
    inner join printings as other
        on copy.other_id = other.document_id and one.unit_key = other.unit_key and one.domain_key = other.domain_key
        and one.measure = other.measure
),

-- What is linked in turn is one source too: four steps of "the smallest name among my neighbours" reach across the few
-- documents that print one fact.
{% for step in range(1, 5) %}
named_{{ step }} as (
    select linked.unit_key, linked.domain_key, linked.measure, linked.document_id, min({{ 'linked.other_id' if step == 1 else 'near.source_key' }}) as source_key
    from linked
    {% if step > 1 %}
    inner join named_{{ step - 1 }} as near
        on linked.unit_key = near.unit_key and linked.domain_key = near.domain_key and linked.measure = near.measure
        and linked.other_id = near.document_id
    {% endif %}
    group by all
),
{% endfor %}

sources as (
    select * from named_4
)

select figures.figure_id, figures.owner, sources.source_key
from figures
inner join sources using (unit_key, domain_key, measure, document_id)
