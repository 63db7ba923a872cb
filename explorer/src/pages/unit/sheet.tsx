/** The unit's profile on one A4 page, for a meeting: totals, domains, three gaps with what others planned, sources.
 *
 * Only print shows it; it then stands alone. Every list has its limit and every text its length, so that it never runs
 * over: a test prints it. Does not belong here: the profile on screen.
 */
import { named, useLanguage, useWords } from "../../language";
import { formatChange, formatNumber, formatRank, NOTHING } from "../../numbers";
import { evidenceWords } from "../../parts/badges";
import { useCatalogue } from "../../parts/catalogue";
import { indexShort } from "../../parts/links";
import { Printed } from "../../parts/printed";
import { documentOfFigure } from "../../file-names";
import type { Plans } from "../../plans";
import { ordered, rivalsOf } from "../../reckoning/gaps";
import { subjectOf } from "../../reckoning/known";
import { shortened } from "../../reckoning/shortened";
import { TOTAL } from "../../reckoning/model";
import { tasksOf } from "../../reckoning/tasks";
import { gapKnown, isNumbered, placeOfRow, type IndexYearView, type Line, type UnitData } from "../../reckoning/unit-view";
import { filled, UNIT } from "../../words/unit";
import { Bullet } from "./bullet";
import { useDomainName, worthShort } from "./domain";
import { documentsOf, knownRivals, usePartText } from "./rivals";
import { documentName } from "./task";
import { changeText, figureOf, scoreText } from "./values";

const GAPS = 3;
const DOMAINS = 12;
const RIVALS = 2;
const TASKS = 2;
const YEARS = 8;
const SOURCES = 4;

interface SheetProps {
  data: UnitData;
  view: IndexYearView;
  title: string;
  plans: Plans | null;
}

