/** The first page: what this is, ways in, what is held and how surely. */
import { useState } from "preact/hooks";
import { named, useLanguage, useWords } from "../language";
import { formatNumber } from "../numbers";
import { useCatalogue } from "../parts/catalogue";
import { byLevel, CoverageLegend, CoverageStrips, standingOf } from "../parts/coverage";
import { useData } from "../parts/data";
import { Combobox, Tabs, useUnitOptions } from "../parts/fields";
import { indexShort, pageAddress, PageLink, unitAddress } from "../parts/links";
import { PageHead, Section } from "../parts/page";
import type { Route } from "../routing";
import type { Changes, UnitRow } from "../shapes";
import { HOME } from "../words/home";
import "../styles/home.css";

export function HomePage(_: { route: Route }) {
  const words = useWords(HOME);
  const { national, local } = byLevel(useCatalogue().indices);
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Totals />
      <Newest />
      <div class="columns">
        <Officers />
        <Researchers />
      </div>
      <Section title={words.coverage}>
        <p class="muted">{words.coverageHint}</p>
        <CoverageLegend />
        <CoverageStrips indices={national} />
        {local.length > 0 && (
          <details>
            <summary>{words.local}</summary>
            <CoverageStrips indices={local} />
          </details>
        )}
      </Section>
      <LastChanges />
    </>
  );
}

function Totals() {
  const language = useLanguage();
  const words = useWords(HOME);
  const { release } = useCatalogue();
  const totals = [
    [release.facts, words.facts],
    [release.figures, words.figures],
    [release.documents, words.documents],
    [release.discrepancies, words.discrepancies],
  ] as const;
  return (
    <ul class="totals">
      {totals.map(([count, name]) => <li><strong>{formatNumber(language, count)}</strong> {name}</li>)}
    </ul>
  );
}

function Officers() {
  const language = useLanguage();
  const words = useWords(HOME);
  const { units } = useCatalogue();
  const options = useUnitOptions(latestUnits(units));
  const go = (unitKey: string) => {
    location.hash = unitAddress(language, unitKey);
  };
  return (
    <section class="panel stack">
      <h2>{words.officers}</h2>
      <p>{words.officersHint}</p>
      <Combobox label={words.chooseUnit} value="" options={options} onChange={go} clears />
      <p class="row">
        <PageLink page="compare">{words.compare}</PageLink>
        <PageLink page="what-if">{words.whatIf}</PageLink>
        <PageLink page="tasks">{words.tasks}</PageLink>
      </p>
    </section>
  );
}

/** Provinces and ministries, each once over its periods: the newest. */
function latestUnits(units: UnitRow[]): UnitRow[] {
  const latest = new Map<string, UnitRow>();
  for (const unit of units) {
    if (unit.level !== "province" && unit.level !== "ministry") continue;
    const known = latest.get(unit.unit_path);
    if (!known || (unit.valid_from ?? "") > (known.valid_from ?? "")) latest.set(unit.unit_path, unit);
  }
  return [...latest.values()];
}

const EXAMPLES = {
  python: 'import cchc\n\ncchc.scores("PAPI", year=2024, domain="_total")',
  r: 'papi <- subset(read.csv("csv/fct_score.csv", fileEncoding = "UTF-8-BOM"),\n  index_code == "PAPI" & year == 2024 & domain_code == "_total")',
  sql: "select unit_name, score, evidence from 'parquet/fct_score.parquet'\nwhere index_code = 'PAPI' and year = 2024 and domain_code = '_total' order by score desc",
};

const FILES = [
  ["cchc.xlsx", "Excel"],
  ["cchc.duckdb", "DuckDB"],
  ["cchc.sqlite", "SQLite"],
  ["api/v1/index.json", "JSON"],
] as const;

function Researchers() {
  const words = useWords(HOME);
  const [language, setLanguage] = useState<keyof typeof EXAMPLES>("python");
  const { release } = useCatalogue();
  return (
    <section class="panel stack">
      <h2>{words.researchers}</h2>
      <p>{words.researchersHint}</p>
      <ul class="chips">
        {FILES.map(([href, label]) => <li><a class="button" href={href}>{label}</a></li>)}
        {release.version && <li><a class="button" href={`cchc-${release.version}.zip`}>CSV (zip)</a></li>}
        <li><PageLink page="dictionary" class="button">{words.byTable}</PageLink></li>
      </ul>
      <Tabs
        label={words.ask}
        value={language}
        options={[{ value: "python", label: "Python" }, { value: "r", label: "R" }, { value: "sql", label: "DuckDB" }]}
        onChange={(value) => setLanguage(value as keyof typeof EXAMPLES)}
      >
        <pre tabIndex={0}><code>{EXAMPLES[language]}</code></pre>
      </Tabs>
      <p class="row">
        <PageLink page="dictionary">{words.dictionary}</PageLink>
        <PageLink page="quality">{words.quality}</PageLink>
        <PageLink page="sql">{words.sql}</PageLink>
      </p>
    </section>
  );
}

const RECENT_YEARS = 3;

/** The newest year held of each index that is still published. */
function Newest() {
  const language = useLanguage();
  const words = useWords(HOME);
  const catalogue = useCatalogue();
  const newest = byLevel(catalogue.indices).national.flatMap((index) => {
    const row = catalogue.yearsOf(index.index_code).findLast((one) => standingOf(one) !== "none");
    return row ? [{ index, row }] : [];
  });
  const latest = Math.max(...newest.map(({ row }) => row.year));
  const recent = newest.filter(({ row }) => row.year > latest - RECENT_YEARS);
  return (
    <nav class="stack" aria-label={words.newest}>
      <p class="small muted">{words.newest}</p>
      <ul class="chips">
        {recent.map(({ index, row }) => (
          <li>
            <a class="button" href={pageAddress(language, "index", [index.index_code, row.year])} title={named(language, index.name_vi, index.name_en)}>
              <span><strong>{indexShort(index.index_code)}</strong> {row.year}</span>
              {standingOf(row) === "claims" && <span class="badge warn">{words.onlyClaims}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What changed since the release before; asked for last, since nothing on the first view waits for it. */
function LastChanges() {
  const language = useLanguage();
  const words = useWords(HOME);
  const changes = useData<Changes>("changes");
  const kinds = words as Record<string, string>;
  return (
    <Section title={words.changes}>
      {changes.status === "ready" && changes.content.previous !== null && (
        <ul>
          {changes.content.summary.rows.map((row) => {
            const [table, kind, rows] = row as [string, string, number];
            return <li><code>{table}</code>: {formatNumber(language, rows)} {kinds[kind] ?? kind}</li>;
          })}
        </ul>
      )}
      {changes.status === "ready" && changes.content.previous === null && <p class="muted">{words.firstRelease}</p>}
      <p class="row">
        <PageLink page="changes">{words.allChanges}</PageLink>
        <a href="feed.atom">Atom</a>
      </p>
    </Section>
  );
}
