/** Whether a target of a plan was reached, as far as the scores held tell.
 *
 * Only targets about an index's total or domain can be held against a result: a score in points or percent, a place, a
 * step of places. All others stay "not known"; a guess would be worse. Belongs here: the pure judgement.
 */

export interface TargetKnown {
  operator: string;
  value: number | null;
  value_to: number | null;
  unit_of_measure: string | null;
  base_year: number | null;
  index_code: string | null;
  conformed_code: string | null;
  due_on: string | null;
  plan_years: number[] | null;
  /** Indices that the plan names; one alone is what a target without an index of its own is about. */
  index_codes?: string[] | null;
}

export interface ResultKnown {
  index_code: string;
  year: number;
  domain_code: string;
  score: number | null;
  place: number | null;
  unit_of_measure: string | null;
}

export type Verdict = "reached" | "missed" | "not_known";

export interface Judged {
  verdict: Verdict;
  /** The score, place or step of places that was held against the target. */
  result: number | null;
  indexCode: string | null;
  year: number | null;
}

/** The year that a target speaks of: that of its deadline, else the plan's only year. */
export function yearOf(target: TargetKnown): number | null {
  if (target.due_on) return Number(target.due_on.slice(0, 4));
  return target.plan_years?.length === 1 ? target.plan_years[0]! : null;
}

export function judged(target: TargetKnown, results: ResultKnown[]): Judged {
  const year = yearOf(target);
  const indexCode = target.index_code ?? (target.index_codes?.length === 1 ? target.index_codes[0]! : null);
  const unknown: Judged = { verdict: "not_known", result: null, indexCode, year };
  if (year === null || indexCode === null || target.value === null || target.conformed_code !== null) return unknown;
  const at = (of: number) => results.find((row) => row.index_code === indexCode && row.year === of && row.domain_code === "_total");
  const result = resultFor(target, at(year), target.base_year === null ? undefined : at(target.base_year));
  if (result === null) return unknown;
  const reached = holds(target, result);
  return reached === null ? unknown : { verdict: reached ? "reached" : "missed", result, indexCode, year };
}

function resultFor(target: TargetKnown, now: ResultKnown | undefined, before: ResultKnown | undefined): number | null {
  if (!now) return null;
  if (target.unit_of_measure === "rank") return now.place;
  if (target.unit_of_measure === "places") {
    return now.place === null || !before || before.place === null ? null : before.place - now.place;
  }
  if (target.unit_of_measure !== "points" && target.unit_of_measure !== "percent") return null;
  const isSameMeasure = now.unit_of_measure === target.unit_of_measure || now.unit_of_measure === null;
  if (now.score === null || !isSameMeasure) return null;
  if (!["increase", "increase_by", "decrease_by"].includes(target.operator)) return now.score;
  return !before || before.score === null ? null : now.score - before.score;
}

function holds(target: TargetKnown, result: number): boolean | null {
  const value = target.value!;
  const isPlace = target.unit_of_measure === "rank";
  switch (target.operator) {
    case ">=":
    case "increase":
    case "increase_by":
    case "increase_rank":
      return result >= value;
    case ">":
      return result > value;
    case "<=":
      return result <= value;
    case "<":
      return result < value;
    case "=":
      return isPlace ? result <= value : result >= value;
    case "between":
      if (target.value_to === null) return null;
      return isPlace ? result <= Math.max(value, target.value_to) : result >= Math.min(value, target.value_to);
    case "decrease_by":
      return -result >= value;
    default:
      return null;
  }
}
