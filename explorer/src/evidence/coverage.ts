/** What is held of indices, counted from the cells of the data file `quality`.
 *
 * Belongs here: pure counts. Does not belong here: showing them.
 */
import type { CoverageUnits, Quality } from "../shapes";
import { unpacked } from "../release";

export const STATUSES = ["exact", "derived", "bounded", "not_published", "not_found"] as const;
export type CellStatus = (typeof STATUSES)[number];

export interface YearCounts extends Record<CellStatus, number> {
  units: number;
}

export type Block = Quality["coverage"][number];

/** Counts of one year of an index and level, by what is known of each unit. */
export function yearCounts(block: Block, codes: Record<string, string>, year: number): YearCounts {
  const counts: YearCounts = { exact: 0, derived: 0, bounded: 0, not_published: 0, not_found: 0, units: 0 };
  const at = block.years.indexOf(year);
  for (const cells of at < 0 ? [] : block.cells) {
    const status = codes[cells[at] ?? ""];
    if (STATUSES.includes(status as CellStatus)) {
      counts[status as CellStatus] += 1;
      counts.units += 1;
    }
  }
  return counts;
}

/** How sure a year is, in five steps for its colour: 0 nothing, 4 all units certain. */
export function sureness(counts: YearCounts): number {
  const share = counts.units ? (counts.exact + counts.derived) / counts.units : 0;
  return share === 0 ? 0 : share < 0.34 ? 1 : share < 0.67 ? 2 : share < 1 ? 3 : 4;
}

export interface Missing {
  year: number;
  status: string;
  reason_vi: string | null;
  reason_en: string | null;
  units: string[];
}

/** Cells that are not certain, together where year, status and reason are one. */
export function missingOf(file: CoverageUnits): Missing[] {
  const found = new Map<string, Missing>();
  for (const cell of unpacked(file.cells)) {
    if (cell.status === "exact" || cell.status === "derived") continue;
    const key = [cell.year, cell.status, cell.reason_vi, cell.reason_en].join("|");
    const held = found.get(key) ?? { year: cell.year, status: cell.status, reason_vi: cell.reason_vi, reason_en: cell.reason_en, units: [] };
    held.units.push(cell.unit_name);
    found.set(key, held);
  }
  return [...found.values()].sort((a, b) => b.year - a.year || a.status.localeCompare(b.status));
}
