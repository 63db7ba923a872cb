/** In what order a unit's domains are told, and which rivals stand for each.
 *
 * Belongs here: pure ordering of rows of `mart_gap`. Does not belong here: making the numbers; dbt makes them.
 */

export interface GapKnown {
  domain_code: string;
  weight_in_total: number | null;
  gap_to_best: number | null;
  points_lost: number | null;
  change: number | null;
}

export const ORDERS = ["gap", "lost", "change", "framework"] as const;
export type Order = (typeof ORDERS)[number];

export function orderOf(text: string | undefined): Order {
  return ORDERS.find((order) => order === text) ?? "gap";
}

/** What the distance to the best weighs in the total; in the domain's own points where its weight is not known. */
export function weighedGap(row: GapKnown): number | null {
  return row.gap_to_best === null ? null : row.gap_to_best * (row.weight_in_total ?? 1);
}

function weighedLoss(row: GapKnown): number | null {
  return row.points_lost === null ? null : row.points_lost * (row.weight_in_total ?? 1);
}

/** The rows in the order asked for, what weighs most first; what is not known comes last, equals by code. */
export function ordered<Row extends GapKnown>(rows: Row[], order: Order): Row[] {
  const measure: Record<Order, (row: Row) => number | null> = {
    gap: weighedGap,
    lost: weighedLoss,
    change: (row) => (row.change === null ? null : -row.change),
    framework: () => 0,
  };
  return [...rows].sort((a, b) => descending(measure[order](a), measure[order](b)) || byCode(a.domain_code, b.domain_code));
}

function descending(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return b - a;
}

/** `2` before `10`, `1.2` before `1.10`, words after numbers. */
export function byCode(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/** The domain right above a code: `3.2` -> `3`, `3` -> the total. */
export function isPartOf(code: string, above: string): boolean {
  return code.startsWith(`${above}.`) && !code.slice(above.length + 1).includes(".");
}

type Told = string | null | undefined;

export interface RivalsKnown {
  units: number;
  greatest_rise: number | null;
  best_unit_key?: Told;
  best_unit_name: Told;
  most_risen_unit_key?: Told;
  most_risen_unit_name: Told;
  region_best_unit_key?: Told;
  region_best_unit_name?: Told;
}

/** Whether there is anybody to compare with: a unit alone leads nothing. */
export function isCompared(row: { units: number } | null): boolean {
  return row !== null && row.units > 1;
}

/** The region's median, where the region has more than the unit itself. */
export function regionMedian(row: { units: number; region_units?: number | null; region_median_score?: number | null } | null): number | null {
  return row !== null && isCompared(row) && (row.region_units ?? 0) > 1 ? (row.region_median_score ?? null) : null;
}

/** Whether anybody rose: the least fall is no rise. */
export function isRise(row: { greatest_rise: number | null }): boolean {
  return row.greatest_rise !== null && row.greatest_rise > 0;
}

export type Part = "most_risen" | "best" | "region_best";

export interface RivalTold {
  unitKey: string;
  name: string;
  parts: Part[];
}

/** Those who moved up most, lead, or lead in the region, each once with all that they are; never the unit itself. */
export function rivalsOf(row: RivalsKnown, ownKey: string): RivalTold[] {
  if (!isCompared(row)) return [];
  const told = new Map<string, RivalTold>();
  const parts: [Part, Told, Told][] = [
    ["most_risen", isRise(row) ? row.most_risen_unit_key : null, row.most_risen_unit_name],
    ["best", row.best_unit_key, row.best_unit_name],
    ["region_best", row.region_best_unit_key, row.region_best_unit_name],
  ];
  for (const [part, key, name] of parts) {
    if (!key || key === ownKey) continue;
    const known = told.get(key);
    if (known) known.parts.push(part);
    else told.set(key, { unitKey: key, name: name ?? key, parts: [part] });
  }
  return [...told.values()];
}
