/** The place of a chart: loads the chart library when first needed, draws, and offers the same as a table.
 *
 * Belongs here: drawing into the page and its table. Does not belong here: which marks a page draws.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Charts } from "../charts";
import { useWords } from "../language";
import { loadScript } from "../release";
import { PARTS } from "../words/parts";

export interface ChartProps {
  /** What the chart says, in one sentence: read out in its place. */
  label: string;
  /** Makes the drawing for a width in pixels; called again when width, theme or `drawKey` change. */
  draw: (charts: Charts, width: number) => Element;
  /** What the drawing depends on, as one text. */
  drawKey: string;
  /** The same figures as a table. */
  table: ComponentChildren;
  caption?: ComponentChildren;
}

export function Chart({ label, draw, drawKey, table, caption }: ChartProps) {
  const words = useWords(PARTS);
  const [isTable, setTable] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const showsTable = isTable || hasFailed;
  return (
    <figure class="chart">
      {caption && <figcaption>{caption}</figcaption>}
      {hasFailed && <p class="small muted" role="alert">{words.chartFailed}</p>}
      {showsTable ? table : <Drawing label={label} draw={draw} drawKey={drawKey} onFail={() => setFailed(true)} />}
      {!hasFailed && (
        <div class="table-tools">
          <button type="button" class="button quiet" onClick={() => setTable(!isTable)}>
            {isTable ? words.showChart : words.showTable}
          </button>
        </div>
      )}
    </figure>
  );
}

type DrawingProps = Pick<ChartProps, "label" | "draw" | "drawKey"> & { onFail: () => void };

function Drawing({ label, draw, drawKey, onFail }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  useEffect(() => {
    if (width === 0) return;
    let isWanted = true;
    charts().then((ready) => {
      if (!isWanted || !place.current) return;
      place.current.replaceChildren(cleaned(draw(ready, width)));
    }).catch((error: unknown) => {
      console.error(error);
      if (isWanted) onFail();
    });
    return () => {
      isWanted = false;
    };
  }, [width, drawKey]);
  return <div class="chart-drawing" ref={place} role="img" aria-label={label} />;
}

let loading: Promise<Charts> | undefined;

/** The chart library, loaded once. */
function charts(): Promise<Charts> {
  loading ??= loadScript("explorer/charts.js").then(() => {
    if (!window.cchcCharts) throw new Error("explorer/charts.js holds no charts.");
    return window.cchcCharts;
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/**
 * Without what the library adds and the page may not have: `<style>` elements, which the content security policy
 * refuses (`parts.css` says the same), and names of groups, which have no role and stand below one image with its own.
 */
function cleaned(drawing: Element): Element {
  for (const style of drawing.querySelectorAll("style")) style.remove();
  for (const named of drawing.querySelectorAll("[aria-label], [aria-description]")) {
    named.removeAttribute("aria-label");
    named.removeAttribute("aria-description");
  }
  return drawing;
}

function useWidth(place: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(() => setWidth(Math.floor(place.current?.clientWidth ?? 0)));
    observer.observe(place.current!);
    setWidth(Math.floor(place.current!.clientWidth));
    return () => observer.disconnect();
  }, []);
  return width;
}
