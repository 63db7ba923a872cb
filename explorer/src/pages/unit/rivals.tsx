/** Who moved up most in a domain, leads it, or leads it in the region, and the tasks that they planned for it.
 *
 * Where no plan of theirs was read, it says so, and what was looked through. Does not belong here: choosing the rivals.
 */
import { named, useLanguage, useWords } from "../../language";
import { PageLink, UnitLink } from "../../parts/links";
import { useCatalogue } from "../../parts/catalogue";
import { Printed } from "../../parts/printed";
import type { Plans } from "../../plans";
import { isCompared, isRise, rivalsOf, type Part, type RivalTold } from "../../reckoning/gaps";
import { tasksOf } from "../../reckoning/tasks";
import { unitPath } from "../../file-names";
import type { Line } from "../../reckoning/unit-view";
import { filled, UNIT } from "../../words/unit";
import { TaskItem } from "./task";
import { changeText, scoreText } from "./values";

const TASKS_SHOWN = 6;

export function Rivals({ line, unitName, subject, plans }: { line: Line; unitName: string; subject: string | null; plans: Plans }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const { score, gap } = line;
  if (!gap) return null;
  if (!isCompared(gap)) return <p class="small muted">{filled(words.alone, { unit: unitName })}</p>;
  const own = score.unit_key;
  const rivals = rivalsOf(gap, own);
  return (
    <div class="rivals stack">
      <h4>{words.rivals}</h4>
      {gap.best_unit_key === own && <p>{filled(words.unitIsBest, { unit: unitName })}</p>}
      {gap.most_risen_unit_key === own && isRise(gap) && <p>{filled(words.unitRoseMost, { unit: unitName, n: changeText(language, gap.greatest_rise, score) })}</p>}
      {rivals.map((rival) => (
        <Rival key={rival.unitKey} rival={rival} line={line} subject={subject} plans={plans} />
      ))}
      {subject !== null && plans.tasks.length > 0 && <SubjectLink subject={subject} plans={plans} />}
    </div>
  );
}

/** "rose most (+1.38)", "best (8.2)". */
export function usePartText(): (line: Line) => (part: Part) => string {
  const words = useWords(UNIT);
  const language = useLanguage();
  return ({ score, gap }) => (part) => {
    if (part === "most_risen") return filled(words.most_risen, { n: changeText(language, gap?.greatest_rise, score) });
    if (part === "best") return filled(words.best_, { n: scoreText(language, gap?.best_score, score) });
    return filled(words.region_best, { n: scoreText(language, gap?.region_best_score, score) });
  };
}

function Rival({ rival, line, subject, plans }: { rival: RivalTold; line: Line; subject: string | null; plans: Plans }) {
  const words = useWords(UNIT);
  const partText = usePartText()(line);
  const { index_code: index, year } = line.score;
  const tasks = tasksOf(plans.tasks, rival.unitKey, subject, year);
  return (
    <section class="rival stack">
      <h5><UnitLink unitKey={rival.unitKey} name={rival.name} state={{ index, year }} />: <span>{rival.parts.map(partText).join("; ")}</span></h5>
      {tasks.length > 0 ? (
        <ul class="tasks" aria-label={words.plannedTasks}>
          {tasks.slice(0, TASKS_SHOWN).map((task) => (
            <TaskItem key={task.task_id} task={task} document={plans.documents.get(task.document_id)} />
          ))}
        </ul>
      ) : (
        <p class="small muted"><NoTasks rival={rival} subject={subject} plans={plans} /></p>
      )}
      {tasks.length > TASKS_SHOWN && (
        <p class="small">
          <PageLink page="tasks" state={{ subject, unit: rival.name }}>{filled(words.more, { n: tasks.length - TASKS_SHOWN })}</PageLink>
        </p>
      )}
    </section>
  );
}

/** Documents with tasks, targets or deductions that a unit issued itself. */
export function documentsOf(plans: Plans, unitKey: string): number {
  const path = unitPath(unitKey);
  return [...plans.documents.values()].filter((document) => document.issuer_unit_key !== null && unitPath(document.issuer_unit_key) === path).length;
}

function NoTasks({ rival, subject, plans }: { rival: RivalTold; subject: string | null; plans: Plans }) {
  const words = useWords(UNIT);
  const subjectName = useSubjectName(subject);
  const all = plans.documents.size;
  if (all === 0) return <>{words.noPlansAtAll}</>;
  const said = filled(words.noTasks, { unit: rival.name });
  if (subject === null) return <>{said} {words.noSubject}</>;
  const own = documentsOf(plans, rival.unitKey);
  const looked = own === 0 ? filled(words.lookedNone, { all, unit: rival.name }) : filled(words.lookedSome, { own, all, unit: rival.name, subject: subjectName });
  return <><Printed text={said} /> <Printed text={looked} /></>;
}

function SubjectLink({ subject, plans }: { subject: string; plans: Plans }) {
  const words = useWords(UNIT);
  const name = useSubjectName(subject);
  const count = plans.tasks.filter((task) => task.conformed_code === subject).length;
  if (count === 0) return null;
  return <p class="small"><PageLink page="tasks" state={{ subject }}>{filled(words.allTasks, { subject: name })} ({count})</PageLink></p>;
}

export function useSubjectName(subject: string | null): string {
  const language = useLanguage();
  const row = useCatalogue().conformed.find((one) => one.conformed_code === subject);
  return named(language, row?.conformed_name_vi, row?.conformed_name_en) || (subject ?? "");
}
