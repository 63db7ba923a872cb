/** The index and year that a unit's profile is opened at: totals, domains in order, and where domains are not held, why. */
import { named, useLanguage, useWords } from "../../language";
import { formatNumber, NOTHING } from "../../numbers";
import { useCatalogue } from "../../parts/catalogue";
import { Select } from "../../parts/fields";
import { Later } from "../../parts/later";
import { indexShort, IndexLink, PageLink } from "../../parts/links";
import { EmptyState, Note, Section } from "../../parts/page";
import { Printed } from "../../parts/printed";
import { DataTable, type Column } from "../../parts/table";
import { ORDERS, orderOf, regionMedian, weighedGap } from "../../reckoning/gaps";
import { subjectOf } from "../../reckoning/known";
import { isSurvey } from "../../reckoning/surveys";
import { choicesOf, gapKnown, type Chosen, type IndexYearView, type Line, type UnitData } from "../../reckoning/unit-view";
import { changeState, type Route } from "../../routing";
import { filled, UNIT } from "../../words/unit";
import { BulletLegend } from "./bullet";
import { Domain, useDomainName, worthShort } from "./domain";
import { Summary } from "./summary";
import { Score, scoreText } from "./values";
import { Years } from "./years";

export interface ChosenProps {
  data: UnitData;
  view: IndexYearView;
  unitName: string;
  route: Route;
}

export function ChosenSection(props: ChosenProps) {
  const { data, view, unitName, route } = props;
  const words = useWords(UNIT);
  const language = useLanguage();
  const { index } = useCatalogue();
  const { indexCode, year } = view.chosen;
  const row = index(indexCode);
  return (
    <Section title={filled(words.chosenTitle, { index: indexShort(indexCode), year })} id="chosen">
      <p class="muted">{named(language, row?.name_vi, row?.name_en)}{row?.publisher_vi && <> · {named(language, row.publisher_vi, row.publisher_en)}</>}</p>
      <Controls data={data} chosen={view.chosen} route={route} hasDomains={view.domains.length > 0} />
      {view.total && <Summary total={view.total} />}
      <Links data={data} view={view} />
      {view.domains.length > 0 ? <Domains {...props} /> : (
        <EmptyState title={words.noDomains}>{filled(words.noDomainsText, { unit: unitName, index: indexShort(indexCode), year })}</EmptyState>
      )}
      {view.otherCuts.length > 0 && <OtherCuts lines={view.otherCuts} />}
      <Later><Years data={data} indexCode={indexCode} route={route} year={year} /></Later>
    </Section>
  );
}

function Controls({ data, chosen, route, hasDomains }: { data: UnitData; chosen: Chosen; route: Route; hasDomains: boolean }) {
  const words = useWords(UNIT);
  const { indices } = useCatalogue();
  const choices = choicesOf(data, indices.map((row) => row.index_code));
  const years = choices.find((choice) => choice.indexCode === chosen.indexCode)?.years ?? [];
  return (
    <div class="controls">
      <Select
        label={words.index}
        value={chosen.indexCode}
        options={choices.map(({ indexCode }) => ({ value: indexCode, label: indexShort(indexCode) }))}
        onChange={(index) => changeState(route, { index, year: "", open: "" })}
      />
      <Select
        label={words.year}
        value={String(chosen.year)}
        options={years.map((year) => ({ value: String(year), label: String(year) }))}
        onChange={(year) => changeState(route, { index: chosen.indexCode, year, open: "" })}
      />
      {hasDomains && (
        <Select
          label={words.order}
          value={orderOf(route.state["order"])}
          options={ORDERS.map((order) => ({ value: order, label: words[`order_${order}`] }))}
          onChange={(order) => changeState(route, { order: order === "gap" ? "" : order })}
        />
      )}
      <button type="button" class="button" onClick={() => print()}>{words.print}</button>
    </div>
  );
}

function Links({ data, view }: { data: UnitData; view: IndexYearView }) {
  const words = useWords(UNIT);
  const { indexCode, year } = view.chosen;
  const unitKey = data.scores.find((row) => row.index_code === indexCode && row.year === year)?.unit_key ?? "";
  return (
    <p class="row no-print">
      {view.domains.length > 0 && <PageLink page="what-if" parts={[indexCode, year, ...data.path.split("/")]}>{words.whatIf}</PageLink>}
      <PageLink page="compare" state={{ index: indexCode, year, units: unitKey }}>{words.compare}</PageLink>
      <PageLink page="series" state={{ index: indexCode, units: unitKey }}>{words.seriesLink}</PageLink>
      <IndexLink index={indexCode} year={year}>{words.indexLink}</IndexLink>
    </p>
  );
}

