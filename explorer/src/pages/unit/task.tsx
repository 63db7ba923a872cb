/** A planned task as its document words it, with who leads, until when, and the document. */
import { useLanguage, useWords } from "../../language";
import { formatDate } from "../../numbers";
import { PageLink } from "../../parts/links";
import { Printed } from "../../parts/printed";
import type { PlannedTask } from "../../plans";
import type { DocumentRow } from "../../shapes";
import { filled, UNIT } from "../../words/unit";

export function TaskItem({ task, document }: { task: PlannedTask; document: DocumentRow | undefined }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const due = task.due_on ? formatDate(language, task.due_on) : null;
  const hasOtherQuote = task.quote !== null && squeezed(task.quote) !== squeezed(task.text);
  return (
    <li class="task">
      <blockquote lang="vi"><Printed text={task.text} /></blockquote>
      {hasOtherQuote && (
        <details class="small">
          <summary>{words.quote}</summary>
          <p lang="vi"><Printed text={task.quote} /></p>
        </details>
      )}
      <p class="task-facts">
        {task.lead_units.length > 0 && <span>{words.lead}: <strong lang="vi"><Printed text={task.lead_units.join("; ")} /></strong></span>}
        {task.coordinating_units.length > 0 && <span>{words.coordinate}: <span lang="vi"><Printed text={task.coordinating_units.join("; ")} /></span></span>}
        {(due ?? task.deadline_raw) && <span>{words.due}: {due ?? <span lang="vi"><Printed text={task.deadline_raw} /></span>}</span>}
        <span><TaskDocument task={task} document={document} /></span>
      </p>
    </li>
  );
}

/** The document of a task, at the place where the task stands. */
export function TaskDocument({ task, document }: { task: Pick<PlannedTask, "document_id" | "task_id" | "plan_years">; document: DocumentRow | undefined }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const years = task.plan_years.length > 0 ? filled(words.planOf, { years: yearsText(task.plan_years) }) : words.noYear;
  const date = document?.issued_on ? formatDate(language, document.issued_on) : null;
  return (
    <>
      {years}:{" "}
      <PageLink page="document" parts={[task.document_id]} state={{ at: task.task_id }}>
        <Printed text={documentName(document) ?? task.document_id} />
      </PageLink>
      {date && `, ${date}`}
    </>
  );
}

export function documentName(document: DocumentRow | undefined): string | null {
  return document?.full_number ?? document?.title ?? document?.page_title ?? null;
}

/** `2025`, `2025–2027`. */
export function yearsText(years: number[]): string {
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return first === last ? String(first) : `${first}–${last}`;
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").replace(/^[-+*•\s]+/, "").trim();
}
