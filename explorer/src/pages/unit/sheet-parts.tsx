/** Parts of the one page of paper: the gaps with what others planned, targets, years and other indices. */
import { useLanguage, useWords } from "../../language";
import { formatNumber, NOTHING } from "../../numbers";
import { evidenceWords } from "../../parts/badges";
import { useCatalogue } from "../../parts/catalogue";
import { indexShort } from "../../parts/links";
import { Printed } from "../../parts/printed";
import type { Plans } from "../../plans";
import { rivalsOf } from "../../reckoning/gaps";
import { subjectOf } from "../../reckoning/known";
import { TOTAL } from "../../reckoning/model";
import { shortened } from "../../reckoning/shortened";
import { judged } from "../../reckoning/targets";
import { tasksOf } from "../../reckoning/tasks";
import { glanceOf, type Chosen, type Line, type UnitData } from "../../reckoning/unit-view";
import type { UnitScoreRow } from "../../shapes";
import { filled, UNIT } from "../../words/unit";
import { useDomainName } from "./domain";
import { documentsOf, usePartText } from "./rivals";
import { indexCodesOf, resultsOf } from "./results";
import { documentName } from "./task";
import { changeText, markedPlace, scoreText } from "./values";

const RIVALS = 2;
const TASKS = 2;
const TARGETS = 2;

export interface GapText {
  name: string;
  rivals: RivalText[];
}

interface RivalText {
  name: string;
  said: string;
  tasks: { text: string; document: string }[];
  none: string;
  /** The whole of it, to measure. */
  length: string;
}

/** What the page says of each gap, every text held to a length. */
export function useGapTexts(lines: Line[], plans: Plans | null): GapText[] {
  const name = useDomainName();
  const rivalTexts = useRivalTexts(plans);
  return lines.map((line) => ({ name: shortened(name(line), 90), rivals: rivalTexts(line) })).filter((gap) => gap.rivals.length > 0);
}

function useRivalTexts(plans: Plans | null): (line: Line) => RivalText[] {
  const words = useWords(UNIT);
  const catalogue = useCatalogue();
  const partTextOf = usePartText();
  return (line) => {
    const { score, gap } = line;
    if (!gap) return [];
    const subject = gap.conformed_code ?? subjectOf(catalogue, score.index_code, score.year, score.domain_code);
    return rivalsOf(gap, score.unit_key).slice(0, RIVALS).map((rival) => {
      const tasks = (plans ? tasksOf(plans.tasks, rival.unitKey, subject, score.year).slice(0, TASKS) : []).map((task) => ({
        text: shortened(task.text, 150),
        document: shortened(documentName(plans?.documents.get(task.document_id)) ?? task.document_id, 40),
      }));
      const none = filled(words.sheetNoTask, { n: plans ? documentsOf(plans, rival.unitKey) : 0 });
      const text = { name: shortened(rival.name, 40), said: rival.parts.map(partTextOf(line)).join("; "), tasks, none };
      return { ...text, length: [text.name, text.said, ...(tasks.length > 0 ? tasks.map((task) => task.text + task.document) : [none])].join("      ") };
    });
  };
}

