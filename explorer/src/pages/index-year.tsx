/** An index in a year: table, grid, distribution, who is missing and why.
 *
 * Belongs here: the order of the parts and the controls. Does not belong here: the parts (`index-year/`).
 */
import { useMemo } from "preact/hooks";
import { About, Missing } from "../index-year/about";
import { Distribution } from "../index-year/distribution";
import { ProvinceMap } from "../index-year/map";
import { domainTree, glanceDecimals, isClaimsOnly, TOTAL, unpackedYear, viewOf, type UnpackedYear, type View } from "../index-year/rows";
import { LeagueTable } from "../index-year/table";
import { indexYearFile, unitPath } from "../file-names";
import { half, named, useLanguage, useWords } from "../language";
import { formatNumber } from "../numbers";
import { StatusLegend } from "../parts/badges";
import { useCatalogue } from "../parts/catalogue";
import { byLevel, CoverageLegend, CoverageStrip, CoverageStrips, standingOf } from "../parts/coverage";
import { useData, Waiting } from "../parts/data";
import { Combobox, Select } from "../parts/fields";
import { Later } from "../parts/later";
import { indexShort, PageLink, pageAddress } from "../parts/links";
import { CopyLink, EmptyState, Note, PageHead, Section } from "../parts/page";
import { Printed } from "../parts/printed";
import { tilesOf } from "../reckoning/tiles";
import { isClaimedRank } from "../reckoning/unit-view";
import { changeState, type Route } from "../routing";
import type { FieldRow, IndexYear, IndexYearRow } from "../shapes";
import { INDEX_YEAR, type IndexYearWords } from "../words/index-year";
import "../styles/index-year.css";

export function IndexYearPage({ route }: { route: Route }) {
  const catalogue = useCatalogue();
  const words = useWords(INDEX_YEAR);
  const [code, yearText] = route.parts;
  if (code === undefined || code === "") return <AllIndices words={words} />;
  const years = catalogue.yearsOf(code);
  const row = yearText ? years.find((one) => String(one.year) === yearText) : newestHeld(years);
  if (!row) return <Unknown words={words} />;
  return <OneYear key={`${code}/${row.year}`} route={{ ...route, parts: [code, String(row.year)] }} code={code} row={row} words={words} />;
}

function newestHeld(years: IndexYearRow[]): IndexYearRow | undefined {
  return years.findLast((row) => standingOf(row) !== "none") ?? years.at(-1);
}

function AllIndices({ words }: { words: IndexYearWords }) {
  const { national, local } = byLevel(useCatalogue().indices);
  return (
    <>
      <PageHead title={words.indices} lead={words.indicesLead} />
      <CoverageLegend />
      <CoverageStrips indices={national} />
      {local.length > 0 && <Section title={`${words.levels_department}, ${words.levels_district}, ${words.levels_commune}`}><CoverageStrips indices={local} /></Section>}
    </>
  );
}

function Unknown({ words }: { words: IndexYearWords }) {
  const { national, local } = byLevel(useCatalogue().indices);
  return (
    <>
      <PageHead title={words.index} />
      <EmptyState title={words.unknownIndex}>{words.unknownHint}</EmptyState>
      <CoverageStrips indices={[...national, ...local]} />
    </>
  );
}

interface OneYearProps {
  route: Route;
  code: string;
  row: IndexYearRow;
  words: IndexYearWords;
}

function OneYear({ route, code, row, words }: OneYearProps) {
  const language = useLanguage();
  const catalogue = useCatalogue();
  const index = catalogue.index(code);
  const isHeld = standingOf(row) !== "none";
  const file = useData<IndexYear>(isHeld ? indexYearFile(code, row.year) : null);
  const year = useMemo(() => (file.status === "ready" ? unpackedYear(file.content) : null), [file]);
  const kept = route.state["domain"] ? { domain: route.state["domain"] } : {};
  const title = `${indexShort(code)} ${row.year}`;
  return (
    <>
      <PageHead
        title={title}
        kicker={<><PageLink page="index">{words.index}</PageLink> / {indexShort(code)}</>}
        lead={named(language, index?.name_vi, index?.name_en)}
      />
      <nav class="stack" aria-label={words.year}>
        <CoverageStrip index={code} years={catalogue.yearsOf(code)} chosen={row.year} state={kept} />
      </nav>
      {!isHeld && <EmptyState title={words.notFoundYear}>{words.notFoundHint} {row.reason ?? ""}</EmptyState>}
      {isHeld && !year && <Waiting of={file} />}
      {year && <Held route={route} code={code} row={row} year={year} words={words} />}
    </>
  );
}