export function Sheet({ data, view, title, plans }: SheetProps) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const { index, release } = useCatalogue();
  const { indexCode, year } = view.chosen;
  const row = index(indexCode);
  const top = topGaps(view);
  return (
    <article class="sheet" aria-hidden="true">
      <header>
        <p>{filled(words.sheetTitle, { index: indexShort(indexCode), year })} · {named(language, row?.name_vi, row?.name_en)}</p>
        <p class="sheet-name">{title}</p>
      </header>
      <SheetTotals view={view} />
      {view.domains.length > 0 ? <SheetDomains lines={view.domains.slice(0, DOMAINS)} /> : <p>{filled(words.noDomainsText, { unit: title, index: indexShort(indexCode), year })}</p>}
      {top.length > 0 && view.domains.length > 2 ? <SheetGaps lines={top} plans={plans} /> : <SheetYears data={data} view={view} />}
      <footer>
        <p><strong>{words.sheetNotes}.</strong> {words.sheetHow} <SheetDoubts data={data} view={view} /></p>
        <p><strong>{words.sheetSources}:</strong> <SheetSources data={data} view={view} /> {named(language, row?.publisher_vi, row?.publisher_en)}.</p>
        <p>{shortened(release.citation, 260)}</p>
        <p class="sheet-address">{words.sheetOnline}: {shortened(location.href.replace(/^file:.*?(#|$)/, "index.html$1"), 200)}</p>
      </footer>
    </article>
  );
}

/** The domains that weigh most below the best, whatever order the screen has. */
function topGaps(view: IndexYearView): Line[] {
  const keyed = view.domains.filter((line) => (line.gap?.gap_to_best ?? 0) > 0).map((line) => ({ ...gapKnown(line), line }));
  return ordered(keyed, "gap").slice(0, GAPS).map(({ line }) => line);
}

function SheetTotals({ view: { total } }: { view: IndexYearView }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  if (!total) return null;
  const { score, gap } = total;
  const place = placeOfRow(score);
  const evidence = score.score === null ? score.rank_evidence_class : score.evidence_class;
  const points = gap?.points_to_next_rank;
  const facts: [string, string, string][] = [
    [words.total, score.score === null && score.low !== null ? filled(words.bound, { low: scoreText(language, score.low, score), high: scoreText(language, score.high, score) }) : scoreText(language, score.score, score), score.max_score === null ? "" : `${words.ofMax} ${formatNumber(language, score.max_score)}`],
    [words.rank, formatRank(place?.place, score.rank_of ?? gap?.units), place ? words[place.kind] : ""],
    [words.change, score.is_series_break ? "≠" : changeText(language, gap?.change, score), score.is_series_break ? words.series_break : ""],
    [words.next, points === null || points === undefined ? NOTHING : formatChange(language, points, 4), gap?.next_unit_names ? shortened(gap.next_unit_names, 40) : ""],
    [words.evidence, evidence ? evidenceWords(language, evidence).name : NOTHING, ""],
  ];
  return (
    <ul class="sheet-totals">
      {facts.map(([label, value, detail]) => (
        <li><span>{label}</span> <strong>{value}</strong> <span>{detail}</span></li>
      ))}
    </ul>
  );
}

function SheetDomains({ lines }: { lines: Line[] }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const name = useDomainName();
  const labels = [words.score, words.change, words.median, words.regionMedian, words.best, words.gap, words.lost, words.worth];
  return (
    <table>
      <caption>{words.sheetDomains}</caption>
      <thead>
        <tr><th>{words.domain}</th><th class="sheet-chart">0 – {words.max}</th>{labels.map((label) => <th class="number">{label}</th>)}</tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { score, gap } = line;
          const text = (value: number | null | undefined) => scoreText(language, value, score);
          return (
            <tr>
              <th>{isNumbered(score.domain_code) && `${score.domain_code}. `}{shortened(name(line), 64)}</th>
              <td class="sheet-chart"><Bullet line={line} name={name(line)} /></td>
              <td class="number"><strong>{text(score.score)}</strong></td>
              <td class="number">{score.is_series_break ? "≠" : changeText(language, gap?.change, score)}</td>
              <td class="number">{text(gap?.median_score)}</td>
              <td class="number">{text(gap?.region_median_score)}</td>
              <td class="number">{text(gap?.best_score)}</td>
              <td class="number">{text(gap?.gap_to_best)}</td>
              <td class="number">{text(gap?.points_lost)}</td>
              <td class="number">{worthShort(words, gap?.rank_worth)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function SheetGaps({ lines, plans }: { lines: Line[]; plans: Plans | null }) {
  const words = useWords(UNIT);
  const name = useDomainName();
  return (
    <section>
      <p class="sheet-heading">{words.sheetGaps}</p>
      <ol>
        {lines.map((line) => (
          <li>
            <strong>{shortened(name(line), 90)}</strong>
            <SheetRivals line={line} plans={plans} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function SheetRivals({ line, plans }: { line: Line; plans: Plans | null }) {
  const words = useWords(UNIT);
  const catalogue = useCatalogue();
  const partText = usePartText(line);
  const { score, gap } = line;
  if (!gap) return null;
  const subject = gap.conformed_code ?? subjectOf(catalogue, score.index_code, score.year, score.domain_code);
  return (
    <ul>
      {rivalsOf(knownRivals(gap), score.unit_key).slice(0, RIVALS).map((rival) => {
        const tasks = plans ? tasksOf(plans.tasks, rival.unitKey, subject, score.year).slice(0, TASKS) : [];
        return (
          <li>
            <strong><Printed text={shortened(rival.name, 40)} /></strong>, {rival.parts.map(partText).join("; ")}:{" "}
            {tasks.length === 0
              ? filled(words.sheetNoTask, { n: plans ? documentsOf(plans, rival.unitKey) : 0 })
              : tasks.map((task, at) => (
                  <>
                    {at > 0 && "; "}“<Printed text={shortened(task.text, 150)} />” (<Printed text={shortened(documentName(plans?.documents.get(task.document_id)) ?? task.document_id, 40)} />)
                  </>
                ))}
          </li>
        );
      })}
    </ul>
  );
}

/** Where domains do not fill the page, the totals through the years do. */
function SheetYears({ data, view }: { data: UnitData; view: IndexYearView }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const rows = data.scores.filter((row) => row.index_code === view.chosen.indexCode && row.domain_code === TOTAL).sort((a, b) => b.year - a.year);
  return (
    <table>
      <caption>{words.sheetSeries}</caption>
      <thead>
        <tr><th>{words.year}</th><th class="number">{words.score}</th><th class="number">{words.rank}</th><th class="number">{words.change}</th><th>{words.evidence}</th></tr>
      </thead>
      <tbody>
        {rows.slice(0, YEARS).map((row) => {
          const place = placeOfRow(row);
          const evidence = row.score === null ? (row.rank_evidence_class ?? row.evidence_class) : row.evidence_class;
          return (
            <tr>
              <th>{row.year}</th>
              <td class="number">{row.score === null && row.low !== null ? filled(words.bound, { low: scoreText(language, row.low, row), high: scoreText(language, row.high, row) }) : scoreText(language, row.score, row)}</td>
              <td class="number">{formatRank(place?.place, row.rank_of)}{place && place.kind !== "published" && ` ${words[place.kind]}`}</td>
              <td class="number">{row.is_series_break ? "≠" : changeText(language, data.gaps.get(row.score_key)?.change, row)}</td>
              <td>{evidence ? evidenceWords(language, evidence).name : NOTHING}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function SheetDoubts({ data, view }: { data: UnitData; view: IndexYearView }) {
  const words = useWords(UNIT);
  const isHere = (row: { index_code: string | null; year: number | null }) => row.index_code === view.chosen.indexCode && row.year === view.chosen.year;
  return <>{filled(words.sheetDoubts, { claims: data.claims.filter(isHere).length, discrepancies: data.discrepancies.filter(isHere).length })}</>;
}

function SheetSources({ data, view }: { data: UnitData; view: IndexYearView }) {
  const rows = data.scores.filter((row) => row.index_code === view.chosen.indexCode && row.year === view.chosen.year);
  const parts = rows.flatMap((row) => [row.figure_id, row.rank_figure_id]).filter((id): id is string => id !== null);
  const documents = [...new Set((parts.length > 0 ? parts : rows.map(figureOf)).map(documentOfFigure))];
  const more = documents.length > SOURCES ? ` (+${documents.length - SOURCES})` : "";
  return <><Printed text={documents.slice(0, SOURCES).map((id) => shortened(documentName(data.documents.get(id)) ?? id, 80)).join("; ") + more} />;</>;
}
