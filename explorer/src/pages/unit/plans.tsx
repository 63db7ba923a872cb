/** A unit's own plans: targets against results, tasks, and the points that documents say were lost. */
import { useLanguage, useWords } from "../../language";
import { formatDate, formatNumber, formatRank, NOTHING } from "../../numbers";
import { Waiting } from "../../parts/data";
import { indexShort, PageLink } from "../../parts/links";
import { EmptyState, Section } from "../../parts/page";
import { Printed } from "../../parts/printed";
import { unitPath } from "../../file-names";
import { usePagePlans, type PlannedTask, type Plans } from "../../plans";
import { judged, type ResultKnown } from "../../reckoning/targets";
import type { UnitData } from "../../reckoning/unit-view";
import { filled, UNIT } from "../../words/unit";
import { indexCodesOf, resultsOf } from "./results";
import { documentName, TaskItem, yearsText } from "./task";

const TASKS_SHOWN = 10;

export function PlansSection({ data, unitName }: { data: UnitData; unitName: string }) {
  const plans = usePagePlans();
  const words = useWords(UNIT);
  if (plans.status !== "ready") return <Section title={words.ownPlans}><Waiting of={plans} /></Section>;
  const tasks = ownTasks(plans.content, data.path);
  const isEmpty = tasks.length === 0 && data.targets.length === 0 && data.deductions.length === 0;
  return (
    <Section title={words.ownPlans} id="plans">
      {isEmpty && (
        <EmptyState>
          {filled(words.noOwnPlans, { unit: unitName })}{" "}
          {plans.content.documents.size === 0 ? words.noPlansAtAll : filled(words.lookedNone, { all: plans.content.documents.size, unit: unitName })}
        </EmptyState>
      )}
      {data.targets.length > 0 && <Targets data={data} plans={plans.content} />}
      {tasks.length > 0 && <OwnTasks tasks={tasks} plans={plans.content} unitName={unitName} />}
      {data.deductions.length > 0 && <Deductions data={data} />}
    </Section>
  );
}

function ownTasks(plans: Plans, path: string): PlannedTask[] {
  const latest = (task: PlannedTask) => Math.max(0, ...task.plan_years);
  return plans.tasks
    .filter((task) => task.issuer_unit_key !== null && unitPath(task.issuer_unit_key) === path)
    .sort((a, b) => latest(b) - latest(a) || (a.task_id < b.task_id ? -1 : 1));
}

function Targets({ data, plans }: { data: UnitData; plans: Plans }) {
  const words = useWords(UNIT);
  const results = resultsOf(data);
  const indexCodes = new Map(plans.tasks.map((task) => [task.document_id, task.index_codes]));
  return (
    <div class="stack">
      <h3>{words.targets}</h3>
      <div class="parts-scroll" tabIndex={0} role="region" aria-label={words.targets}>
        <table class="targets">
          <thead>
            <tr><th scope="col">{words.target}</th><th scope="col">{words.due}</th><th scope="col">{words.result}</th><th scope="col">{words.verdict}</th><th scope="col">{words.document}</th></tr>
          </thead>
          <tbody>
            {data.targets.map((target) => (
              <TargetRow key={target.target_id} target={target} data={data} results={results} indexCodes={indexCodes.get(target.document_id) ?? indexCodesOf(data, target.document_id)} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="small muted">{words.notKnownWhy}</p>
    </div>
  );
}

function TargetRow({ target, data, results, indexCodes }: { target: UnitData["targets"][number]; data: UnitData; results: ResultKnown[]; indexCodes: string[] }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const found = judged({ ...target, operator: target.operator ?? "", index_codes: indexCodes }, results);
  const document = data.documents.get(target.document_id);
  const tone = { reached: "good", missed: "bad", not_known: "" }[found.verdict];
  const isPlace = target.unit_of_measure === "rank" || target.unit_of_measure === "places";
  return (
    <tr>
      <th scope="row" lang="vi"><Printed text={target.description ?? target.quote} /></th>
      <td class="nowrap">{target.due_on ? formatDate(language, target.due_on) : target.plan_years.length > 0 ? yearsText(target.plan_years) : NOTHING}</td>
      <td class="nowrap">
        {found.result === null ? NOTHING : `${isPlace ? formatRank(found.result) : formatNumber(language, found.result, { decimals: 2 })} (${indexShort(found.indexCode ?? "")} ${found.year})`}
      </td>
      <td><span class={`badge ${tone}`}>{words[found.verdict]}</span></td>
      <td><PageLink page="document" parts={[target.document_id]} state={{ at: target.target_id }}><Printed text={documentName(document) ?? target.document_id} /></PageLink></td>
    </tr>
  );
}

function OwnTasks({ tasks, plans, unitName }: { tasks: PlannedTask[]; plans: Plans; unitName: string }) {
  const words = useWords(UNIT);
  return (
    <div class="stack">
      <h3>{words.ownTasks} ({tasks.length})</h3>
      <ul class="tasks">
        {tasks.slice(0, TASKS_SHOWN).map((task) => <TaskItem key={task.task_id} task={task} document={plans.documents.get(task.document_id)} />)}
      </ul>
      {tasks.length > TASKS_SHOWN && (
        <p><PageLink page="tasks" state={{ unit: tasks[0]!.issuer_unit_name ?? unitName }}>{filled(words.more, { n: tasks.length - TASKS_SHOWN })}</PageLink></p>
      )}
    </div>
  );
}

function Deductions({ data }: { data: UnitData }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  return (
    <div class="stack">
      <h3>{words.deductions}</h3>
      <div class="parts-scroll" tabIndex={0} role="region" aria-label={words.deductions}>
        <table>
          <thead>
            <tr><th scope="col">{words.criterion}</th><th scope="col">{words.reason}</th><th scope="col" class="number">{words.lostPoints}</th><th scope="col">{words.deductionOf}</th><th scope="col">{words.document}</th></tr>
          </thead>
          <tbody>
            {data.deductions.map((row) => (
              <tr key={row.deduction_id}>
                <th scope="row" lang="vi"><Printed text={row.criterion ?? row.domain_label ?? row.quote} /></th>
                <td lang="vi"><Printed text={row.reason} /></td>
                <td class="number">{formatNumber(language, row.lost_points, { decimals: 2 })}</td>
                <td>{row.index_years.length > 0 ? yearsText(row.index_years) : NOTHING}</td>
                <td><PageLink page="document" parts={[row.document_id]} state={{ at: row.deduction_id }}><Printed text={documentName(data.documents.get(row.document_id)) ?? row.document_id} /></PageLink></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
