/** What a unit's page tells of its data file: an index-year chosen, its domains with their distances, all indices at a glance.
 *
 * Belongs here: pure choosing and joining of rows. Does not belong here: sums of scores or ranks; dbt makes them.
 */
import { unpacked } from "../release";
import type { AbsentRow, BoundRow, ClaimRow, DeductionRow, DiscrepancyRow, DocumentRow, GapRow, TargetRow, UnitEventRow, UnitFile, UnitPeriodRow, UnitScoreRow } from "../shapes";
import { byCode, isPartOf, ordered, type GapKnown, type Order } from "./gaps";
import { sumDiffers, TOTAL } from "./model";

export interface UnitData {
  path: string;
  periods: UnitPeriodRow[];
  events: UnitEventRow[];
  scores: UnitScoreRow[];
  gaps: Map<string, GapRow>;
  bounds: BoundRow[];
  absent: (AbsentRow & { index_code: string; year: number })[];
  claims: ClaimRow[];
  discrepancies: DiscrepancyRow[];
  targets: (TargetRow & { plan_years: number[] })[];
  deductions: (DeductionRow & { plan_years: number[]; index_years: number[] })[];
  documents: Map<string, DocumentRow>;
}

export function unitDataOf(file: UnitFile): UnitData {
  return {
    path: file.unit_path,
    periods: unpacked(file.periods),
    events: unpacked(file.events),
    scores: unpacked(file.scores),
    gaps: new Map(unpacked(file.gaps).map((gap) => [gap.score_key, gap])),
    bounds: unpacked(file.bounds),
    absent: unpacked(file.absent),
    claims: unpacked(file.claims),
    discrepancies: unpacked(file.discrepancies).map((row) => ({ ...row, figure_ids: row.figure_ids ?? [] })),
    targets: unpacked(file.targets).map((row) => ({ ...row, plan_years: row.plan_years ?? [] })),
    deductions: unpacked(file.deductions).map((row) => ({ ...row, plan_years: row.plan_years ?? [], index_years: row.index_years ?? [] })),
    documents: new Map(unpacked(file.documents).map((document) => [document.document_id, document])),
  };
}

export interface Chosen {
  indexCode: string;
  year: number;
}

/** A score with how it stands in its field, and its parts. */
export interface Line {
  score: UnitScoreRow;
  gap: GapRow | null;
  parts: Line[];
}

export interface IndexYearView {
  chosen: Chosen;
  total: Line | null;
  /** The domains that make the total, in the order asked for. */
  domains: Line[];
  /** Other ways in which the publisher cuts the total, such as assessed points and points of surveys. */
  otherCuts: Line[];
}

/** The place a row tells: as published, else as it follows from print, else as computed from the scores held. */
export function placeOfRow(row: UnitScoreRow): { place: number; kind: "published" | "inferred" | "computed" } | null {
  if (row.rank_published !== null) return { place: row.rank_published, kind: "published" };
  if (row.rank_inferred !== null) return { place: row.rank_inferred, kind: "inferred" };
  if (row.rank_computed !== null) return { place: row.rank_computed, kind: "computed" };
  return null;
}

/** Whether the rank was told by others than the index's publisher, whatever the score beside it rests on. */
export function isClaimedRank(row: { rank_published: number | null; rank_evidence_class: string | null }): boolean {
  return row.rank_published !== null && (row.rank_evidence_class?.startsWith("claim") ?? false);
}

export function holdsAnything(row: UnitScoreRow): boolean {
  return row.score !== null || placeOfRow(row) !== null || row.low !== null || row.high !== null;
}

/** Whether a domain's code is one of the numbered domains of a framework (`4`, `3.2`), not a cut of the total by another rule. */
export function isNumbered(code: string): boolean {
  return /^\d/.test(code);
}

/** The indices that officers ask for first; all others follow in the catalogue's order. */
const FIRST = ["PAR_INDEX", "PAR_INDEX_MINISTRY", "SIPAS", "PAPI", "PCI", "DTI"];

