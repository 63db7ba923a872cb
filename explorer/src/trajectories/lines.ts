/** Lines of units over the years, cut where the values of two years do not compare.
 *
 * Belongs here: pure making of points and segments. Does not belong here: drawing, choosing units.
 */
import { commonScale, scaleOf } from "../comparing/scales";
import type { BreakRow, Series34Row, SeriesRow, UnitRow } from "../shapes";

/** Ranks or scores. */
export type Measure = "rank" | "score";

/** How a value came to be: printed by the index's publisher or following from that print, told by others only, computed here. */
export type Origin = "published" | "claimed" | "computed";

export interface Point {
  unitPath: string;
  unitKey: string;
  year: number;
  /** The rank or the score that is drawn; null where only an interval is known. */
  value: number | null;
  origin: Origin;
  low: number | null;
  high: number | null;
  score: number | null;
  rank: number | null;
  rankOf: number | null;
  /** Whether others than the publisher told the rank, whatever the score rests on. */
  isClaimedRank: boolean;
  unit: string | null;
  /** Whether the score is of another scale than most, and therefore not drawn among them. */
  isOffScale: boolean;
  maxScore: number | null;
  status: string;
  evidenceClass: string | null;
  /** What the figure page opens: the figure, or the fact where it was computed of several. */
  figureId: string | null;
  /** On the 34 provinces of today: how the score was made, and of how many of the old units. */
  method: string | null;
  scored: number | null;
  expected: number | null;
}

/** Why the line does not go from the year before to `year`. */
export interface Break {
  year: number;
  kind: "series" | "merger";
  reasonVi: string | null;
  reasonEn: string | null;
}

export interface Line {
  unitPath: string;
  points: Point[];
  /** Runs of years that compare, each to be drawn as one stroke. */
  segments: Point[][];
  breaks: Break[];
}

/** Evidence of the index's own publisher, or computed from nothing but that. */
const OWN_PRINT = new Set(["official", "workbook", "published", "derived_from_print"]);

interface Cut {
  point: Point;
  cut: Break | null;
}

/** The line of a unit in a domain, in its own units. */
export function lineOf(rows: SeriesRow[], unitPath: string, domainCode: string, measure: Measure, units: UnitRow[]): Line {
  const mergers = mergedUnits(units);
  const scale = commonScale(rows.filter((row) => row.domain_code === domainCode));
  const cuts = rows
    .filter((row) => row.unit_path === unitPath && row.domain_code === domainCode)
    .sort((a, b) => a.year - b.year)
    .map((row, at, all) => ({ point: pointOf(row, measure, scale), cut: cutBefore(row, all[at - 1], mergers) }));
  return joined(unitPath, cuts);
}

/** The line of a province of today, computed back onto 34 provinces; ranks are of these scores, never means of ranks. */
export function lineOf34(rows: Series34Row[], unitPath: string, domainCode: string, measure: Measure, breaks: BreakRow[]): Line {
  const years = new Map<number, Series34Row[]>();
  const scale = commonScale(rows.filter((row) => row.domain_code === domainCode));
  for (const row of rows) {
    if (row.unit_path === unitPath && row.domain_code === domainCode) years.set(row.year, [...(years.get(row.year) ?? []), row]);
  }
  const cuts = [...years].sort(([a], [b]) => a - b).map(([year, ofYear]) => {
    const known = breaks.find((one) => one.year === year && one.domain_code === domainCode);
    const isBreak = known !== undefined || ofYear.some((row) => row.is_series_break);
    const cut: Break | null = isBreak ? { year, kind: "series", reasonVi: known?.reason_vi ?? null, reasonEn: known?.reason_en ?? null } : null;
    return { point: pointOf34(ofYear, measure, scale), cut };
  });
  return joined(unitPath, cuts);
}

/** Cut a line's points into runs: at breaks, where a year is missing, and where no single value is known. */
function joined(unitPath: string, cuts: Cut[]): Line {
  const segments: Point[][] = [];
  let last: Point | undefined;
  for (const { point, cut } of cuts) {
    if (point.value === null) {
      last = undefined;
      continue;
    }
    if (last && last.year === point.year - 1 && !cut) segments.at(-1)!.push(point);
    else segments.push([point]);
    last = point;
  }
  return { unitPath, points: cuts.map(({ point }) => point), segments, breaks: cuts.flatMap(({ cut }) => cut ?? []) };
}

function pointOf(row: SeriesRow, measure: Measure, scale: string): Point {
  const isOffScale = row.score !== null && scaleOf(row) !== scale;
  const rank = row.rank_published ?? row.rank_inferred ?? row.rank_computed;
  const isComputedRank = measure === "rank" && row.rank_published === null && row.rank_inferred === null;
  const evidence = measure === "rank" && !isComputedRank ? (row.rank_evidence_class ?? row.evidence_class) : row.evidence_class;
  const origin: Origin = evidence !== null && !OWN_PRINT.has(evidence) ? "claimed" : isComputedRank ? "computed" : "published";
  return {
    unitPath: row.unit_path,
    unitKey: row.unit_key,
    year: row.year,
    value: measure === "rank" ? rank : isOffScale ? null : row.score,
    origin,
    low: measure === "score" && row.score === null ? row.low : null,
    high: measure === "score" && row.score === null ? row.high : null,
    score: row.score,
    rank,
    rankOf: row.rank_of,
    isClaimedRank: row.rank_published !== null && (row.rank_evidence_class?.startsWith("claim") ?? false),
    unit: row.unit_of_measure,
    isOffScale,
    maxScore: row.max_score,
    status: row.status,
    evidenceClass: evidence,
    figureId: row.figure_id ?? row.score_key,
    method: null,
    scored: null,
    expected: null,
  };
}

