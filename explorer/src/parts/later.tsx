/** Parts of a page that may wait: each is drawn in a task of its own, once what stands before it has been painted, so
 * that the page answers its reader meanwhile. Print waits for none of them.
 *
 * Belongs here: when a part is drawn. Does not belong here: data that is yet to be loaded (`data.tsx`).
 */
import { options, type ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A part below the first screen, or behind what is closed. */
export function Later({ children }: { children: ComponentChildren }) {
  const [isDrawn, setDrawn] = useState(isOnPaper);
  useEffect(() => (isDrawn ? undefined : inTurn(() => setDrawn(true))), [isDrawn]);
  return isDrawn ? <>{children}</> : null;
}

/** How many of so many rows are drawn: at first a screenful, then in each turn twice as many. */
export function useRowsDrawn(count: number): number {
  const [drawn, setDrawn] = useState(isOnPaper ? Infinity : SCREENFUL);
  useEffect(() => (drawn < count ? inTurn(() => setDrawn(isOnPaper ? Infinity : drawn * 2)) : undefined), [drawn, count]);
  return drawn;
}

const SCREENFUL = 16;

const waiting = new Set<() => void>();
let isOnPaper = false;

addEventListener("beforeprint", () => {
  isOnPaper = true;
  drawnAtOnce(() => {
    for (const act of [...waiting]) act();
  });
});
addEventListener("afterprint", () => {
  isOnPaper = false;
});

/** Draws what is asked for before it comes back: a button's `print()` leaves no time between. */
function drawnAtOnce(act: () => void): void {
  const { debounceRendering } = options;
  options.debounceRendering = (draw) => draw();
  act();
  if (debounceRendering) options.debounceRendering = debounceRendering;
  else delete options.debounceRendering;
}

/** Acts once when the page has nothing better to do, or is printed; what it gives takes the wish back. */
function inTurn(act: () => void): () => void {
  const once = () => {
    cancel();
    act();
  };
  const takeBack = whenIdle(once);
  const cancel = () => {
    waiting.delete(once);
    takeBack();
  };
  waiting.add(once);
  return cancel;
}

/** A busy page comes to what waits after so many milliseconds all the same. */
const PATIENCE = 300;

function whenIdle(act: () => void): () => void {
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(act);
    return () => clearTimeout(timer);
  }
  const wish = requestIdleCallback(act, { timeout: PATIENCE });
  return () => cancelIdleCallback(wish);
}