function Domains({ view, unitName, route }: ChosenProps) {
  const words = useWords(UNIT);
  const catalogue = useCatalogue();
  const open = openCodes(route, view.domains);
  const toggle = (code: string, isOpen: boolean) => {
    const next = isOpen ? [...new Set([...open, code])] : open.filter((one) => one !== code);
    if (next.join() !== open.join()) changeState(route, { open: next.join(",") || "-" });
  };
  return (
    <>
      <FewUnits view={view} />
      <BulletLegend />
      <DomainHeads />
      <ol class="domains">
        {view.domains.map((line) => (
          <Domain
            key={line.score.score_key}
            line={line}
            unitName={unitName}
            subject={line.gap?.conformed_code ?? subjectOf(catalogue, line.score.index_code, line.score.year, line.score.domain_code)}
            isOpen={open.includes(line.score.domain_code)}
            onToggle={(isOpen) => toggle(line.score.domain_code, isOpen)}
          />
        ))}
      </ol>
      {isSurvey(view.chosen.indexCode) && <Note>{words.survey}</Note>}
      <Later><DomainTable lines={view.domains} /></Later>
    </>
  );
}

/** How few units the comparisons stand on, where they are few. */
function FewUnits({ view }: { view: IndexYearView }) {
  const words = useWords(UNIT);
  const { yearsOf } = useCatalogue();
  const { indexCode, year } = view.chosen;
  const level = view.domains[0]!.score.level;
  const expected = yearsOf(indexCode).find((row) => row.year === year && row.level === level)?.units_expected ?? null;
  const held = Math.max(...view.domains.map((line) => line.gap?.units ?? 0));
  if (expected === null || held >= expected * ENOUGH) return null;
  return <Note tone="warn">{filled(words.fewUnits, { n: held, expected })}</Note>;
}

/** Below this part of all units, the page says on how few a comparison stands. */
const ENOUGH = 0.9;

/** The heads of the numbers, where there is room for one line of them; each number also has its own for readers of narrow screens and by ear. */
function DomainHeads() {
  const words = useWords(UNIT);
  const labels = [words.score, words.change, words.median, words.regionMedian, words.best, words.gap, words.lost, words.worth];
  return (
    <div class="domain-line domain-heads" aria-hidden="true">
      <span>{words.domain}</span>
      <span />
      <div class="domain-numbers">{labels.map((label) => <span>{label}</span>)}</div>
    </div>
  );
}

/** Opened domains: as the address says, else the one that weighs most. */
function openCodes(route: Route, lines: Line[]): string[] {
  const open = route.state["open"];
  if (open === undefined) return lines.slice(0, 1).map((line) => line.score.domain_code);
  return open.split(",").filter((code) => code !== "-" && code !== "");
}

function DomainTable({ lines }: { lines: Line[] }) {
  const words = useWords(UNIT);
  const name = useDomainName();
  const first = lines[0]!.score;
  const columns: Column<Line>[] = [
    { key: "domain", label: words.domain, value: name },
    { key: "score", label: words.score, kind: "number", value: (line) => line.score.score },
    { key: "max", label: words.max, kind: "number", value: (line) => line.score.max_score },
    { key: "last", label: words.lastYear, kind: "number", value: (line) => line.gap?.previous_year_score },
    { key: "change", label: words.change, kind: "number", value: (line) => line.gap?.change },
    { key: "median", label: words.median, kind: "number", value: (line) => line.gap?.median_score },
    { key: "region", label: words.regionMedian, kind: "number", value: (line) => regionMedian(line.gap) },
    { key: "best", label: words.best, kind: "number", value: (line) => line.gap?.best_score },
    { key: "best_unit", label: `${words.best}: ${words.you}`, value: (line) => line.gap?.best_unit_name, cell: (line) => <Printed text={line.gap?.best_unit_name} /> },
    { key: "gap", label: words.gap, kind: "number", value: (line) => weighedGap(gapKnown(line)) },
    { key: "lost", label: words.lost, kind: "number", value: (line) => line.gap?.points_lost },
    { key: "in_total", label: words.lostInTotal, kind: "number", value: (line) => line.gap?.points_in_total },
    { key: "worth", label: words.worth, kind: "number", value: (line) => line.gap?.rank_worth, cell: (line) => worthShort(words, line.gap?.rank_worth) },
  ];
  const shown = columns.map((column) => (column.kind === "number" && !column.cell ? { ...column, cell: (line: Line) => <Cell line={line} value={column.value(line) as number | null} /> } : column));
  return (
    <details>
      <summary>{words.tableTitle}</summary>
      <DataTable caption={words.tableTitle} columns={shown} rows={lines} rowKey={(line) => line.score.score_key} fileName={`${first.index_code}-${first.year}-${first.unit_key.split("/")[1]}`} />
    </details>
  );
}

function Cell({ line, value }: { line: Line; value: number | null | undefined }) {
  return <>{value === null || value === undefined ? NOTHING : scoreText(useLanguage(), value, line.score)}</>;
}

function OtherCuts({ lines }: { lines: Line[] }) {
  const words = useWords(UNIT);
  const name = useDomainName();
  const language = useLanguage();
  return (
    <div class="stack">
      <h3>{words.otherCuts}</h3>
      <p class="small muted">{words.otherCutsNote}</p>
      <dl class="facts">
        {lines.map((line) => (
          <>
            <dt>{name(line)}</dt>
            <dd><Score row={line.score} />{line.score.max_score !== null && `/${formatNumber(language, line.score.max_score)}`}{line.gap?.best_score !== undefined && <span class="muted"> · {words.best} {scoreText(language, line.gap.best_score, line.score)}</span>}</dd>
          </>
        ))}
      </dl>
    </div>
  );
}
