/** Places among totals: a competition ranking, as the warehouse ranks (equal totals share the better place).
 *
 * Belongs here: pure arithmetic of places. Does not belong here: how a total comes about (`what-if.ts`).
 */

/** Totals are compared to six decimals, as the warehouse compares them: below that they are noise of sums. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** The place of a total among those of others, and how many of them equal it. */
export function placeOf(total: number, others: number[]): { place: number; ties: number } {
  const own = rounded(total);
  let better = 0;
  let ties = 0;
  for (const other of others) {
    const theirs = rounded(other);
    if (theirs > own) better += 1;
    else if (theirs === own) ties += 1;
  }
  return { place: better + 1, ties };
}

/** The smallest total that takes the place, or a better one, among others; null where there is no such place to take. */
export function totalFor(place: number, others: number[]): number | null {
  if (place < 1 || !Number.isInteger(place)) return null;
  const sorted = others.map(rounded).sort((a, b) => b - a);
  return sorted[place - 1] ?? null;
}

/** The nearest better place that can be taken: equal totals above share one, so a step may skip numbers. */
export function nextPlace(total: number, others: number[]): number | null {
  const own = rounded(total);
  const better = others.map(rounded).filter((other) => other > own);
  if (better.length === 0) return null;
  const nearest = Math.min(...better);
  return better.filter((other) => other > nearest).length + 1;
}
