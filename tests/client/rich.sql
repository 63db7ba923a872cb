-- What the sample build lacks: breaks, a third geography, claims, names that several units or subjects bear.
alter table marts.fct_score add column if not exists is_series_break boolean default false;
alter table marts.fct_figure add column if not exists confidence varchar;
insert into marts.dim_unit (unit_key, level, code, name_vi, name_en, name_ascii, canonical_name, geography, valid_from, valid_to)
values ('province/bac-giang/63-2008', 'province', '24', 'Bắc Giang', 'Bac Giang', 'Bac Giang', 'Bắc Giang', '63-2008',
        '2008-08-01', '2025-06-30'),
       ('province/bac-ninh/64-2004', 'province', '27', 'Bắc Ninh', 'Bac Ninh', 'Bac Ninh', 'Bắc Ninh', '64-2004',
        '2004-01-01', '2008-07-31'),
       ('district/dak-lak/bac-giang/63-2008', 'district', null, 'Bắc Giang', null, 'Bac Giang', 'Bắc Giang', '63-2008',
        null, null),
       ('national/viet-nam', 'national', null, 'Việt Nam', 'Viet Nam', 'Viet Nam', 'Việt Nam', null, null, null);
update marts.fct_score set geography = '63-2008', evidence_class = evidence;
insert into marts.fct_score (score_key, index_code, year, unit_key, unit_name, level, geography, domain_key,
    domain_code, score, max_score, unit_of_measure, rank_published, rank_computed, status, evidence, evidence_class,
    is_series_break)
values
    ('PAPI/2018/bac-ninh/_total', 'PAPI', 2018, 'province/bac-ninh/63-2008', 'Bắc Ninh', 'province', '63-2008',
     'PAPI/2018/_total', '_total', 40, 80, 'points', null, 9, 'A', 'workbook', 'workbook', false),
    ('PAPI/2019/bac-giang/_total', 'PAPI', 2019, 'province/bac-giang/63-2008', 'Bắc Giang', 'province', '63-2008',
     'PAPI/2019/_total', '_total', 41, 80, 'points', null, 8, 'B', 'workbook', 'workbook', true),
    ('PAPI/2007/bac-ninh/_total', 'PAPI', 2007, 'province/bac-ninh/64-2004', 'Bắc Ninh', 'province', '64-2004',
     'PAPI/2007/_total', '_total', 30, 60, 'points', null, null, 'A', 'official', 'official', false),
    ('PAPI/2021/viet-nam/_total', 'PAPI', 2021, 'national/viet-nam', 'Việt Nam', 'national', null,
     'PAPI/2021/_total', '_total', 42, 80, 'points', null, null, 'A', 'official', 'official', false),
    ('PAPI/2021/bac-giang/1', 'PAPI', 2021, 'province/bac-giang/63-2008', 'Bắc Giang', 'province', '63-2008',
     'PAPI/2021/1', '1', 5, 10, 'points', null, null, 'A', 'official', 'official', false),
    ('PAR_INDEX/2021/bac-ninh/_total', 'PAR_INDEX', 2021, 'province/bac-ninh/63-2008', 'Bắc Ninh', 'province',
     '63-2008', 'PAR_INDEX/2021/_total', '_total', 88.5, 100, 'percent', null, null, 'A', 'claim', 'claim', false);
insert into marts.dim_domain (domain_key, index_code, year, domain_code, is_total, sort_order, name_vi, name_en, conformed_code)
values ('PAPI/2018/_total', 'PAPI', 2018, '_total', true, 0, 'Tổng', 'Total', null),
       ('PAPI/2019/_total', 'PAPI', 2019, '_total', true, 0, 'Tổng', 'Total', null),
       ('PAPI/2007/_total', 'PAPI', 2007, '_total', true, 0, 'Tổng', 'Total', null),
       ('PAR_INDEX/2021/_total', 'PAR_INDEX', 2021, '_total', true, 0, 'Tổng', 'Total', null),
       ('PAR_INDEX/2021/7', 'PAR_INDEX', 2021, '7', false, 7, 'Hiện đại hóa hành chính', 'Modernisation', 'DIGITAL'),
       ('PAR_INDEX/2022/7', 'PAR_INDEX', 2022, '7', false, 7, 'Xây dựng chính quyền số', 'Digital government', 'DIGITAL'),
       ('PAR_INDEX/2022/8', 'PAR_INDEX', 2022, '8', false, 8, 'Tác động', 'Impact', 'IMPACT'),
       ('PAR_INDEX/2021/8', 'PAR_INDEX', 2021, '8', false, 8, 'Tác động', 'Modernisation', 'IMPACT');
update marts.dim_document set issuer_unit = 'Bắc Ninh', plan_years = [2024] where document_id = 'news/1';
update marts.fct_task set conformed_code = 'DIGITAL' where task_id like '%.hop';
update marts.mart_gap set unit_key = s.unit_key, level = s.level, domain_key = s.domain_key
from marts.fct_score as s where s.score_key = mart_gap.score_key;
update marts.fct_task set issuer_unit_key = 'province/bac-ninh/34-2025', issuer_unit_name = 'Bắc Ninh',
    issuer_level = 'province', issuer_province_name = 'Bắc Ninh', plan_years = [2024];
update marts.fct_target set issuer_unit_key = 'department/bac-ninh/so-tu-phap', issuer_unit_name = 'Sở Tư pháp',
    issuer_level = 'department', issuer_province_name = 'Bắc Ninh';
