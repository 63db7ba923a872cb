/** From the data file of an index-year to what the what-if must know of it; and which subject a domain belongs to.
 *
 * Belongs here: pure translation of rows. Does not belong here: judging (`model.ts`) or arithmetic (`what-if.ts`).
 */
import { unpacked } from "../release";
import type { FrameworkRow, IndexYear, TopDomainRow } from "../shapes";
import { TOTAL, type IndexYearKnown } from "./model";

/** What is held of the units that the unit is ranked with: those of its level whose total is of the same measure. */
export function knownOf(file: IndexYear, unitKey: string): IndexYearKnown | null {
  const scores = unpacked(file.scores);
  const own = scores.filter((row) => row.unit_key === unitKey);
  const total = own.find((row) => row.domain_code === TOTAL);
  if (!total) return null;
  const coverage = unpacked(file.coverage).find((row) => row.level === total.level);
  const ownKeys = new Map(own.map((row) => [row.domain_key, row]));
  return {
    totalMax: total.max_score,
    isWhole: coverage?.is_whole ?? false,
    domains: unpacked(file.domains)
      .filter((domain) => ownKeys.has(domain.domain_key) && !domain.is_total)
      .map((domain) => ({
        domain_code: domain.domain_code,
        isPartOfTotal: domain.parent_domain_key?.endsWith(`/${TOTAL}`) ?? false,
        name_vi: domain.name_vi,
        name_en: domain.name_en,
        max_score: domain.max_score ?? ownKeys.get(domain.domain_key)!.max_score,
        weight_in_total: domain.weight_in_total,
      })),
    scores: scores
      .filter((row) => row.level === total.level && (row.unit_key === unitKey || row.domain_key !== total.domain_key || row.unit_of_measure === total.unit_of_measure))
      .map((row) => ({ unit_key: row.unit_key, name: row.unit_name, domain_code: row.domain_code, score: row.score })),
  };
}

interface Schemes {
  frameworks: FrameworkRow[];
  domains: TopDomainRow[];
}

/** The subject that a top-level domain belongs to, by the framework in force in the year. */
export function subjectOf({ frameworks, domains }: Schemes, indexCode: string, year: number, domainCode: string): string | null {
  const inForce = frameworks
    .filter((row) => row.index_code === indexCode && row.valid_from_year <= year && (row.valid_to_year ?? Infinity) >= year)
    .map((row) => row.framework_key);
  const found = domains.find((row) => row.index_code === indexCode && row.domain_code === domainCode && row.framework_key !== null && inForce.includes(row.framework_key));
  return found?.conformed_code ?? null;
}