/** Below so many rows the table is shorter than the grid beside it, and leaves room below. */
const SHORT_TABLE = 36;

interface HeldProps extends OneYearProps {
  year: UnpackedYear;
}

function Held(props: HeldProps) {
  const { route, code, row, year, words } = props;
  // Sorting and marking leave the rows as they are.
  const { level = "", domain = "" } = route.state;
  const view = useMemo(() => viewOf(year, row.level, { level, domain }), [year, row, level, domain]);
  return (
    <>
      <Controls route={route} year={year} view={view} words={words} />
      <Notes view={view} row={row} words={words} />
      <Figures view={view} row={row} words={words} />
      {view.rows.length === 0 ? (
        <EmptyState>{words.noDomain}</EmptyState>
      ) : (
        <div class="index-year">
          <div class="index-year-table">
            <h2>{words.table}</h2>
            <Later><League {...props} view={view} /></Later>
          </div>
          <div class="index-year-side"><Side {...props} view={view} /></div>
        </div>
      )}
      <Later>
        <Onward route={route} code={code} year={row.year} view={view} words={words} />
        <About index={code} year={year} words={words} />
      </Later>
    </>
  );
}

function League({ route, code, row, words, view }: HeldProps & { view: View }) {
  const language = useLanguage();
  const index = useCatalogue().index(code);
  const domainName = view.domainCode === TOTAL ? words.total : named(language, view.domain?.name_vi, view.domain?.name_en) || view.domainCode;
  return (
    <>
      <LeagueTable route={route} view={view} words={words} index={code} year={row.year} caption={`${indexShort(code)} ${row.year}: ${domainName}`} />
      <StatusLegend statuses={view.rows.map((one) => one.status)} />
      <p class="source-note">{words.publisher}: {named(language, index?.publisher_vi, index?.publisher_en) || indexShort(code)}. {words.sourceNote}</p>
      {view.rows.length < SHORT_TABLE && <Missing view={view} words={words} />}
    </>
  );
}

/** Beside the table, or below it where there is no room. */
function Side({ route, code, row, words, view }: HeldProps & { view: View }) {
  const geography = row.geography ?? "";
  const hasGrid = view.level === "province" && tilesOf(geography).length > 0;
  const scored = view.rows.filter((one) => one.score !== null).length;
  return (
    <>
      {hasGrid && <Later><Section title={words.map}><ProvinceMap route={route} view={view} geography={geography} words={words} index={code} year={row.year} /></Section></Later>}
      {scored > 4 && view.isOneScale && <Later><Section title={words.distribution}><Distribution view={view} words={words} chosen={route.state["unit"]} fileName={`${code}-${row.year}-${view.domainCode}`} /></Section></Later>}
      {view.rows.length >= SHORT_TABLE && <Later><Missing view={view} words={words} /></Later>}
    </>
  );
}

