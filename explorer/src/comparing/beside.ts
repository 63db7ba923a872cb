/** Units side by side in an index-year: which of them compare, and how far they stand apart in each domain.
 *
 * Belongs here: pure comparing. Does not belong here: choosing, drawing.
 */
import type { AbsentRow, DomainRow, FieldRow, IndexScoreRow, UnitRow } from "../shapes";
import { scaleOf, shareOf } from "./scales";

export const MOST_UNITS = 6;

/** Why a unit cannot stand beside the others. */
export type Refusal = "other_level" | "other_scheme" | "not_of_year" | "not_held";

export interface Beside {
  /** The units that compare, in the order asked for. */
  units: Held[];
  refused: { path: string; why: Refusal; reasonVi: string | null; reasonEn: string | null }[];
  domains: DomainBeside[];
}

export interface Held {
  path: string;
  unitKey: string;
  name: string;
}

export interface DomainBeside {
  domain: DomainRow;
  /** 0 the total, 1 a top-level domain, 2 what lies below. */
  depth: number;
  /** One a unit; undefined where nothing is held of it. */
  cells: (CellBeside | undefined)[];
  median: number | null;
  /** The measure of the median and best: of the first unit's scale. */
  unit: string | null;
  best: number | null;
  bestUnitName: string | null;
  /** Of how many units the median is. */
  units: number;
}

export interface CellBeside {
  row: IndexScoreRow;
  rank: number | null;
  /** Whether others than the publisher told the rank, whatever the score beside it rests on. */
  isClaimedRank: boolean;
  /** The unit's score less the first unit's, and less the median; null where either is not held or of another scale. */
  toFirst: number | null;
  toMedian: number | null;
  /** Of what can be had, 0 to 1; null where the scale is not known. */
  share: number | null;
}

export interface IndexYearRows {
  scores: IndexScoreRow[];
  domains: DomainRow[];
  fields: FieldRow[];
  absent: AbsentRow[];
}

/** Put units beside each other; the first that is held leads, and the others must be of its level and scheme. */
export function beside(rows: IndexYearRows, paths: string[], pathOf: (unitKey: string) => string, unitOf: (path: string) => UnitRow | undefined): Beside {
  const byPath = new Map<string, IndexScoreRow[]>();
  for (const row of rows.scores) {
    const path = pathOf(row.unit_key);
    byPath.set(path, [...(byPath.get(path) ?? []), row]);
  }
  const scopes = new Map(rows.domains.map((domain) => [domain.domain_key, domain.scope]));
  const scopeOf = (path: string) => scopes.get(byPath.get(path)![0]!.domain_key) ?? "";
  const lead = paths.find((path) => byPath.has(path));
  const refused: Beside["refused"] = [];
  const units: Held[] = [];
  for (const path of paths) {
    const why = whyNot(path, lead, byPath, scopeOf, rows, pathOf, unitOf);
    const row = byPath.get(path)?.[0];
    if (why || !row) {
      const absent = rows.absent.find((one) => pathOf(one.unit_key) === path);
      refused.push({ path, why: why ?? "not_held", reasonVi: absent?.reason_vi ?? null, reasonEn: absent?.reason_en ?? null });
    } else units.push({ path, unitKey: row.unit_key, name: row.unit_name });
  }
  const level = lead ? byPath.get(lead)![0]!.level : "";
  const scope = lead ? scopeOf(lead) : "";
  return { units, refused, domains: domainsBeside(rows, units, byPath, level, scope) };
}

function whyNot(
  path: string,
  lead: string | undefined,
  byPath: Map<string, IndexScoreRow[]>,
  scopeOf: (path: string) => string,
  rows: IndexYearRows,
  pathOf: (unitKey: string) => string,
  unitOf: (path: string) => UnitRow | undefined,
): Refusal | null {
  const level = lead ? byPath.get(lead)![0]!.level : undefined;
  if (level !== undefined && path.split("/")[0] !== level) return "other_level";
  if (!byPath.has(path)) return unitOf(path) && rows.absent.some((one) => pathOf(one.unit_key) === path) ? "not_held" : "not_of_year";
  return scopeOf(path) === scopeOf(lead!) ? null : "other_scheme";
}

