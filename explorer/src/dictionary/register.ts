/** What became of top-level domains from one framework to the next.
 *
 * Belongs here: pure comparison of frameworks. Does not belong here: drawing.
 */
import type { BreakRow, FrameworkRow, TopDomainRow } from "../shapes";

export interface RegisterRow {
  key: string;
  index_code: string;
  domain_code: string;
  name_vi: string | null;
  name_en: string | null;
  from: number;
  to: number | null;
  max_score: number | null;
  /** The Vietnamese and English name of the same code before, where it differs. */
  before_vi: string | null;
  before_en: string | null;
  isNew: boolean;
  hasEnded: boolean;
  breaks: BreakRow[];
}

/** National frameworks only: the schemes that provinces keep for themselves are theirs to rename. */
export function register(domains: TopDomainRow[], frameworks: FrameworkRow[], breaks: BreakRow[]): RegisterRow[] {
  const rows: RegisterRow[] = [];
  const inOrder = frameworks.filter((one) => !one.scope).sort((a, b) => a.index_code.localeCompare(b.index_code) || a.valid_from_year - b.valid_from_year);
  for (const framework of inOrder) {
    const ofIndex = inOrder.filter((one) => one.index_code === framework.index_code);
    const at = ofIndex.indexOf(framework);
    const named = (other: FrameworkRow | undefined, code: string) =>
      domains.find((one) => one.framework_key === other?.framework_key && one.domain_code === code);
    for (const domain of domains.filter((one) => one.framework_key === framework.framework_key && !one.is_total)) {
      const before = named(ofIndex[at - 1], domain.domain_code);
      const isRenamed = before !== undefined && before.name_vi !== domain.name_vi && before.name_vi !== null;
      rows.push({
        key: `${framework.framework_key}/${domain.domain_code}`,
        index_code: framework.index_code,
        domain_code: domain.domain_code,
        name_vi: domain.name_vi,
        name_en: domain.name_en,
        from: framework.valid_from_year,
        to: framework.valid_to_year,
        max_score: domain.max_score,
        before_vi: isRenamed ? before.name_vi : null,
        before_en: isRenamed ? before.name_en : null,
        isNew: at > 0 && before === undefined && domains.some((one) => one.framework_key === ofIndex[at - 1]?.framework_key && !one.is_total),
        hasEnded: at < ofIndex.length - 1 && named(ofIndex[at + 1], domain.domain_code) === undefined,
        breaks: breaks.filter((one) => one.index_code === framework.index_code && !one.scope && one.domain_code === domain.domain_code && isIn(framework, one.year)),
      });
    }
  }
  return rows;
}

function isIn(framework: FrameworkRow, year: number): boolean {
  return year >= framework.valid_from_year && (framework.valid_to_year === null || year <= framework.valid_to_year);
}
