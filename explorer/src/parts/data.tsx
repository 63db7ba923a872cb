/** Data files on a page: asked for when the page needs them, with what to show until they are there.
 *
 * Belongs here: waiting and failing. Does not belong here: what a page makes of the data.
 */
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { useWords } from "../language";
import { load, loaded } from "../release";
import { PARTS } from "../words/parts";

export type Data<Content> = { status: "waiting" } | { status: "failed"; retry: () => void } | { status: "ready"; content: Content };

const WAITING: Data<never> = { status: "waiting" };

/** The content of a data file; null as name asks for nothing and waits. What is here already is ready at once. */
export function useData<Content>(name: string | null): Data<Content> {
  const [got, setGot] = useState<{ name: string | null; data: Data<Content> }>({ name: null, data: WAITING });
  const [tries, setTries] = useState(0);
  const here = name === null ? undefined : loaded<Content>(name);
  const ready = useMemo((): Data<Content> | null => (here === undefined ? null : { status: "ready", content: here }), [here]);
  // Before the paint: what is asked for comes while the page is painted.
  useLayoutEffect(() => {
    if (name === null || loaded(name) !== undefined) return;
    let isWanted = true;
    load<Content>(name).then(
      (content) => isWanted && setGot({ name, data: { status: "ready", content } }),
      () => isWanted && setGot({ name, data: { status: "failed", retry: () => setTries((before) => before + 1) } }),
    );
    return () => {
      isWanted = false;
    };
  }, [name, tries]);
  return ready ?? (got.name === name ? got.data : WAITING);
}

/** What stands in the place of data that is not ready. */
export function Waiting({ of }: { of: Data<unknown> }) {
  if (of.status === "failed") return <Failure onRetry={of.retry} />;
  return <Loading />;
}

export function Loading() {
  const words = useWords(PARTS);
  return <p class="loading" role="status">{words.loading}</p>;
}

export function Failure({ onRetry }: { onRetry?: () => void }) {
  const words = useWords(PARTS);
  return (
    <div class="failure stack" role="alert">
      <p>{words.failed} {words.failedHint}</p>
      {onRetry && <p><button type="button" class="button" onClick={onRetry}>{words.retry}</button></p>}
    </div>
  );
}