function domainsBeside(rows: IndexYearRows, units: Held[], byPath: Map<string, IndexScoreRow[]>, level: string, scope: string): DomainBeside[] {
  const byKey = new Map(rows.domains.map((domain) => [domain.domain_key, domain]));
  return inOrder(rows.domains.filter((domain) => domain.scope === scope)).flatMap((domain) => {
    const held = units.map((unit) => byPath.get(unit.path)!.find((row) => row.domain_key === domain.domain_key));
    if (held.every((row) => row === undefined)) return [];
    const lead = held.find((row) => row !== undefined && row.score !== null);
    const field = fieldOf(rows, domain, level, lead);
    return [{
      domain,
      depth: depthOf(domain, byKey),
      cells: held.map((row) => row && cellOf(row, domain, held[0], field)),
      median: field?.median_score ?? null,
      unit: field?.unit_of_measure ?? null,
      best: field?.best_score ?? null,
      bestUnitName: field?.best_unit_name ?? null,
      units: field?.units ?? 0,
    }];
  });
}

/** How the units of the level stand in the domain, of those that share the leading score's scale; the fullest where two do. */
function fieldOf(rows: IndexYearRows, domain: DomainRow, level: string, lead: IndexScoreRow | undefined): FieldRow | undefined {
  const scale = lead ? scaleOf(lead) : null;
  return rows.fields
    .filter((field) => field.level === level && field.domain_key === domain.domain_key)
    .filter((field) => scale === null || fieldScale(field, domain) === scale)
    .sort((a, b) => b.units - a.units)[0];
}

function fieldScale(field: FieldRow, domain: DomainRow): string {
  return scaleOf({ unit_of_measure: field.unit_of_measure, max_score: domain.max_score });
}

function cellOf(row: IndexScoreRow, domain: DomainRow, first: IndexScoreRow | undefined, field: FieldRow | undefined): CellBeside {
  const isFirstScale = first !== undefined && scaleOf(first) === scaleOf(row);
  const isFieldScale = field !== undefined && fieldScale(field, domain) === scaleOf(row);
  return {
    row,
    rank: row.rank_published ?? row.rank_inferred ?? row.rank_computed,
    isClaimedRank: row.rank_published !== null && (row.rank_evidence_class?.startsWith("claim") ?? false),
    toFirst: isFirstScale ? less(row.score, first.score) : null,
    toMedian: isFieldScale ? less(row.score, field.median_score) : null,
    share: shareOf(row.score, row.unit_of_measure, domain.min_score, row.max_score ?? domain.max_score),
  };
}

/** `a - b` without the dust of binary fractions. */
function less(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Number((a - b).toFixed(9));
}

/** The total first, then each domain followed by what lies below it. */
export function inOrder(domains: DomainRow[]): DomainRow[] {
  const known = new Set(domains.map((domain) => domain.domain_key));
  const place = (domain: DomainRow) => domain.sort_order ?? Infinity;
  const below = (parent: string | null) =>
    domains
      .filter((domain) => (parent === null ? domain.parent_domain_key === null || !known.has(domain.parent_domain_key) : domain.parent_domain_key === parent))
      .sort((a, b) => Number(b.is_total) - Number(a.is_total) || place(a) - place(b) || byCode(a, b));
  const walk = (parent: string | null): DomainRow[] => below(parent).flatMap((domain) => [domain, ...walk(domain.domain_key)]);
  return walk(null);
}

function byCode(a: DomainRow, b: DomainRow): number {
  return a.domain_code.localeCompare(b.domain_code, "en", { numeric: true });
}

function depthOf(domain: DomainRow, byKey: Map<string, DomainRow>): number {
  if (domain.is_total) return 0;
  const parent = domain.parent_domain_key ? byKey.get(domain.parent_domain_key) : undefined;
  return parent && !parent.is_total ? depthOf(parent, byKey) + 1 : 1;
}
