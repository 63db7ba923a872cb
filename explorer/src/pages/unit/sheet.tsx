/** The unit's profile on one A4 page, for a meeting: totals, domains, three gaps with what others planned, sources.
 *
 * Only print shows it; it then stands alone. Every list has its limit and every text its length, and what is left of the
 * page says how many years fit (`reckoning/paper.ts`), so that it never runs over: a test prints it. Does not belong
 * here: the profile on screen.
 */
import { named, useLanguage, useWords } from "../../language";
import { formatChange, formatNumber, formatRank, NOTHING } from "../../numbers";
import { evidenceWords } from "../../parts/badges";
import { useCatalogue } from "../../parts/catalogue";
import { indexShort } from "../../parts/links";
import { Printed, visibleText } from "../../parts/printed";
import { documentOfFigure } from "../../file-names";
import { usePagePlans } from "../../plans";
import { isCompared, ordered, regionMedian } from "../../reckoning/gaps";
import { rowsLeft } from "../../reckoning/paper";
import { shortened } from "../../reckoning/shortened";
import { gapKnown, isClaimedRank, isNumbered, placeOfRow, type IndexYearView, type Line, type UnitData } from "../../reckoning/unit-view";
import { filled, UNIT } from "../../words/unit";
import { Bullet, BulletLegend } from "./bullet";
import { useDomainName } from "./domain";
import { SheetGaps, SheetTables, SheetTargets, useGapTexts } from "./sheet-parts";
import { documentName } from "./task";
import { changeText, figureOf, scoreText } from "./values";

const GAPS = 3;
const DOMAINS = 12;
const SOURCES = 4;

interface SheetProps {
  data: UnitData;
  view: IndexYearView;
  title: string;
  name: string;
}

export function Sheet({ data, view, title, name }: SheetProps) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const { index, release } = useCatalogue();
  const plans = usePagePlans();
  const { indexCode, year } = view.chosen;
  const row = index(indexCode);
  const domains = view.domains.slice(0, DOMAINS);
  const gaps = useGapTexts(topGaps(view), plans.status === "ready" ? plans.content : null);
  const domainName = useDomainName();
  const rows = rowsLeft(domains.map(domainName), gaps.flatMap((gap) => [gap.name, ...gap.rivals.map((rival) => rival.length)]));
  return (
    <article class="sheet" aria-hidden="true">
      <header>
        <p>{filled(words.sheetTitle, { index: indexShort(indexCode), year })} · {named(language, row?.name_vi, row?.name_en)}</p>
        <p class="sheet-name">{title}</p>
      </header>
      <SheetTotals view={view} />
      <SheetTargets data={data} chosen={view.chosen} />
      {domains.length > 0 ? <SheetDomains lines={domains} /> : <p>{filled(words.noDomainsText, { unit: name, index: indexShort(indexCode), year })}</p>}
      {gaps.length > 0 && <SheetGaps gaps={gaps} />}
      <SheetTables data={data} chosen={view.chosen} rows={rows} />
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
    [words.rank, formatRank(place?.place, score.rank_of ?? gap?.units), placeKind(words, language, score)],
    [words.change, score.is_series_break ? NOTHING : changeText(language, gap?.change, score), score.is_series_break ? words.notComparable : ""],
    [words.next, points === null || points === undefined ? NOTHING : formatChange(language, points, 4), gap?.next_unit_names ? shortened(visibleText(gap.next_unit_names), 40) : ""],
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

/** "published", or who says so where it was not the publisher. */
function placeKind(words: Record<keyof (typeof UNIT)["vi"], string>, language: "vi" | "en", score: Line["score"]): string {
  const place = placeOfRow(score);
  if (!place) return "";
  return isClaimedRank(score) ? evidenceWords(language, score.rank_evidence_class!).name.toLocaleLowerCase(language) : words[place.kind];
}

function SheetDomains({ lines }: { lines: Line[] }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const name = useDomainName();
  const labels = [words.score, words.change, words.median, words.regionMedian, words.best, words.gap, words.lost, words.worthPlaces];
  return (
    <table>
      <caption>{words.sheetDomains}<BulletLegend /></caption>
      <thead>
        <tr><th>{words.domain}</th><th class="sheet-chart">0 – {words.max}</th>{labels.map((label) => <th class="number">{label}</th>)}</tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { score, gap } = line;
          const field = isCompared(gap) ? gap : null;
          const text = (value: number | null | undefined) => scoreText(language, value, score);
          return (
            <tr>
              <th>{isNumbered(score.domain_code) && `${score.domain_code}. `}{shortened(name(line), 64)}</th>
              <td class="sheet-chart"><Bullet line={line} name={name(line)} /></td>
              <td class="number"><strong>{text(score.score)}</strong></td>
              <td class="number">{score.is_series_break ? words.notComparable : changeText(language, gap?.change, score)}</td>
              <td class="number">{text(field?.median_score)}</td>
              <td class="number">{text(regionMedian(field))}</td>
              <td class="number">{text(field?.best_score)}</td>
              <td class="number">{text(field?.gap_to_best)}</td>
              <td class="number">{text(gap?.points_lost)}</td>
              <td class="number">{formatChange(language, gap?.rank_worth, 0)}</td>
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