export function SheetGaps({ gaps }: { gaps: GapText[] }) {
  const words = useWords(UNIT);
  return (
    <section>
      <p class="sheet-heading">{words.sheetGaps}</p>
      <ol>
        {gaps.map((gap) => (
          <li>
            <strong>{gap.name}</strong>
            <ul>
              {gap.rivals.map((rival) => (
                <li>
                  <strong><Printed text={rival.name} /></strong>, {rival.said}:{" "}
                  {rival.tasks.length === 0 ? rival.none : rival.tasks.map((task, at) => <>{at > 0 && "; "}“<Printed text={task.text} />” (<Printed text={task.document} />)</>)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The unit's own targets for the index in the year or after, with the verdict. */
export function SheetTargets({ data, chosen }: { data: UnitData; chosen: Chosen }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const results = resultsOf(data);
  const told = data.targets
    .map((target) => ({ target, found: judged({ ...target, operator: target.operator ?? "", index_codes: indexCodesOf(data, target.document_id) }, results) }))
    .filter(({ target, found }) => found.indexCode === chosen.indexCode && found.year !== null && found.year >= chosen.year && target.conformed_code === null && target.value !== null)
    .slice(0, TARGETS);
  if (told.length === 0) return null;
  return (
    <p>
      <strong>{words.targets}:</strong>{" "}
      {told.map(({ target, found }, at) => (
        <>
          {at > 0 && "; "}“<Printed text={shortened(target.description ?? target.quote ?? "", 110)} />”: {words[found.verdict].toLocaleLowerCase(language)}
          {found.result !== null && ` (${formatNumber(language, found.result, { decimals: 2 })})`}
        </>
      ))}
    </p>
  );
}

/** What fits at the foot: the index's totals through the years, and the unit's other indices. */
export function SheetTables({ data, chosen, rows }: { data: UnitData; chosen: Chosen; rows: number }) {
  if (rows < 1) return null;
  return (
    <div class="sheet-tables">
      <SheetYears data={data} chosen={chosen} rows={rows} />
      <SheetOthers data={data} chosen={chosen} rows={rows} />
    </div>
  );
}

function SheetYears({ data, chosen, rows }: { data: UnitData; chosen: Chosen; rows: number }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const totals = data.scores.filter((row) => row.index_code === chosen.indexCode && row.domain_code === TOTAL).sort((a, b) => b.year - a.year);
  return (
    <table>
      <caption>{words.sheetSeries}</caption>
      <thead>
        <tr><th>{words.year}</th><th class="number">{words.score}</th><th class="number">{words.rank}</th><th class="number">{words.change}</th><th>{words.evidence}</th></tr>
      </thead>
      <tbody>
        {totals.slice(0, rows).map((row) => (
          <tr>
            <th>{row.year}</th>
            <td class="number"><SheetScore row={row} /></td>
            <td class="number">{markedPlace(row)}</td>
            <td class="number">{row.is_series_break ? words.notComparable : changeText(language, data.gaps.get(row.score_key)?.change, row)}</td>
            <td><SheetEvidence row={row} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SheetOthers({ data, chosen, rows }: { data: UnitData; chosen: Chosen; rows: number }) {
  const words = useWords(UNIT);
  const { indices } = useCatalogue();
  const others = glanceOf(data, indices.map((row) => row.index_code)).filter((row) => row.indexCode !== chosen.indexCode);
  if (others.length === 0) return null;
  return (
    <table>
      <caption>{words.sheetOthers}</caption>
      <thead>
        <tr><th>{words.index}</th><th class="number">{words.year}</th><th class="number">{words.score}</th><th class="number">{words.rank}</th><th>{words.evidence}</th></tr>
      </thead>
      <tbody>
        {others.slice(0, rows).map(({ indexCode, latest }) => (
          <tr>
            <th class="nowrap">{indexShort(indexCode)}</th>
            <td class="number">{latest.year}</td>
            <td class="number"><SheetScore row={latest} /></td>
            <td class="number">{markedPlace(latest)}</td>
            <td><SheetEvidence row={latest} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SheetScore({ row }: { row: UnitScoreRow }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  if (row.score !== null || row.low === null) return <>{scoreText(language, row.score, row)}</>;
  return <>{filled(words.boundShort, { low: scoreText(language, row.low, row, false), high: scoreText(language, row.high, row, false) })}</>;
}

function SheetEvidence({ row }: { row: UnitScoreRow }) {
  const language = useLanguage();
  const evidence = row.score === null ? (row.rank_evidence_class ?? row.evidence_class) : row.evidence_class;
  return <>{evidence ? evidenceWords(language, evidence).name : NOTHING}</>;
}
