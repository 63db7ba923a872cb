/** What the index is, by which rules its total is made, and which units are not in it. */
import { named, useLanguage } from "../language";
import { formatNumber } from "../numbers";
import { useCatalogue } from "../parts/catalogue";
import { indexShort, UnitLink } from "../parts/links";
import { Section } from "../parts/page";
import { Printed } from "../parts/printed";
import type { AbsentRow, FrameworkRow } from "../shapes";
import type { IndexYearWords } from "../words/index-year";
import { domainTree, type UnpackedYear, type View } from "./rows";

/** Units without a value, those with the same reason together. */
export function Missing({ view, words }: { view: View; words: IndexYearWords }) {
  const language = useLanguage();
  const statuses = words as Record<string, string>;
  const byReason = new Map<string, AbsentRow[]>();
  for (const row of view.absent) {
    const reason = named(language, row.reason_vi, row.reason_en) || (statuses[`status_${row.status}`] ?? row.status);
    byReason.set(reason, [...(byReason.get(reason) ?? []), row]);
  }
  return (
    <Section title={words.missing}>
      {view.absent.length === 0 && <p class="muted">{words.missingNone}</p>}
      {[...byReason].map(([reason, rows]) => (
        <div key={reason}>
          <h3 class="missing-reason"><Printed text={reason} /> <span class="muted">({rows.length})</span></h3>
          <ul class="missing">{rows.map((row) => <li key={row.unit_key}><UnitLink unitKey={row.unit_key} /></li>)}</ul>
        </div>
      ))}
    </Section>
  );
}

export function About({ index, year, words }: { index: string; year: UnpackedYear; words: IndexYearWords }) {
  const language = useLanguage();
  const row = useCatalogue().index(index);
  return (
    <Section title={words.about}>
      <dl class="facts">
        <dt>{words.index}</dt>
        <dd>{indexShort(index)}: {named(language, row?.name_vi, row?.name_en)}</dd>
        {(row?.publisher_vi || row?.publisher_en) && <><dt>{words.publisher}</dt><dd>{named(language, row.publisher_vi, row.publisher_en)}</dd></>}
        {year.frameworks.map((framework) => <FrameworkFacts framework={framework} words={words} />)}
      </dl>
      <DomainList year={year} words={words} />
    </Section>
  );
}

function FrameworkFacts({ framework, words }: { framework: FrameworkRow; words: IndexYearWords }) {
  const language = useLanguage();
  const years = `${framework.valid_from_year}–${framework.valid_to_year ?? ""}`;
  const span = framework.total_max === null ? "" : `; ${formatNumber(language, framework.total_min ?? 0)}–${formatNumber(language, framework.total_max)}`;
  return (
    <>
      <dt>{words.framework}</dt>
      <dd>{framework.framework_key} ({years}){span}</dd>
      {framework.decision && <><dt>{words.decision}</dt><dd><Printed text={framework.decision} /></dd></>}
      {framework.formula && <><dt>{words.formula}</dt><dd><code>{framework.formula}</code></dd></>}
    </>
  );
}

/** The domains with their maxima and weights, as the year has them. */
function DomainList({ year, words }: { year: UnpackedYear; words: IndexYearWords }) {
  const language = useLanguage();
  const options = domainTree(year.domains).filter(({ domain }) => !domain.is_total);
  if (options.length === 0) return null;
  return (
    <details>
      <summary>{words.domain} ({options.length})</summary>
      <ul class="domain-list">
        {options.map(({ domain, depth }) => (
          <li key={domain.domain_key} class={`depth-${Math.min(depth, 3)}`}>
            <span class="muted">{domain.domain_code}</span> <Printed text={named(language, domain.name_vi, domain.name_en)} />
            {domain.max_score !== null && <span class="muted"> · {formatNumber(language, domain.max_score)}</span>}
            {domain.weight !== null && <span class="muted"> · {formatNumber(language, domain.weight)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