function Controls({ route, year, view, words }: { route: Route; year: UnpackedYear; view: View; words: IndexYearWords }) {
  const language = useLanguage();
  const catalogue = useCatalogue();
  const domains = useMemo(
    () => domainTree(year.domains).map(({ domain, depth }) => ({
      value: domain.domain_code,
      label: `${"\u2003".repeat(Math.max(0, depth - 1))}${domain.is_total ? words.total : `${domain.domain_code} ${named(language, domain.name_vi, domain.name_en)}`}`,
    })),
    [year, language, words],
  );
  const units = view.rows.map((row) => {
    const unit = catalogue.unit(row.unit_key);
    return { value: row.unit_key, label: named(language, unit?.name_vi ?? row.unit_name, unit?.name_en), detail: named(language, unit?.region_vi, unit?.region_en) };
  });
  const levelNames = words as Record<string, string>;
  return (
    <div class="controls">
      {domains.length > 1 && <Select label={words.domain} value={view.domainCode} options={domains} onChange={(domain) => changeState(route, { domain: domain === TOTAL ? "" : domain })} />}
      {view.levels.length > 1 && (
        <Select label={words.level} value={view.level} options={view.levels.map((level) => ({ value: level, label: levelNames[`levels_${level}`] ?? level }))} onChange={(level) => changeState(route, { level })} />
      )}
      <Combobox label={words.highlight} value={route.state["unit"] ?? ""} options={units} onChange={(unit) => changeState(route, { unit })} />
      <CopyLink />
    </div>
  );
}

/** What to mind before any number is read. */
function Notes({ view, row, words }: { view: View; row: IndexYearRow; words: IndexYearWords }) {
  const language = useLanguage();
  const broken = view.rows.find((one) => one.is_series_break || (!one.comparable_with_previous && one.comparability_reason && !/no figures of an earlier/.test(one.comparability_reason)));
  const isPart = row.status !== "complete" && view.level === row.level;
  return (
    <>
      {isClaimsOnly(view.rows) ? <Note tone="warn">{words.claimsOnly}</Note> : isPart && <Note tone="info">{words.partly}</Note>}
      {!view.isOneScale && <Note tone="warn">{words.scalesDiffer}</Note>}
      {broken && <Note tone="info">{words.breakNote}: <Printed text={half(language, broken.comparability_reason)} /></Note>}
    </>
  );
}

/** The few numbers that tell the year at a glance. */
function Figures({ view, row, words }: { view: View; row: IndexYearRow; words: IndexYearWords }) {
  const language = useLanguage();
  const expected = view.level === row.level && row.units_expected ? ` ${words.ofUnits} ${row.units_expected}` : "";
  const scored = view.rows.filter((one) => one.score !== null).length;
  const claimed = view.rows.filter(isClaimedRank).length;
  const ranked = view.rows.filter((one) => one.rank_published !== null).length - claimed;
  const of = (field: FieldRow) => (view.fields.length < 2 ? "" : ` (${field.units} ${words.units}, ${field.unit_of_measure === "percent" ? "%" : words.measure_points})`);
  const glance = { decimals: glanceDecimals(view.rows) };
  return (
    <dl class="key-figures">
      <div><dt>{words.held}</dt><dd>{scored}{expected}</dd></div>
      {(ranked > 0 || claimed === 0) && <div><dt>{words.ranked}</dt><dd>{ranked}{expected}</dd></div>}
      {claimed > 0 && <div><dt>{words.rankedByOthers}</dt><dd>{claimed}{expected}</dd></div>}
      {view.fields.map((field) => <div><dt>{words.median}{of(field)}</dt><dd>{formatNumber(language, field.median_score, glance)}</dd></div>)}
      {view.fields.map((field) => <div><dt>{words.best}{of(field)}</dt><dd>{formatNumber(language, field.best_score, glance)} <span class="small"><Printed text={field.best_unit_name} /></span></dd></div>)}
    </dl>
  );
}

function Onward({ route, code, year, view, words }: { route: Route; code: string; year: number; view: View; words: IndexYearWords }) {
  const language = useLanguage();
  const state = { index: code, year, domain: view.domainCode === TOTAL ? "" : view.domainCode };
  const units = route.state["unit"] ?? "";
  return (
    <ul class="chips no-print">
      <li><a class="button" href={pageAddress(language, "series", [], { index: code, domain: state.domain, units })}>{words.series}</a></li>
      <li><a class="button" href={pageAddress(language, "compare", [], { ...state, units })}>{words.compare}</a></li>
      <li><a class="button" href={pageAddress(language, "what-if", [code, year, ...(units ? unitPath(units).split("/") : [])])}>{words.whatIf}</a></li>
    </ul>
  );
}
