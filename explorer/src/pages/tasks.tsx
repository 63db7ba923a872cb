/** Planned tasks by domain across units: what others plan for the same domain.
 *
 * Belongs here: filters and groups on the page. Does not belong here: choosing among tasks (`reckoning/tasks.ts`).
 */
import { useMemo, useState } from "preact/hooks";
import { folded } from "../folding";
import { named, useLanguage, useWords } from "../language";
import { useCatalogue } from "../parts/catalogue";
import { Waiting } from "../parts/data";
import { Combobox, Select, type Option } from "../parts/fields";
import { UnitLink } from "../parts/links";
import { CopyLink, EmptyState, PageHead } from "../parts/page";
import { Printed, visibleText } from "../parts/printed";
import { DataTable, type Column } from "../parts/table";
import { usePlans, type PlannedTask, type Plans } from "../plans";
import { bySubject, filtered, type TaskFilters } from "../reckoning/tasks";
import { changeState, type Route } from "../routing";
import "../styles/unit.css";
import { TASKS } from "../words/tasks";
import { filled } from "../words/unit";
import { documentName, TaskItem, yearsText } from "./unit/task";

const NO_SUBJECT = "none";
const GROUP_SHOWN = 8;

export function TasksPage({ route }: { route: Route }) {
  const words = useWords(TASKS);
  const plans = usePlans();
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {plans.status !== "ready" ? <Waiting of={plans} /> : plans.content.tasks.length === 0 ? <NoPlans /> : <Planned plans={plans.content} route={route} />}
    </>
  );
}

function NoPlans() {
  const words = useWords(TASKS);
  return (
    <div class="stack">
      <EmptyState title={words.empty}>{words.emptyText}</EmptyState>
      <p>{words.how1}</p>
      <pre tabIndex={0}><code>cchc add ke-hoach-papi-2025.pdf --url https://…</code></pre>
      <p>{words.how2}</p>
      <pre tabIndex={0}><code>cchc run</code></pre>
    </div>
  );
}

function filtersOf(route: Route): TaskFilters {
  const of = (key: string) => route.state[key] ?? "";
  return { subject: of("subject"), unit: of("unit"), year: of("year"), lead: of("lead"), words: of("words") };
}

function Planned({ plans, route }: { plans: Plans; route: Route }) {
  const words = useWords(TASKS);
  const filters = filtersOf(route);
  const tasks = useMemo(() => filtered(plans.tasks, filters, folded), [plans, JSON.stringify(filters)]);
  const groups = bySubject(tasks, plans.subjects.map((subject) => subject.conformed_code));
  const count = filled(words.count, { n: tasks.length, units: unitsOf(tasks).size, documents: new Set(tasks.map((task) => task.document_id)).size });
  return (
    <>
      <Filters plans={plans} filters={filters} route={route} />
      <p role="status">{tasks.length > 0 ? count : words.none}</p>
      {groups.map(([subject, of]) => <Group key={`${subject}/${JSON.stringify(filters)}`} subject={subject} tasks={of} plans={plans} />)}
      {tasks.length > 0 && <TaskTable tasks={tasks} plans={plans} />}
      <p><CopyLink /></p>
    </>
  );
}

function Filters({ plans, filters, route }: { plans: Plans; filters: TaskFilters; route: Route }) {
  const words = useWords(TASKS);
  const language = useLanguage();
  const any: Option = { value: "", label: words.all };
  const set = (key: keyof TaskFilters) => (value: string) => changeState(route, { [key]: value });
  const has = (code: string) => plans.tasks.some((task) => (task.conformed_code ?? NO_SUBJECT) === code);
  const subjects = plans.subjects
    .filter((subject) => has(subject.conformed_code) || subject.conformed_code === filters.subject)
    .map((subject) => ({ value: subject.conformed_code, label: named(language, subject.conformed_name_vi, subject.conformed_name_en) }));
  const units = distinct(plans.tasks.flatMap((task) => [task.issuer_unit_name, task.issuer_province_name]));
  const years = distinct(plans.tasks.flatMap((task) => task.plan_years.map(String))).reverse();
  const leads = distinct(plans.tasks.flatMap((task) => task.lead_units));
  return (
    <div class="controls">
      <Select label={words.subject} value={filters.subject} options={[any, ...subjects, ...(has(NO_SUBJECT) ? [{ value: NO_SUBJECT, label: words.noSubject }] : [])]} onChange={set("subject")} />
      <Select label={words.unit} value={filters.unit} options={[any, ...options(units)]} onChange={set("unit")} />
      <Select label={words.year} value={filters.year} options={[any, ...options(years)]} onChange={set("year")} />
      <Combobox label={words.leadBody} value={filters.lead} options={[any, ...options(leads)]} onChange={set("lead")} placeholder={words.all} />
      <WordsField value={filters.words} onChange={set("words")} />
      <button type="button" class="button quiet" onClick={() => changeState(route, { subject: "", unit: "", year: "", lead: "", words: "" })}>{words.clear}</button>
    </div>
  );
}

