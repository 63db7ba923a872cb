/** One domain of a unit's profile: a line of numbers with its picture, and what stands behind it. */
import type { ComponentChildren } from "preact";
import { named, useLanguage, useWords } from "../../language";
import { formatNumber, NOTHING } from "../../numbers";
import { FigureLink, UnitLink } from "../../parts/links";
import { indexYearFile } from "../../file-names";
import { useData, Waiting } from "../../parts/data";
import { Later } from "../../parts/later";
import { usePagePlans } from "../../plans";
import { isCompared, regionMedian, rivalsOf } from "../../reckoning/gaps";
import { tasksOf } from "../../reckoning/tasks";
import { unitModel } from "../../reckoning/unit-model";
import { isNumbered, placeOfRow, type Line } from "../../reckoning/unit-view";
import { gainsUpTo, outcome, room, type Model } from "../../reckoning/what-if";
import { placeOf } from "../../reckoning/ranks";
import type { IndexYear, UnitScoreRow } from "../../shapes";
import { filled, UNIT } from "../../words/unit";
import { Bullet } from "./bullet";
import { Rivals } from "./rivals";
import { Change, outcomeText, Place, placesText, Score, scoreText } from "./values";

export interface DomainProps {
  line: Line;
  unitName: string;
  subject: string | null;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

export function useDomainName(): (line: Line) => string {
  const language = useLanguage();
  return ({ score }) => named(language, score.domain_name_vi, score.domain_name_en) || score.domain_code;
}

export function Domain(props: DomainProps) {
  const { line, isOpen, onToggle } = props;
  const words = useWords(UNIT);
  const name = useDomainName()(line);
  const code = line.score.domain_code;
  return (
    <li class="domain">
      <div class="domain-line">
        <h3>{isNumbered(code) && <span class="muted">{code}. </span>}{name}</h3>
        <Bullet line={line} name={name} />
        <Numbers line={line} />
      </div>
      <details open={isOpen} onToggle={(event) => onToggle(event.currentTarget.open)}>
        <summary>
          {words.details}<span class="hidden-visually">: {name}</span>
          <TaskCount {...props} />
        </summary>
        {isOpen && <Later><Behind {...props} name={name} /></Later>}
      </details>
    </li>
  );
}

/** How many tasks the units to learn from planned: told before one opens the domain. */
function TaskCount({ line: { score, gap }, subject }: DomainProps) {
  const words = useWords(UNIT);
  const plans = usePagePlans();
  if (!gap || plans.status !== "ready") return null;
  const rivals = rivalsOf(gap, score.unit_key);
  const count = rivals.reduce((sum, rival) => sum + tasksOf(plans.content.tasks, rival.unitKey, subject, score.year).length, 0);
  return count > 0 ? <> · {filled(words.taskCount, { n: count })}</> : null;
}

function Numbers({ line: { score, gap } }: { line: Line }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const text = (value: number | null | undefined) => scoreText(language, value, score);
  const field = isCompared(gap) ? gap : null;
  return (
    <dl class="domain-numbers">
      <Number label={words.score}>
        {score.score === null && placeOfRow(score) ? <span class="small">{words.rankShort} <Place row={score} /></span> : <strong><Score row={score} /></strong>}
        {score.score !== null && score.max_score !== null && <span class="small muted">/{formatNumber(language, score.max_score)}</span>}
      </Number>
      <Number label={words.change}>{score.is_series_break ? <span class="small muted" title={words.series_break}>{words.notComparable}</span> : <Change value={gap?.change} of={score} />}</Number>
      <Number label={words.median}>{text(field?.median_score)}</Number>
      <Number label={words.regionMedian}>{text(regionMedian(field))}</Number>
      <Number label={words.best}><FigureLink figureId={field?.best_score_key}>{text(field?.best_score)}</FigureLink></Number>
      <Number label={words.gap}>{field ? text(field.gap_to_best) : NOTHING}</Number>
      <Number label={words.lost}>{text(gap?.points_lost)}</Number>
      <Number label={words.worth}>{worthShort(words, gap?.rank_worth)}</Number>
    </dl>
  );
}

export function worthShort(words: Record<"places" | "place", string>, worth: number | null | undefined): string {
  if (worth === null || worth === undefined) return NOTHING;
  return `${worth > 0 ? "+" : ""}${worth} ${worth === 1 ? words.place : words.places}`;
}

function Number({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Behind({ line, unitName, subject, name }: DomainProps & { name: string }) {
  const plans = usePagePlans();
  return (
    <div class="behind">
      <div class="stack">
        <Worth line={line} />
        <Parts line={line} name={name} />
      </div>
      {plans.status === "ready" ? <Rivals line={line} unitName={unitName} subject={subject} plans={plans.content} /> : <Waiting of={plans} />}
    </div>
  );
}

/** What the lost points and the step up to the best are worth, in whole sentences. */
function Worth({ line: { score, gap } }: { line: Line }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const model = useModel(score);
  if (!gap) return null;
  const domain = model?.domains.find((one) => one.code === score.domain_code);
  const gains = model && domain ? gainsUpTo(model, { [domain.code]: gap.best_score }) : null;
  const gain = domain ? (gains?.[domain.code] ?? 0) : 0;
  return (
    <div class="worth">
      {gap.best_unit_key && gap.best_unit_key !== score.unit_key && (
        <p>{words.best}: <UnitLink unitKey={gap.best_unit_key} name={gap.best_unit_name} state={{ index: score.index_code, year: score.year }} /> ({scoreText(language, gap.best_score, score)}), {filled(words.ofUnits, { n: gap.units })}.</p>
      )}
      <p>{lostSentence(words, language, gap, score)}</p>
      {model && gains && gain > 0 && gain < room(domain!) && (
        <p>{filled(words.worthBest, { gain: scoreText(language, gain, score), rank: outcomeText(words, placeNow(model), outcome(model, gains)) })}</p>
      )}
    </div>
  );
}

/** The what-if's model of the unit in the index-year of a score; null until it is there, or where there can be none. */
function useModel({ index_code, year, unit_key }: UnitScoreRow): Model | null {
  const file = useData<IndexYear>(indexYearFile(index_code, year));
  return file.status === "ready" ? unitModel(file.content, unit_key) : null;
}

function placeNow(model: Model): number {
  return placeOf(model.total, model.rivals.map((rival) => rival.total)).place;
}

function lostSentence(words: Record<keyof (typeof UNIT)["vi"], string>, language: "vi" | "en", gap: NonNullable<Line["gap"]>, score: Line["score"]): string {
  if (gap.points_lost === null || gap.points_lost === undefined) return "";
  if (gap.rank_worth === null || gap.rank_worth === undefined) {
    const why = gap.points_in_total === null || gap.points_in_total === undefined ? words.worthNoFormula : words.worthNoTotals;
    return filled(words.worthUnknown, { why });
  }
  return filled(words.worthLong, {
    lost: scoreText(language, gap.points_lost, score),
    total: formatNumber(language, gap.points_in_total, { decimals: 2 }),
    rank: placesText(words, gap.rank_worth, gap.rank_worth_ties ?? 0),
  });
}

function Parts({ line, name }: { line: Line; name: string }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const domainName = useDomainName();
  if (line.parts.length === 0) return <p class="small muted">{words.noParts}</p>;
  return (
    <div class="parts-scroll" tabIndex={0} role="region" aria-label={`${words.parts}: ${name}`}>
      <table class="parts">
        <caption>{words.parts}</caption>
        <thead>
          <tr>
            <th scope="col">{words.domain}</th>
            {[words.score, words.change, words.median, words.regionMedian, words.best].map((label) => <th scope="col" class="number">{label}</th>)}
          </tr>
        </thead>
        <tbody>
          {line.parts.map((part) => (
            <tr key={part.score.score_key}>
              <th scope="row"><span class="muted">{part.score.domain_code}</span> {domainName(part)}</th>
              <td class="number"><Score row={part.score} />{part.score.max_score !== null && <span class="small muted">/{formatNumber(language, part.score.max_score, { decimals: 2 })}</span>}</td>
              <td class="number"><Change value={part.gap?.change} of={part.score} /></td>
              <td class="number">{scoreText(language, part.gap?.median_score, part.score)}</td>
              <td class="number">{scoreText(language, regionMedian(part.gap), part.score)}</td>
              <td class="number"><FigureLink figureId={part.gap?.best_score_key}>{scoreText(language, part.gap?.best_score, part.score)}</FigureLink></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
