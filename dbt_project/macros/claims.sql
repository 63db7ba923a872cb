{# How a claim compares with a reference: agrees, rounding or differs.

   agrees: the rounding of what is printed explains the difference. A computed reference is no print, so that its own
   rounding adds to the claim's; of two prints the coarser one decides.
   rounding: within one unit of the last printed digit, as by cutting off or by rounding twice. A whole unit is granted
   to two decimals or more; coarser claims must stay within it. A change may also be the difference of rounded scores. #}
{% macro fit(claim, low, high, agreeing, rounding) -%}
    case
        when {{ claim }} between {{ low }} - ({{ agreeing }}) - 1e-9 and {{ high }} + ({{ agreeing }}) + 1e-9 then 'agrees'
        when {{ claim }} between {{ low }} - ({{ rounding }}) and {{ high }} + ({{ rounding }}) then 'rounding'
        else 'differs'
    end
{%- endmacro %}

{# A number as one writes it in a sentence: at most four decimals, none that are zero. #}
{% macro plain_number(value) -%}
    rtrim(rtrim(printf('%.4f', round({{ value }}, 4)), '0'), '.')
{%- endmacro %}

{# Whether a value is one of the words of a text: a number by what it amounts to (18 is 18.0 and no part of 118), anything
   else, as a date, letter by letter. #}
{% macro tells(words, value) -%}
    len(list_filter(
        string_split_regex({{ words }}, '[ ,;:()%]+'),
        lambda word: coalesce(try_cast(word as double) = try_cast({{ value }} as double), word = {{ value }})
    )) > 0
{%- endmacro %}

{# For each of `claims` the values of another's word of each year that `years` allows, and how many independent sources print
   each alike. Hundreds of pages say one thing of one year, so that no figure is ever held beside every other: equal values
   of equal sources are one; of equal values only so many are kept that no claim can be akin to all of them; and
   sources are counted once for a value, less those that a claim is akin to. #}
{% macro references_of_others(claims, years) %}
with cells as materialized (
    select
        index_code, scope_slug, cell, domain_code, measure, kind, base_year, max(len(sources)) as most_sources,
        row_number() over (order by index_code, scope_slug, cell, domain_code, measure, kind, base_year) as cell_id
    from {{ claims }}
    group by index_code, scope_slug, cell, domain_code, measure, kind, base_year
),

asking as materialized (
    select claim.figure_id as claim_id, claim.year, claim.document_id, claim.sources, cells.cell_id
    from {{ claims }} as claim
    inner join cells
        on claim.index_code = cells.index_code and claim.scope_slug = cells.scope_slug and claim.cell = cells.cell
        and claim.domain_code = cells.domain_code and claim.measure = cells.measure and claim.kind = cells.kind
        and claim.base_year is not distinct from cells.base_year
),

spoken as materialized (
    select
        cells.cell_id,
        cells.most_sources,
        reference.* exclude (measure, kind, cell, domain_code, index_code, scope_slug, base_year, sources),
        list_sort(list_distinct(reference.sources)) as sources,
        reference.evidence in ('official', 'workbook', 'derived_from_print') as is_print,
        dense_rank() over (
            order by
                cells.cell_id, reference.year, reference.low, reference.high, reference.rounding, reference.decimals,
                reference.in_words, reference.evidence, reference.is_computed, reference.figure_id is null
        ) as value_id
    from {{ ref('int_reference_values') }} as reference
    inner join cells
        on reference.index_code = cells.index_code and reference.scope_slug = cells.scope_slug and reference.cell = cells.cell
        and reference.domain_code = cells.domain_code and reference.measure = cells.measure and reference.kind = cells.kind
        and reference.base_year is not distinct from cells.base_year
),

heard as materialized (
    select *, row_number() over (partition by value_id order by reference_key) as position
    from (
        select * from spoken
        qualify row_number() over (partition by value_id, sources order by reference_key) = 1
    ) as voices
),

-- Of equal values with one source in common, those that share no other: a claim that is not of the common source is akin
-- to at most as many of them as it has sources, so that what comes after one more is never asked.
shared as (
    select
        value_id, position, core,
        bool_and(position = first_position) as is_first
    from (
        select value_id, position, core, min(position) over (partition by value_id, core, voice) as first_position
        from (
            select value_id, position, core, unnest(sources || [reference_key]) as voice
            from (select value_id, position, sources, reference_key, unnest([''] || sources) as core from heard) as cores
        ) as voices
        where voice <> core
    ) as firsts
    group by value_id, position, core
),

crowd as (
    select
        value_id, position,
        count(*) filter (is_first) over (
            partition by value_id, core order by position rows between unbounded preceding and 1 preceding
        ) as others
    from shared
),

asked as (
    select heard.*
    from heard
    inner join (select value_id, position, max(others) as others from crowd group by value_id, position) as most using (value_id, position)
    where most.others <= heard.most_sources
),

speakers as materialized (
    select distinct cell_id, year, low, rounding, source_key, sources, is_print
    from spoken
    where figure_id is not null
),

printed_values as (
    select distinct cell_id, year, low, rounding from speakers
),

-- Sources that print a value alike, and those that do not.
counted as materialized (
    select
        one.cell_id, one.year, one.low, one.rounding, other.source_key,
        abs(one.low - other.low) <= greatest(one.rounding, other.rounding) + 1e-9 as is_alike,
        count(*) as speakers,
        bool_or(other.is_print) as has_print
    from printed_values as one
    inner join speakers as other using (cell_id, year)
    group by one.cell_id, one.year, one.low, one.rounding, other.source_key, is_alike
),

support as (
    select
        cell_id, year, low, rounding,
        count(*) filter (is_alike) as sources_agree,
        count(*) filter (not is_alike) as sources_differ
    from counted
    group by cell_id, year, low, rounding
),

-- What all that claim by a source have in common; of several the most widely heard. A claim of that home loses the source,
-- except where the publisher prints by it too, who is akin to no other document.
homes as materialized (
    select cell_id, year, source_key, arg_max(voice, (heard_of, voice)) as home
    from (
        select
            *,
            count(*) over (partition by cell_id, year, voice) as heard_of
        from (
            select cell_id, year, source_key, voice, count(*) as speakers
            from (select cell_id, year, source_key, unnest(sources) as voice from speakers where not is_print) as voices
            group by cell_id, year, source_key, voice
        ) as told
    ) as told
    inner join (
        select cell_id, year, source_key, count(*) as speakers
        from speakers
        where not is_print
        group by cell_id, year, source_key
    ) as source using (cell_id, year, source_key)
    where told.speakers = source.speakers
    group by cell_id, year, source_key
),

claim_voices as (
    select claim_id, cell_id, sources, unnest(list_distinct(sources)) as voice from asking
),

lost_with_their_home as (
    select
        claim.claim_id, homed.year, homed.low, homed.rounding,
        sum(homed.sources_agree) as sources_agree,
        sum(homed.sources_differ) as sources_differ
    from claim_voices as claim
    inner join (
        select
            counted.cell_id, counted.year, counted.low, counted.rounding, homes.home,
            count(*) filter (counted.is_alike) as sources_agree,
            count(*) filter (not counted.is_alike) as sources_differ
        from counted
        inner join homes using (cell_id, year, source_key)
        where not counted.has_print
        group by counted.cell_id, counted.year, counted.low, counted.rounding, homes.home
    ) as homed on claim.cell_id = homed.cell_id and claim.voice = homed.home
    group by claim.claim_id, homed.year, homed.low, homed.rounding
),

-- Of what is left, a claim loses a source when it is akin to each of its speakers, one by one.
akin as (
    select distinct claim.claim_id, false as has_print, speaker.* exclude (home, voice)
    from claim_voices as claim
    inner join (
        select speakers.*, homes.home, unnest(speakers.sources) as voice
        from speakers
        inner join homes using (cell_id, year, source_key)
        where not speakers.is_print
    ) as speaker
        on claim.cell_id = speaker.cell_id and claim.voice = speaker.voice and speaker.voice <> speaker.home
    where not list_contains(claim.sources, speaker.home)
    union all
    select distinct claim.claim_id, true, speaker.*
    from asking as claim
    inner join (
        select cell_id, year, source_key, unnest(sources) as document_id from speakers where is_print
    ) as publisher using (cell_id, document_id)
    inner join speakers as speaker
        on publisher.cell_id = speaker.cell_id and publisher.year = speaker.year and publisher.source_key = speaker.source_key
    where list_has_any(speaker.sources, if(speaker.is_print, [claim.document_id], claim.sources))
),

lost_one_by_one as (
    select
        akin.claim_id, akin.year, akin.low, akin.rounding,
        count(*) filter (akin.is_alike) as sources_agree,
        count(*) filter (not akin.is_alike) as sources_differ
    from (
        select
            akin.claim_id, akin.has_print, one.cell_id, one.year, one.low, one.rounding, akin.source_key,
            abs(one.low - akin.low) <= greatest(one.rounding, akin.rounding) + 1e-9 as is_alike,
            count(*) as speakers
        from akin
        inner join printed_values as one using (cell_id, year)
        group by akin.claim_id, akin.has_print, one.cell_id, one.year, one.low, one.rounding, akin.source_key, is_alike
    ) as akin
    inner join counted using (cell_id, year, low, rounding, source_key, is_alike, has_print)
    where akin.speakers = counted.speakers
    group by akin.claim_id, akin.year, akin.low, akin.rounding
),

lost as (
    select claim_id, year, low, rounding, sum(sources_agree) as sources_agree, sum(sources_differ) as sources_differ
    from (
        select * from lost_with_their_home
        union all by name
        select * from lost_one_by_one
    ) as either
    group by claim_id, year, low, rounding
)

select
    claim.claim_id,
    reference.* exclude (cell_id, most_sources, evidence, is_print, value_id, position),
    {{ evidence_class('reference.evidence', '(support.sources_agree - coalesce(lost.sources_agree, 0))') }} as evidence,
    if(reference.figure_id is null, 0, support.sources_agree - coalesce(lost.sources_agree, 0)) as sources_agree,
    if(reference.figure_id is null, 0, support.sources_differ - coalesce(lost.sources_differ, 0)) as sources_differ
from asking as claim
inner join asked as reference on claim.cell_id = reference.cell_id and {{ years }}
left join support
    on reference.cell_id = support.cell_id and reference.year = support.year and reference.low = support.low
    and reference.rounding = support.rounding
left join lost
    on claim.claim_id = lost.claim_id and reference.year = lost.year and reference.low = lost.low
    and reference.rounding = lost.rounding
where {{ is_of_another('claim', 'reference') }}
{% endmacro %}

{# For each of `claims` the best other value of each year that `years` allows: best evidence first, then the finer print,
   what most independent sources print, what agrees with the claim, and the key. The claim's own source is never asked,
   nor what was computed from it. Two sources that print one value make a better reference than one. #}
{% macro best_references(claims, years) %}
with pairs as (
    select
        claim.value,
        reference.*,
        if(reference.figure_id is null, claim.rounding + reference.rounding, greatest(claim.rounding, reference.rounding)) as agreeing,
        case
            when claim.measure <> 'score' then 0
            when reference.figure_id is null then 2 * claim.rounding + reference.rounding
            else 2 * greatest(claim.rounding, reference.rounding)
        end * if(least(claim.decimals, reference.decimals) >= 2, 1.000001, 0.999999) as one_unit
    from {{ claims }} as claim
    inner join ({{ references_of_others(claims, years) }}) as reference on claim.figure_id = reference.claim_id
),

classed as (
    select *, {{ fit('value', 'low', 'high', 'agreeing', 'one_unit') }} as fit
    from pairs
)

select
    classed.claim_id,
    classed.year,
    classed.reference_key,
    classed.figure_id,
    classed.score_key,
    classed.figure_ids,
    classed.sources,
    classed.low,
    classed.high,
    classed.decimals,
    classed.rounding,
    greatest(classed.agreeing, classed.one_unit) as tolerance,
    classed.evidence,
    rule.rank as evidence_rank,
    cast(classed.sources_agree as integer) as sources_agree,
    cast(classed.sources_differ as integer) as sources_differ,
    classed.fit
from classed
inner join {{ ref('evidence_rule') }} as rule using (evidence)
qualify row_number() over (
    partition by classed.claim_id, classed.year
    order by
        rule.rank,
        classed.in_words,
        least(classed.decimals, 2) desc,
        classed.sources_agree desc,
        classed.fit <> 'agrees',
        classed.fit <> 'rounding',
        classed.is_computed,
        abs(classed.value - classed.low),
        classed.decimals desc,
        classed.reference_key
) = 1
{% endmacro %}

{# Whether a reference is another's word than the claim's. The publisher's print is its own source, whoever copies it; a page that
   is read twice stays one page. #}
{% macro is_of_another(claim, reference) -%}
    not list_has_any(
        {{ reference }}.sources,
        if({{ reference }}.evidence in ('official', 'workbook', 'derived_from_print'), [{{ claim }}.document_id], {{ claim }}.sources)
    )
{%- endmacro %}