function WordsField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const words = useWords(TASKS);
  return (
    <div class="field">
      <label for="task-words">{words.words}</label>
      <input id="task-words" type="search" value={value} placeholder={words.wordsHint} onInput={(event) => onChange(event.currentTarget.value)} />
    </div>
  );
}

/** Names out of documents as options: what is invisible in them is shown by its number, as everywhere. */
function options(values: string[]): Option[] {
  return values.map((value) => ({ value, label: visibleText(value) }));
}

const VIETNAMESE = new Intl.Collator("vi", { numeric: true });

function distinct(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value): value is string => value !== null && value !== ""))].sort(VIETNAMESE.compare);
}

function unitsOf(tasks: PlannedTask[]): Set<string | null> {
  return new Set(tasks.map((task) => task.issuer_unit_key ?? task.issuer_unit_name));
}

function Group({ subject, tasks, plans }: { subject: string | null; tasks: PlannedTask[]; plans: Plans }) {
  const words = useWords(TASKS);
  const language = useLanguage();
  const [shown, show] = useState(GROUP_SHOWN);
  const row = plans.subjects.find((one) => one.conformed_code === subject);
  const title = subject === null ? words.noSubject : named(language, row?.conformed_name_vi, row?.conformed_name_en) || subject;
  const byUnit = new Map<string, PlannedTask[]>();
  for (const task of tasks.slice(0, shown)) {
    const unit = task.issuer_unit_key ?? task.issuer_unit_name ?? "";
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), task]);
  }
  return (
    <section class="section">
      <h2>{title}</h2>
      <p class="small muted">{filled(words.group, { n: tasks.length, units: unitsOf(tasks).size })}</p>
      {[...byUnit].map(([unit, of]) => (
        <section class="stack" key={unit}>
          <h3><IssuerName task={of[0]!} /></h3>
          <ul class="tasks">{of.map((task) => <TaskItem key={task.task_id} task={task} document={plans.documents.get(task.document_id)} />)}</ul>
        </section>
      ))}
      {tasks.length > shown && <p><button type="button" class="button" onClick={() => show(tasks.length)}>{filled(words.more, { n: tasks.length - shown })}</button></p>}
    </section>
  );
}

function IssuerName({ task }: { task: PlannedTask }) {
  const words = useWords(TASKS);
  const { unit } = useCatalogue();
  const province = task.issuer_province_name && task.issuer_province_name !== task.issuer_unit_name ? task.issuer_province_name : null;
  const name = task.issuer_unit_name ?? words.noUnit;
  return (
    <>
      {task.issuer_unit_key && unit(task.issuer_unit_key) ? <UnitLink unitKey={task.issuer_unit_key} name={name} /> : <Printed text={name} />}
      {province && <span class="muted">, <Printed text={province} /></span>}
    </>
  );
}

function TaskTable({ tasks, plans }: { tasks: PlannedTask[]; plans: Plans }) {
  const words = useWords(TASKS);
  const columns: Column<PlannedTask>[] = [
    { key: "text", label: words.planned, value: (task) => task.text, cell: (task) => <Printed text={task.text} /> },
    { key: "subject", label: words.subject, value: (task) => task.conformed_code },
    { key: "unit", label: words.unit, value: (task) => task.issuer_unit_name, cell: (task) => <Printed text={task.issuer_unit_name} /> },
    { key: "year", label: words.year, value: (task) => (task.plan_years.length > 0 ? yearsText(task.plan_years) : null) },
    { key: "lead", label: words.lead_, value: (task) => task.lead_units.join("; "), cell: (task) => <Printed text={task.lead_units.join("; ")} /> },
    { key: "due", label: words.due, value: (task) => task.due_on ?? task.deadline_raw, cell: (task) => <Printed text={task.due_on ?? task.deadline_raw} /> },
    { key: "document", label: words.document, value: (task) => task.document_id, cell: (task) => <Printed text={documentName(plans.documents.get(task.document_id)) ?? task.document_id} /> },
  ];
  return (
    <details>
      <summary>{words.table}</summary>
      <DataTable caption={words.table} columns={columns} rows={tasks} rowKey={(task) => task.task_id} fileName="tasks" limit={50} />
    </details>
  );
}
