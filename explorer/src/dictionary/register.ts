/** What became of top-level domains from one framework to the next.
 *
 * Belongs here: pure comparison of frameworks. Does not belong here: drawing.
 */
import type { BreakRow, FrameworkRow, TopDomainRow } from "../shapes";

/** A code with one name, over the frameworks that hold it so. */
export interface RegisterRow {
  key: string;
  index_code: string;
  domain_code: string;
  name_vi: string | null;
  name_en: string | null;
  /** Its maxima, one after another where they changed. */
  maxima: number[];
  /** The years of its frameworks, those that follow one another together. */
  years: { from: number; to: number | null }[];
  /** An earlier framework is held, and does not have it. */
  isNew: boolean;
  /** The next name of the same code, where it was renamed. */
  next: { name_vi: string | null; name_en: string | null } | null;
  /** A later framework is held, and neither it nor any after it has it. */
  hasEnded: boolean;
  breaks: BreakRow[];
}

/** National frameworks only: the schemes that provinces keep for themselves are theirs to rename. */
export function register(domains: TopDomainRow[], frameworks: FrameworkRow[], breaks: BreakRow[]): RegisterRow[] {
  const national = frameworks.filter((one) => !one.scope).sort((a, b) => a.valid_from_year - b.valid_from_year);
  const indices = [...new Set(national.map((one) => one.index_code))].sort();
  return indices.flatMap((index) => {
    const ofIndex = national.filter((one) => one.index_code === index && domains.some((row) => row.framework_key === one.framework_key && !row.is_total));
    const codes = domains.filter((row) => !row.is_total && ofIndex.some((one) => one.framework_key === row.framework_key)).map((row) => row.domain_code);
    return [...new Set(codes)].flatMap((code) => spansOf(code, ofIndex, domains, breaks));
  });
}

function spansOf(code: string, frameworks: FrameworkRow[], domains: TopDomainRow[], breaks: BreakRow[]): RegisterRow[] {
  const spans: RegisterRow[] = [];
  for (const framework of frameworks) {
    const domain = domains.find((row) => row.framework_key === framework.framework_key && row.domain_code === code);
    if (!domain) continue;
    const last = spans.at(-1);
    const span = last && last.name_vi === domain.name_vi ? last : opened(framework, domain, last);
    if (span !== last) spans.push(span);
    addYears(span, framework);
    if (domain.max_score !== null && span.maxima.at(-1) !== domain.max_score) span.maxima.push(domain.max_score);
    span.breaks.push(...breaks.filter((row) => row.index_code === framework.index_code && !row.scope && row.domain_code === code && isIn(framework, row.year)));
  }
  const holds = (framework: FrameworkRow | undefined) => domains.some((row) => row.framework_key === framework?.framework_key && row.domain_code === code);
  const [first, last] = [spans[0], spans.at(-1)];
  if (first) first.isNew = !holds(frameworks[0]);
  if (last) last.hasEnded = !holds(frameworks.at(-1));
  return spans;
}

/** A new span; the one before it, if any, was renamed to it. */
function opened(framework: FrameworkRow, domain: TopDomainRow, before: RegisterRow | undefined): RegisterRow {
  if (before) before.next = { name_vi: domain.name_vi, name_en: domain.name_en };
  return {
    key: `${framework.framework_key}/${domain.domain_code}`,
    index_code: framework.index_code,
    domain_code: domain.domain_code,
    name_vi: domain.name_vi,
    name_en: domain.name_en,
    maxima: [],
    years: [],
    isNew: false,
    next: null,
    hasEnded: false,
    breaks: [],
  };
}

function addYears(span: RegisterRow, { valid_from_year: from, valid_to_year: to }: FrameworkRow): void {
  const last = span.years.at(-1);
  if (last && last.to !== null && last.to >= from - 1) last.to = to;
  else span.years.push({ from, to });
}

function isIn(framework: FrameworkRow, year: number): boolean {
  return year >= framework.valid_from_year && (framework.valid_to_year === null || year <= framework.valid_to_year);
}
