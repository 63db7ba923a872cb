/** The what-if's model of a unit in an index-year, or the reason why there can be none.
 *
 * Belongs here: judging whether totals and formula are held. Does not belong here: the arithmetic (`what-if.ts`).
 */
import type { Model } from "./what-if";
import { rounded } from "./ranks";

export interface DomainKnown {
  domain_code: string;
  /** Whether it is a part of the total itself, not of another domain. */
  isPartOfTotal: boolean;
  name_vi: string | null;
  name_en: string | null;
  max_score: number | null;
  weight_in_total: number | null;
}

export interface ScoreKnown {
  unit_key: string;
  name: string;
  domain_code: string;
  score: number | null;
}

export type Refusal = "no_total" | "no_domains" | "no_formula" | "part_missing" | "totals_incomplete" | "sum_differs";

export interface IndexYearKnown {
  domains: DomainKnown[];
  scores: ScoreKnown[];
  totalMax: number | null;
  /** Whether the totals of all units that the index published in the year are held. */
  isWhole: boolean;
}

export const TOTAL = "_total";

/** A total that lies further from its parts' sum than this part of a point was not made by the formula. */
const TOLERANCE_OF_A_PART = 0.005;

/** Whether a total is not what its weighed parts make, beyond the rounding of what is printed. */
export function sumDiffers(total: number, parts: { score: number; weight: number }[]): boolean {
  const sum = parts.reduce((all, part) => all + part.score * part.weight, 0);
  return Math.abs(rounded(sum - total)) > TOLERANCE_OF_A_PART * (parts.length + 1);
}

export function modelOf(known: IndexYearKnown, unitKey: string): { model: Model } | { refusal: Refusal } {
  const own = new Map(known.scores.filter((row) => row.unit_key === unitKey).map((row) => [row.domain_code, row.score]));
  const total = own.get(TOTAL) ?? null;
  if (total === null) return { refusal: "no_total" };
  const weighed = known.domains.filter((domain) => domain.isPartOfTotal && domain.weight_in_total !== null);
  const held = known.domains.filter((domain) => domain.domain_code !== TOTAL && (own.get(domain.domain_code) ?? null) !== null);
  if (held.length === 0) return { refusal: "no_domains" };
  if (weighed.length === 0) return { refusal: "no_formula" };
  if (weighed.some((domain) => (own.get(domain.domain_code) ?? null) === null || domain.max_score === null)) {
    return { refusal: "part_missing" };
  }
  const rivals = known.scores
    .filter((row) => row.domain_code === TOTAL && row.unit_key !== unitKey && row.score !== null)
    .map((row) => ({ unitKey: row.unit_key, name: row.name, total: row.score! }));
  if (!known.isWhole) return { refusal: "totals_incomplete" };
  const domains = weighed.map((domain) => ({
    code: domain.domain_code,
    name_vi: domain.name_vi,
    name_en: domain.name_en,
    score: own.get(domain.domain_code)!,
    max: domain.max_score!,
    weight: domain.weight_in_total!,
  }));
  if (sumDiffers(total, domains)) return { refusal: "sum_differs" };
  return { model: { total, totalMax: known.totalMax, domains, rivals } };
}
