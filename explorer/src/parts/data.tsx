/** Data files on a page: asked for when the page needs them, with what to show until they are there.
 *
 * Belongs here: waiting and failing. Does not belong here: what a page makes of the data.
 */
import { useEffect, useState } from "preact/hooks";
import { useWords } from "../language";
import { load } from "../release";
import { PARTS } from "../words/parts";

export type Data<Content> = { status: "waiting" } | { status: "failed"; retry: () => void } | { status: "ready"; content: Content };

/** The content of a data file; null as name asks for nothing and waits. */
export function useData<Content>(name: string | null): Data<Content> {
  const [got, setGot] = useState<{ name: string | null; data: Data<Content> }>({ name: null, data: { status: "waiting" } });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (name === null) return;
    let isWanted = true;
    load<Content>(name).then(
      (content) => isWanted && setGot({ name, data: { status: "ready", content } }),
      () => isWanted && setGot({ name, data: { status: "failed", retry: () => setTries((before) => before + 1) } }),
    );
    return () => {
      isWanted = false;
    };
  }, [name, tries]);
  return got.name === name ? got.data : { status: "waiting" };
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