function placeOfIndex(code: string, indexOrder: string[]): number {
  if (FIRST.includes(code)) return FIRST.indexOf(code);
  return FIRST.length + (indexOrder.includes(code) ? indexOrder.indexOf(code) : indexOrder.length);
}

/** Index-years of which the unit has any row, newest year first. */
export function choicesOf(data: UnitData, indexOrder: string[]): { indexCode: string; years: number[] }[] {
  const years = new Map<string, Set<number>>();
  for (const row of data.scores) {
    if (!holdsAnything(row)) continue;
    years.set(row.index_code, (years.get(row.index_code) ?? new Set()).add(row.year));
  }
  return [...years]
    .map(([indexCode, of]) => ({ indexCode, years: [...of].sort((a, b) => b - a) }))
    .sort((a, b) => placeOfIndex(a.indexCode, indexOrder) - placeOfIndex(b.indexCode, indexOrder) || byCode(a.indexCode, b.indexCode));
}

/** The index-year asked for where the unit has it, else the newest with the most domains, else the newest held at all. */
export function chosenOf(data: UnitData, indexOrder: string[], index?: string, year?: string): Chosen | null {
  const choices = choicesOf(data, indexOrder);
  const asked = choices.find((choice) => choice.indexCode === index);
  if (asked) {
    const isHeld = asked.years.includes(Number(year));
    return { indexCode: asked.indexCode, year: isHeld ? Number(year) : (newestWithDomains(data, asked.indexCode)?.year ?? asked.years[0]!) };
  }
  return newestWithDomains(data) ?? newestHeld(choices);
}

function newestWithDomains(data: UnitData, index?: string): Chosen | null {
  const counts = new Map<string, Chosen & { domains: number }>();
  for (const row of data.scores) {
    if (row.score === null || row.domain_code.includes(".") || row.domain_code === TOTAL) continue;
    if (index !== undefined && row.index_code !== index) continue;
    const key = `${row.index_code}/${row.year}`;
    const known = counts.get(key);
    if (known) known.domains += 1;
    else counts.set(key, { indexCode: row.index_code, year: row.year, domains: 1 });
  }
  const best = [...counts.values()].sort((a, b) => b.year - a.year || b.domains - a.domains || byCode(a.indexCode, b.indexCode))[0];
  return best ? { indexCode: best.indexCode, year: best.year } : null;
}

function newestHeld(choices: { indexCode: string; years: number[] }[]): Chosen | null {
  let newest: Chosen | null = null;
  for (const { indexCode, years } of choices) {
    if (newest === null || years[0]! > newest.year) newest = { indexCode, year: years[0]! };
  }
  return newest;
}

export function indexYearOf(data: UnitData, chosen: Chosen, order: Order): IndexYearView {
  const rows = data.scores.filter((row) => row.index_code === chosen.indexCode && row.year === chosen.year);
  const line = (row: UnitScoreRow): Line => ({
    score: row,
    gap: data.gaps.get(row.score_key) ?? null,
    parts: rows.filter((part) => isPartOf(part.domain_code, row.domain_code)).map(line).sort((a, b) => byCode(a.score.domain_code, b.score.domain_code)),
  });
  const total = rows.find((row) => row.domain_code === TOTAL);
  const tops = rows.filter((row) => row.domain_code !== TOTAL && !row.domain_code.includes(".")).map(line);
  const numbered = tops.filter((top) => isNumbered(top.score.domain_code));
  const others = tops.filter((top) => !isNumbered(top.score.domain_code));
  return {
    chosen,
    total: total ? { ...line(total), parts: [] } : null,
    domains: inOrder(numbered.length > 0 ? numbered : others, order),
    otherCuts: inOrder(numbered.length > 0 ? others : [], "framework"),
  };
}

