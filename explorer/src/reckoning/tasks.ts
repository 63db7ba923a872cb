/** Which planned tasks are shown: those of a unit on a subject, and those that the filters of the page of tasks leave.
 *
 * Belongs here: pure choosing and grouping of tasks. Does not belong here: how they look.
 */
import { unitPath } from "../file-names";

export interface TaskKnown {
  task_id: string;
  conformed_code: string | null;
  text: string;
  domain_label: string | null;
  lead_units: string[] | null;
  issuer_unit_key: string | null;
  issuer_unit_name: string | null;
  /** The province of a department, district or commune: asking for the province finds them too. */
  issuer_province_name: string | null;
  plan_years: number[] | null;
}

/** Tasks that a unit planned for a subject: plans for the year asked about first, then later, then earlier ones. */
export function tasksOf<Task extends TaskKnown>(tasks: Task[], unitKey: string, subject: string | null, year: number): Task[] {
  if (subject === null) return [];
  const path = unitPath(unitKey);
  return tasks
    .filter((task) => task.conformed_code === subject && task.issuer_unit_key !== null && unitPath(task.issuer_unit_key) === path)
    .sort((a, b) => distance(a, year) - distance(b, year) || (a.task_id < b.task_id ? -1 : 1));
}

function distance(task: TaskKnown, year: number): number {
  const years = task.plan_years ?? [];
  if (years.includes(year)) return 0;
  const nearest = Math.min(...years.map((of) => (of > year ? of - year : (year - of) * 2 + 1)));
  return Number.isFinite(nearest) ? nearest : 1000;
}

export interface TaskFilters {
  subject: string;
  unit: string;
  year: string;
  lead: string;
  words: string;
}

/** What is in a task to be searched, folded once. */
export function searchable(task: TaskKnown, fold: (text: string) => string): string {
  return fold([task.text, task.domain_label, task.issuer_unit_name, task.issuer_province_name, ...(task.lead_units ?? [])].join(" "));
}

export function filtered<Task extends TaskKnown>(tasks: Task[], filters: TaskFilters, fold: (text: string) => string): Task[] {
  const words = fold(filters.words).split(/\s+/).filter(Boolean);
  return tasks.filter(
    (task) =>
      (!filters.subject || (task.conformed_code ?? "none") === filters.subject) &&
      (!filters.unit || task.issuer_unit_name === filters.unit || task.issuer_province_name === filters.unit) &&
      (!filters.year || (task.plan_years ?? []).includes(Number(filters.year))) &&
      (!filters.lead || (task.lead_units ?? []).includes(filters.lead)) &&
      (words.length === 0 || containsAll(searchable(task, fold), words)),
  );
}

function containsAll(text: string, words: string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** The tasks by subject, in the order of the subjects given; those without a subject last. */
export function bySubject<Task extends TaskKnown>(tasks: Task[], subjects: string[]): [string | null, Task[]][] {
  const groups = new Map<string | null, Task[]>();
  for (const task of tasks) groups.set(task.conformed_code, [...(groups.get(task.conformed_code) ?? []), task]);
  const place = (code: string | null) => (code === null ? Infinity : subjects.indexOf(code) === -1 ? subjects.length : subjects.indexOf(code));
  return [...groups].sort(([a], [b]) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
