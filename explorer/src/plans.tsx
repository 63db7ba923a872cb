/** The tasks of all plans that the release holds, from the data files `tasks`, `tasks-part-2`, ...
 *
 * Belongs here: loading and joining the parts. Does not belong here: choosing among them (`reckoning/tasks.ts`).
 */
import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { useData, type Data } from "./parts/data";
import { load, unpacked } from "./release";
import type { ConformedRow, DocumentRow, PlanRow, TaskRow, Tasks } from "./shapes";

export type PlannedTask = TaskRow & PlanRow & { index_codes: string[] };

export interface Plans {
  tasks: PlannedTask[];
  subjects: ConformedRow[];
  /** Documents with any task, target or deduction: what was looked through. */
  documents: Map<string, DocumentRow>;
}

export function plansOf(parts: Tasks[]): Plans {
  return {
    tasks: parts.flatMap((part) => unpacked(part.tasks)).map(withLists),
    subjects: parts[0] ? unpacked(parts[0].subjects) : [],
    documents: new Map(parts.flatMap((part) => unpacked(part.plans)).map((document) => [document.document_id, document])),
  };
}

/** Lists that a document leaves out are empty ones. */
function withLists(task: PlannedTask): PlannedTask {
  const { lead_units, coordinating_units, plan_years, index_codes } = task;
  return { ...task, lead_units: lead_units ?? [], coordinating_units: coordinating_units ?? [], plan_years: plan_years ?? [], index_codes: index_codes ?? [] };
}

export function usePlans(): Data<Plans> {
  const first = useData<Tasks>("tasks");
  const [plans, setPlans] = useState<Plans | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (first.status !== "ready") return;
    let isWanted = true;
    const rest = Array.from({ length: first.content.parts - 1 }, (_, at) => load<Tasks>(`tasks-part-${at + 2}`));
    Promise.all(rest).then(
      (others) => isWanted && setPlans(plansOf([first.content, ...others])),
      () => isWanted && setFailed(true),
    );
    return () => {
      isWanted = false;
    };
  }, [first.status, hasFailed]);
  if (first.status !== "ready") return first;
  if (hasFailed) return { status: "failed", retry: () => setFailed(false) };
  return plans ? { status: "ready", content: plans } : { status: "waiting" };
}

const PlansContext = createContext<Data<Plans>>({ status: "waiting" });

/** Loads the plans for all parts of a page; once they are here, only the parts that ask for them are drawn again. */
export function WithPlans({ children }: { children: ComponentChildren }) {
  return <PlansContext.Provider value={usePlans()}>{children}</PlansContext.Provider>;
}

export function usePagePlans(): Data<Plans> {
  return useContext(PlansContext);
}
