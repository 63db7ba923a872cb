/** Which scores are told on one scale, so that they may be held against each other.
 *
 * Belongs here: that judgement and shares of what can be had. Does not belong here: years and frameworks that do not compare.
 */
const HUNDRED = 100;

interface Measured {
  unit_of_measure: string | null;
  max_score: number | null;
}

/** The scale of a score: percent and points of 100 are the same numbers. */
export function scaleOf({ unit_of_measure: unit, max_score: most }: Measured): string {
  return unit === "percent" || (unit === "points" && most === HUNDRED) ? "percent" : (unit ?? "");
}

/** The scale of most of these scores. */
export function commonScale(rows: (Measured & { score: number | null })[]): string {
  const counts = new Map<string, number>();
  for (const row of rows) if (row.score !== null) counts.set(scaleOf(row), (counts.get(scaleOf(row)) ?? 0) + 1);
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0] ?? "";
}

/** How much of what can be had: 0 at the lowest score of the scale, 1 at the highest; null where the scale is not known. */
export function shareOf(score: number | null, unit: string | null, low: number | null, high: number | null): number | null {
  if (unit === "percent") return score === null ? null : score / HUNDRED;
  const from = low ?? 0;
  if (score === null || high === null || high <= from) return null;
  return (score - from) / (high - from);
}
