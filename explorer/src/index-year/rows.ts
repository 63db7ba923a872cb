/** What the page of an index-year shows of its data file: one domain at one level.
 *
 * Belongs here: pure choice of rows, domains and levels. Does not belong here: words, drawing.
 */
import { column, unpacked } from "../release";
import type { AbsentRow, DomainRow, FieldRow, FrameworkRow, IndexScoreRow, IndexYear, Packed } from "../shapes";

export interface UnpackedYear {
  /** Of all domains and levels: the page shows one of each. */
  scores: Packed<IndexScoreRow>;
  domains: DomainRow[];
  fields: FieldRow[];
  absent: AbsentRow[];
  frameworks: FrameworkRow[];
}

export interface View {
  level: string;
  /** All levels that hold scores, the index's own first. */
  levels: string[];
  domain: DomainRow | undefined;
  domainCode: string;
  rows: IndexScoreRow[];
  /** How the rows stand, one of each measure; none where they are of several schemes, whose medians are not one. */
  fields: FieldRow[];
  /** Whether all scores are of one scheme and one scale, so that they may be held against each other. */
  isOneScale: boolean;
  absent: AbsentRow[];
}

export const TOTAL = "_total";

export function unpackedYear(file: IndexYear): UnpackedYear {
  return {
    scores: file.scores,
    domains: unpacked(file.domains),
    fields: unpacked(file.fields),
    absent: unpacked(file.absent),
    frameworks: unpacked(file.frameworks),
  };
}

/** The rows of the domain and level asked for; the total, or the first domain that holds any, where it is not there. */
export function viewOf(year: UnpackedYear, ownLevel: string, state: Record<string, string>): View {
  const levelsOf = column(year.scores, "level");
  const codesOf = column(year.scores, "domain_code");
  const levels = [...new Set([ownLevel, ...levelsOf])].filter((level) => levelsOf.includes(level));
  const level = levels.includes(state["level"] ?? "") ? state["level"]! : (levels[0] ?? ownLevel);
  const codes = new Set(codesOf.filter((_, at) => levelsOf[at] === level));
  const asked = state["domain"] || TOTAL;
  const domainCode = state["domain"] || codes.has(TOTAL) ? asked : ([...codes][0] ?? TOTAL);
  const rows = unpacked(year.scores, (at) => levelsOf[at] === level && codesOf[at] === domainCode);
  const domain = year.domains.find((row) => row.domain_code === domainCode);
  const schemes = new Set(rows.map((row) => row.domain_key));
  const fields = schemes.size > 1 ? [] : year.fields.filter((row) => row.level === level && schemes.has(row.domain_key)).sort((a, b) => b.units - a.units);
  const held = new Set(rows.map((row) => row.unit_key));
  return { level, levels, domain, domainCode, rows, fields, isOneScale: schemes.size < 2 && isOneScale(rows), absent: year.absent.filter((row) => row.level === level && !held.has(row.unit_key)) };
}

/** Scores of one measure; or percent beside points of 100, which are the same numbers. */
export function isOneScale(rows: IndexScoreRow[]): boolean {
  const scored = rows.filter((row) => row.score !== null);
  return measuresOf(scored).length < 2 || scored.every((row) => row.unit_of_measure === "percent" || row.max_score === HUNDRED);
}

const HUNDRED = 100;

/** The measures that scores are told in. */
export function measuresOf(rows: IndexScoreRow[]): (string | null)[] {
  return [...new Set(rows.filter((row) => row.score !== null).map((row) => row.unit_of_measure))];
}

export interface DomainOption {
  domain: DomainRow;
  depth: number;
}

/** The domains in order, each below its parent. */
export function domainTree(domains: DomainRow[]): DomainOption[] {
  const seen = new Set<string>();
  const once = domains.filter((row) => !seen.has(row.domain_code) && seen.add(row.domain_code));
  const children = new Map<string | null, DomainRow[]>();
  const keys = new Set(once.map((row) => row.domain_key));
  for (const row of once) {
    const parent = row.parent_domain_key && keys.has(row.parent_domain_key) ? row.parent_domain_key : null;
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const below = (parent: string | null, depth: number): DomainOption[] =>
    (children.get(parent) ?? [])
      .sort((a, b) => (a.sort_order ?? 0) - (b.sort_order ?? 0) || a.domain_code.localeCompare(b.domain_code, "en", { numeric: true }))
      .flatMap((domain) => [{ domain, depth }, ...below(domain.domain_key, depth + 1)]);
  return below(null, 0);
}

/** Whether nothing of the publisher's own stands behind these rows, nor what several sources print alike. */
export function isClaimsOnly(rows: IndexScoreRow[]): boolean {
  const classes = rows.flatMap((row) => [row.evidence_class, row.rank_evidence_class]).filter((one) => one !== null);
  return classes.length > 0 && classes.every((one) => one === "claim" || one === "claims_agree" || one === "derived_by_inference");
}

/** The rank to show where only one is: as published, else as computed, else as inferred. */
export function bestRank(row: IndexScoreRow): number | null {
  return row.rank_published ?? row.rank_computed ?? row.rank_inferred;
}

/** Decimal places that tell units apart at a glance: scales that end at 1 need more. */
export function glanceDecimals(rows: IndexScoreRow[]): number {
  return Math.max(0, ...rows.map((row) => row.score ?? 0)) > 2 ? 2 : 4;
}