function inOrder(lines: Line[], order: Order): Line[] {
  const keyed = lines.map((line) => ({ ...gapKnown(line), line }));
  return ordered(keyed, order).map(({ line }) => line);
}

export function gapKnown({ score, gap }: Line): GapKnown {
  return {
    domain_code: score.domain_code,
    weight_in_total: gap?.weight_in_total ?? null,
    gap_to_best: gap?.gap_to_best ?? null,
    points_lost: gap?.points_lost ?? null,
    change: gap?.change ?? null,
  };
}

export interface Glance {
  indexCode: string;
  /** The newest total row that holds a score or a place. */
  latest: UnitScoreRow;
  change: number | null;
  /** Oldest first: the score as a part of its maximum; a year after which nothing compares with before is a break. */
  points: { year: number; value: number; isBreak: boolean }[];
}

/** The newest total of each index, with the scores before it. */
export function glanceOf(data: UnitData, indexOrder: string[]): Glance[] {
  return choicesOf(data, indexOrder).flatMap(({ indexCode }) => {
    const rows = data.scores
      .filter((row) => row.index_code === indexCode && row.domain_code === TOTAL && holdsAnything(row))
      .sort((a, b) => a.year - b.year);
    const latest = [...rows].reverse().find((row) => row.score !== null || placeOfRow(row) !== null) ?? rows.at(-1);
    if (!latest) return [];
    const points = rows
      .filter((row) => row.score !== null && row.max_score)
      .map((row) => ({ year: row.year, value: row.score! / row.max_score!, isBreak: row.is_series_break }));
    return [{ indexCode, latest, change: data.gaps.get(latest.score_key)?.change ?? null, points }];
  });
}

/** Index-years in which a rank's worth is told and the weighed domains make the total: where a what-if can be reckoned. */
export function reckonableOf(data: UnitData): Chosen[] {
  return data.scores
    .filter((row) => row.domain_code === TOTAL && row.score !== null && (data.gaps.get(row.score_key)?.rank_worth ?? null) !== null)
    .filter((total) => {
      const parts = weighedParts(data, total);
      return parts.length > 0 && !sumDiffers(total.score!, parts);
    })
    .map((row) => ({ indexCode: row.index_code, year: row.year }))
    .sort((a, b) => b.year - a.year || byCode(a.indexCode, b.indexCode));
}

function weighedParts(data: UnitData, total: UnitScoreRow): { score: number; weight: number }[] {
  return data.scores.flatMap((row) => {
    const weight = data.gaps.get(row.score_key)?.weight_in_total ?? null;
    const isPart = row.index_code === total.index_code && row.year === total.year && row.domain_code !== TOTAL && !row.domain_code.includes(".");
    return isPart && weight !== null && row.score !== null ? [{ score: row.score, weight }] : [];
  });
}

/** The unit's own best score so far in each domain of an index whose maximum and place in the scheme stayed the same. */
export function ownBestOf(data: UnitData, chosen: Chosen): Record<string, number> {
  const now = data.scores.filter((row) => row.index_code === chosen.indexCode && row.year === chosen.year);
  const best: Record<string, number> = {};
  for (const row of now) {
    for (const other of comparableYears(data, row)) {
      if (other.score !== null) best[row.domain_code] = Math.max(best[row.domain_code] ?? -Infinity, other.score);
    }
  }
  return best;
}

/** The row and those of the years before it, back to the first that does not compare with the year before. */
function comparableYears(data: UnitData, row: UnitScoreRow): UnitScoreRow[] {
  const rows = new Map(
    data.scores.filter((other) => other.index_code === row.index_code && other.domain_code === row.domain_code && other.unit_of_measure === row.unit_of_measure).map((other) => [other.year, other]),
  );
  const found: UnitScoreRow[] = [row];
  for (let at: UnitScoreRow | undefined = row; at?.comparable_with_previous && !at.is_series_break; ) {
    at = rows.get(at.year - 1);
    if (at) found.push(at);
  }
  return found;
}