function pointOf34(rows: Series34Row[], measure: Measure, scale: string): Point {
  const range = rows.find((row) => row.low !== null);
  const valued = rows.find((row) => row.score !== null);
  const row = valued ?? rows[0]!;
  const isOffScale = row.score !== null && scaleOf(row) !== scale;
  const isClaimed = row.evidence_class !== null && !OWN_PRINT.has(row.evidence_class);
  return {
    unitPath: row.unit_path,
    unitKey: row.unit_key,
    year: row.year,
    value: measure === "rank" ? row.rank_computed : isOffScale ? null : row.score,
    origin: isClaimed ? "claimed" : row.method === "unchanged" && measure === "score" ? "published" : "computed",
    low: measure === "score" && !isOffScale ? (range?.low ?? null) : null,
    high: measure === "score" && !isOffScale ? (range?.high ?? null) : null,
    score: row.score,
    rank: row.rank_computed,
    rankOf: null,
    isClaimedRank: false,
    unit: row.unit_of_measure,
    isOffScale,
    maxScore: row.max_score,
    status: row.status,
    evidenceClass: row.evidence_class,
    figureId: null,
    method: row.method,
    scored: row.constituents_scored,
    expected: row.constituents_expected,
  };
}

function cutBefore(row: SeriesRow, before: SeriesRow | undefined, mergers: Set<string>): Break | null {
  if (row.is_series_break) return seriesBreak(row);
  if (before && before.unit_key !== row.unit_key && mergers.has(row.unit_key)) {
    return { year: row.year, kind: "merger", reasonVi: null, reasonEn: null };
  }
  return null;
}

function seriesBreak(row: SeriesRow): Break {
  const [reasonEn = null, reasonVi = null] = (row.comparability_reason ?? "").split(" · ", 2);
  return { year: row.year, kind: "series", reasonVi, reasonEn };
}

/** Units that came of more than one: their values do not continue those of any. */
function mergedUnits(units: UnitRow[]): Set<string> {
  const merged = new Set<string>();
  const seen = new Set<string>();
  for (const { successor_unit_key: successor } of units) {
    if (successor === null) continue;
    (seen.has(successor) ? merged : seen).add(successor);
  }
  return merged;
}

/** The breaks of several lines and of the field behind them, each year and reason once. */
export function sharedBreaks(lines: Line[], field: Field[]): Break[] {
  const known = new Map<string, Break>();
  for (const one of [...lines.flatMap((line) => line.breaks), ...field.flatMap((year) => year.cut ?? [])]) known.set(`${one.year} ${one.kind} ${one.reasonEn}`, one);
  return [...known.values()].sort((a, b) => a.year - b.year);
}

/** Lowest, middle and highest value of a year, over all units of a level. */
export interface Field {
  year: number;
  low: number;
  middle: number;
  high: number;
  units: number;
  /** Whether the domain's values cease to compare with the year before. */
  cut: Break | null;
}

/** Where all units of a level stood; a year counts only where `isWhole` says that nearly all are held. */
export function fieldOf(rows: SeriesRow[], domainCode: string, level: string, isWhole: (year: number, units: number) => boolean): Field[] {
  const years = new Map<number, SeriesRow[]>();
  const scale = commonScale(rows.filter((row) => row.domain_code === domainCode));
  for (const row of rows) {
    if (scaleOf(row) !== scale || row.domain_code !== domainCode || row.score === null || !row.unit_path.startsWith(`${level}/`)) continue;
    years.set(row.year, [...(years.get(row.year) ?? []), row]);
  }
  return [...years]
    .filter(([year, ofYear]) => isWhole(year, ofYear.length))
    .map(([year, ofYear]) => {
      const sorted = ofYear.map((row) => row.score!).sort((a, b) => a - b);
      const broken = ofYear.find((row) => row.is_series_break);
      return { year, low: sorted[0]!, middle: median(sorted), high: sorted.at(-1)!, units: sorted.length, cut: broken ? seriesBreak(broken) : null };
    })
    .sort((a, b) => a.year - b.year);
}

function median(sorted: number[]): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Places for labels that want to stand at `wanted`, at least `step` apart and within the frame, order kept. */
export function spread(wanted: number[], step: number, from: number, to: number): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let last = from - step;
  for (const at of order) last = placed[at] = Math.max(wanted[at]!, last + step);
  let next = to + step;
  for (const at of order.reverse()) next = placed[at] = Math.min(placed[at]!, next - step);
  return placed;
}
