/** Queries to begin with, each answered by the release. Belongs here: their words and SQL. */
import type { Language } from "../routing";

export interface Example {
  name: Record<Language, string>;
  sql: string;
}

export const EXAMPLES: Example[] = [
  {
    name: { vi: "Hạng PAR INDEX của Cần Thơ thay đổi thế nào, tin được đến đâu?", en: "How did Cần Thơ's PAR INDEX rank move, and which can be trusted?" },
    sql: `select year, score, rank_published, rank_inferred, rank_evidence_class,
       rank_sources_agree, rank_sources_differ, comparable_with_previous
from fct_score
where unit_name = 'Cần Thơ' and index_code = 'PAR_INDEX' and domain_code = '_total'
  and year between 2012 and 2024
order by year`,
  },
  {
    name: { vi: "Địa phương nào tự nêu số khác với số công bố?", en: "Which provinces' own claims differ from the published figure?" },
    sql: `select distinct unit_name, index_code, year, measure, value as claimed,
       reference_value as published, reference_evidence, document_id
from fct_claim_check
where is_own_claim and verdict in ('differs', 'wrong_year', 'other_index')
  and reference_evidence in ('official', 'workbook', 'derived_from_print', 'claims_agree')
order by unit_name, index_code, year, measure`,
  },
  {
    name: { vi: "Quảng Ngãi mất điểm nhiều nhất ở đâu, ai tiến bộ nhất ở đó?", en: "Where did Quảng Ngãi lose most, and who improved most there?" },
    sql: `select domain_code, domain_name_vi, domain_name_en, score, best_unit_name, best_score,
       gap_percent, units, most_risen_unit_name, greatest_rise
from mart_gap
where unit_name = 'Quảng Ngãi' and index_code = 'PAPI' and year = 2024
  and domain_code not like '%.%'
order by gap_percent desc nulls last`,
  },
  {
    name: { vi: "Mức biết được của PAR INDEX theo năm", en: "What is held of PAR INDEX, by year" },
    sql: `select year,
       count(*) filter (where status = 'exact') as printed,
       count(*) filter (where status = 'derived') as derived,
       count(*) filter (where status = 'bounded') as bounded,
       count(*) filter (where status in ('not_found', 'not_published')) as not_held
from mart_coverage_unit
where index_code = 'PAR_INDEX'
group by year
order by year`,
  },
  {
    name: { vi: "Nối hai bảng: điểm PAPI 2024 theo vùng", en: "Join two tables: PAPI 2024 by region" },
    sql: `select unit.region_vi, unit.region_en, count(*) as units,
       round(avg(score.score), 2) as mean, max(score.score) as best
from fct_score as score
join dim_unit as unit using (unit_key)
where score.index_code = 'PAPI' and score.year = 2024 and score.domain_code = '_total'
group by unit.region_vi, unit.region_en
order by mean desc`,
  },
  {
    name: { vi: "Nhiệm vụ trong kế hoạch của các địa phương, theo lĩnh vực", en: "Planned tasks by domain" },
    sql: `select task.conformed_code, count(*) as tasks, count(distinct task.document_id) as documents,
       count(task.due_on) as with_a_day
from fct_task as task
where task.is_current
group by task.conformed_code
order by tasks desc`,
  },
];
