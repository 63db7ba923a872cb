-- What the printed examples ask for: PAPI of four provinces, 2017 to 2024, with breaks, and claims of PAR INDEX.
update marts.dim_index set unit_of_measure = 'points', first_year = 2017, last_year = 2024 where index_code = 'PAPI';
update marts.dim_index set unit_of_measure = 'percent' where index_code = 'PAR_INDEX';
delete from marts.fct_score where index_code = 'PAPI';
delete from marts.dim_domain where index_code = 'PAPI';
delete from marts.mart_coverage;
insert into marts.dim_unit (unit_key, level, code, name_vi, name_en, name_ascii, full_name_vi, canonical_name, geography,
    region_vi, region_en, valid_from, valid_to)
values ('province/quang-ngai/63-2008', 'province', '51', 'Quảng Ngãi', 'Quang Ngai', 'Quang Ngai', 'Tỉnh Quảng Ngãi',
        'Quảng Ngãi', '63-2008', 'Nam Trung Bộ', 'South Central Coast', '2008-08-01', '2025-06-30'),
       ('province/quang-ngai/34-2025', 'province', '51', 'Quảng Ngãi', 'Quang Ngai', 'Quang Ngai', 'Tỉnh Quảng Ngãi',
        'Quảng Ngãi', '34-2025', 'Nam Trung Bộ', 'South Central Coast', '2025-07-01', null),
       ('province/da-nang/63-2008', 'province', '48', 'Đà Nẵng', 'Da Nang', 'Da Nang', 'Thành phố Đà Nẵng',
        'Đà Nẵng', '63-2008', 'Nam Trung Bộ', 'South Central Coast', '2008-08-01', '2025-06-30');
insert into marts.dim_province from marts.dim_unit where unit_key like 'province/quang-ngai/%' or unit_key like '%/da-nang/%';
insert into marts.dim_domain (domain_key, index_code, scope, year, framework_key, domain_code, parent_domain_key, is_total,
    sort_order, name_vi, name_en, max_score)
select 'PAPI/' || year || '/' || code, 'PAPI', '', year, 'PAPI/2011', code,
    case when code <> '_total' then 'PAPI/' || year || '/_total' end, code = '_total', n,
    case code when '_total' then 'Tổng điểm' else 'Trục nội dung ' || code end,
    case code when '_total' then 'Total' else 'Dimension ' || code end,
    case when code <> '_total' then 10 when year = 2017 then 60 else 80 end
from (select unnest(range(2017, 2025)) as year) as years
cross join (select unnest(['_total', '1', '2', '3', '4', '5', '6', '7', '8']) as code, unnest(range(9)) as n) as domains
where year > 2017 or n < 7;
insert into marts.fct_score (score_key, index_code, year, unit_key, unit_name, level, geography, domain_key, domain_code,
    domain_name_vi, domain_name_en, score, max_score, percent, unit_of_measure, rank_published, rank_of, rank_computed,
    status, is_series_break, comparable_with_previous, comparability_reason, evidence, evidence_class, rank_evidence_class,
    figure_id, sources_agree, sources_differ, rank_sources_agree, rank_sources_differ, contradictions, figures_agree,
    figures_differ)
select concat('PAPI/', d.year, '/', u.unit_key, '/', d.domain_code), 'PAPI', d.year, u.unit_key, u.canonical_name, 'province',
    '63-2008', d.domain_key, d.domain_code, d.name_vi, d.name_en, s, d.max_score, round(100 * s / d.max_score, 6), 'points',
    null, null, rank() over (partition by d.domain_key order by s desc), if(d.year = 2018, 'B', 'A'), d.year = 2018,
    d.year not in (2017, 2018), case d.year when 2018 then 'environment and e-governance added · thêm hai trục' end,
    'workbook', 'workbook', null,
    if(d.year = 2021 and u.unit_key like '%bac-ninh%' and d.is_total, 'papi/2021#bac-ninh.PAPI.2021._total.score', null),
    1, 0, 0, 0, 0, 0, 0
from marts.dim_domain as d
cross join (
    select *, row_number() over (order by unit_key) as n from marts.dim_unit
    where unit_key in ('province/quang-ngai/63-2008', 'province/da-nang/63-2008', 'province/bac-ninh/63-2008', 'province/dak-lak/63-2008')
) as u
cross join lateral (
    select round((if(d.is_total, d.max_score, 10)) * (0.5 + 0.03 * u.n + 0.004 * ((u.n * d.year + d.sort_order) % 7)), 4) as s
) as computed
where d.index_code = 'PAPI' and not (u.n = 3 and d.year = 2020);
insert into marts.fct_score (score_key, index_code, year, unit_key, unit_name, level, geography, domain_key, domain_code,
    score, max_score, percent, unit_of_measure, status, is_series_break, comparable_with_previous, evidence, evidence_class,
    sources_agree, sources_differ, contradictions, figures_agree, figures_differ)
select concat('PAR_INDEX/', year, '/', unit_key, '/_total'), 'PAR_INDEX', year, unit_key, unit_name, 'province', '63-2008',
    'PAR_INDEX/' || year || '/_total', '_total', 85 + year % 4, 100, 85 + year % 4, 'percent', 'A', false, true, 'claim', 'claim',
    1, 0, 0, 0, 0
from (select distinct year, unit_key, unit_name from marts.fct_score where index_code = 'PAPI' and year >= 2022);
insert into marts.dim_domain (domain_key, index_code, scope, year, domain_code, is_total, sort_order, name_vi, name_en)
select 'PAR_INDEX/' || year || '/_total', 'PAR_INDEX', '', year, '_total', true, 0, 'Tổng điểm', 'Total'
from (select unnest(range(2022, 2025)) as year) as years;
insert into marts.mart_coverage (index_code, year, level, geography, units_expected, units_scored, units_with_domains, figures,
    status, best_evidence)
select index_code, year, level, '63-2008', 63, count(distinct unit_key), count(distinct unit_key), count(*), 'partial',
    any_value(evidence)
from marts.fct_score where level = 'province' group by index_code, year, level;
insert into marts.mart_coverage (index_code, year, level, geography, units_expected, units_scored, figures, status, reason)
values ('PAPI', 2025, 'province', '34-2025', 34, 0, 0, 'not_published', 'chưa công bố'),
       ('PAR_INDEX', 2020, 'province', '63-2008', 63, 0, 0, 'not_found', 'chưa tìm thấy');
