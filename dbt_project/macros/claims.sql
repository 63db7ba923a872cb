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

{# For each of `claims` the best other value of each year that `years` allows: best evidence first, then the finer print,
   what most independent sources print, what agrees with the claim, and the key. The claim's own source is never asked,
   nor what was computed from it. Two sources that print one value make a better reference than one. #}
{% macro best_references(claims, years) %}
with pairs as (
    select
        claim.figure_id as claim_id,
        claim.value,
        reference.* exclude (measure, kind, cell, domain_code, index_code, scope_slug, base_year),
        if(reference.figure_id is null, claim.rounding + reference.rounding, greatest(claim.rounding, reference.rounding)) as agreeing,
        case
            when claim.measure <> 'score' then 0
            when reference.figure_id is null then 2 * claim.rounding + reference.rounding
            else 2 * greatest(claim.rounding, reference.rounding)
        end * if(least(claim.decimals, reference.decimals) >= 2, 1.000001, 0.999999) as one_unit
    from {{ claims }} as claim
    inner join {{ ref('int_reference_values') }} as reference
        on claim.index_code = reference.index_code
        and claim.scope_slug = reference.scope_slug
        and claim.cell = reference.cell
        and claim.domain_code = reference.domain_code
        and claim.measure = reference.measure
        and claim.kind = reference.kind
        and claim.base_year is not distinct from reference.base_year
        and {{ years }}
    where {{ is_of_another('claim', 'reference') }}
),

-- Sources that print the reference alike, and those that do not, the claim's own left out.
supported as (
    select
        one.claim_id,
        one.year,
        one.reference_key,
        count(distinct other.source_key) filter (abs(one.low - other.low) <= greatest(one.rounding, other.rounding) + 1e-9) as sources_agree,
        count(distinct other.source_key) filter (abs(one.low - other.low) > greatest(one.rounding, other.rounding) + 1e-9) as sources_differ
    from pairs as one
    inner join pairs as other using (claim_id, year)
    where one.figure_id is not null and other.figure_id is not null
    group by one.claim_id, one.year, one.reference_key
),

classed as (
    select
        pairs.* exclude (evidence),
        if(pairs.evidence = 'claim' and supported.sources_agree >= 2, 'claims_agree', pairs.evidence) as evidence,
        coalesce(supported.sources_agree, 0) as sources_agree,
        coalesce(supported.sources_differ, 0) as sources_differ,
        {{ fit('pairs.value', 'pairs.low', 'pairs.high', 'pairs.agreeing', 'pairs.one_unit') }} as fit
    from pairs
    left join supported using (claim_id, year, reference_key)
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
