/** What became of top-level domains from one framework to the next.
 *
 * Belongs here: pure comparison of frameworks. Does not belong here: drawing.
 */
import type { BreakRow, FrameworkRow, TopDomainRow } from "../shapes";

/** A code with one name and maximum, over the frameworks that kept them. */
export interface RegisterRow {
  key: string;
  index_code: string;
  domain_code: string;
  name_vi: string | null;
  name_en: string | null;
  max_score: number | null;
  from: number;
  to: number | null;
  isNew: boolean;
  /** The next name of the same code, where it was renamed. */
  next: { name_vi: string | null; name_en: string | null } | null;
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
  frameworks.forEach((framework, at) => {
    const domain = domains.find((row) => row.framework_key === framework.framework_key && row.domain_code === code);
    const last = spans.at(-1);
    const goesOn = last !== undefined && !last.hasEnded;
    if (!domain) {
      if (goesOn) last.hasEnded = true;
      return;
    }
    const told = breaks.filter((row) => row.index_code === framework.index_code && !row.scope && row.domain_code === code && isIn(framework, row.year));
    if (goesOn && last.name_vi === domain.name_vi && last.max_score === domain.max_score) {
      last.to = framework.valid_to_year;
      last.breaks.push(...told);
      return;
    }
    if (goesOn && last.name_vi !== domain.name_vi) last.next = { name_vi: domain.name_vi, name_en: domain.name_en };
    if (goesOn) last.hasEnded = last.next === null;
    spans.push({
      key: `${framework.framework_key}/${code}`,
      index_code: framework.index_code,
      domain_code: code,
      name_vi: domain.name_vi,
      name_en: domain.name_en,
      max_score: domain.max_score,
      from: framework.valid_from_year,
      to: framework.valid_to_year,
      isNew: at > 0 && !goesOn,
      next: null,
      hasEnded: false,
      breaks: told,
    });
  });
  return spans;
}

function isIn(framework: FrameworkRow, year: number): boolean {
  return year >= framework.valid_from_year && (framework.valid_to_year === null || year <= framework.valid_to_year);
}
