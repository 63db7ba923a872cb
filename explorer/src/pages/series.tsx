/** Trajectories: ranks and scores of chosen units over the years.
 *
 * Belongs here: the address and what it asks for. Does not belong here: making lines (`trajectories/lines.ts`), drawing
 * (`trajectories/drawing.ts`), the parts of the page (`series/`).
 */
import { useMemo } from "preact/hooks";
import { series34File, seriesFile, unitPath } from "../file-names";
import { useWords } from "../language";
import { useCatalogue, type Catalogue } from "../parts/catalogue";
import { useData, Waiting } from "../parts/data";
import { indexShort } from "../parts/links";
import { PageHead, UnknownIndex } from "../parts/page";
import { changeState, type Route } from "../routing";
import type { Series, Series34 } from "../shapes";
import "../styles/series.css";
import { MOST_LINES } from "../trajectories/drawing";
import type { Measure } from "../trajectories/lines";
import { SERIES } from "../words/series";
import { filled } from "../words/unit";
import { Choice } from "./series/choice";
import { Shown } from "./series/shown";

/** What the address asks for. */
export interface Asked {
  index: string;
  domain: string;
  measure: Measure;
  /** Units as they were each year, or computed back onto the 34 provinces of today. */
  mode: "own" | "34";
  layout: "one" | "many";
  paths: string[];
}

export type Change = (change: Partial<Asked>) => void;

export function SeriesPage({ route }: { route: Route }) {
  const words = useWords(SERIES);
  const catalogue = useCatalogue();
  const asked = useMemo(() => askedOf(route, catalogue), [route, catalogue]);
  const name = asked.index === "" ? null : asked.mode === "34" ? series34File(asked.index) : seriesFile(asked.index);
  const data = useData<Series | Series34>(name);
  const change: Change = (next) => changeState(route, stateOf({ ...asked, ...next }));
  const title = route.state["index"] || route.parts[0] ? filled(words.titleOf, { index: indexShort(asked.index) }) : words.title;
  return (
    <div class="stack series-page">
      <PageHead title={title} kicker={words.kicker} lead={words.lead} />
      <Choice asked={asked} data={data.status === "ready" ? data.content : null} onChange={change} />
      {data.status === "ready" ? <Shown asked={asked} file={data.content} onChange={change} /> : name === null ? <UnknownIndex /> : <Waiting of={data} />}
    </div>
  );
}

/** What the address asks for; an index of several years where it names none. */
function askedOf(route: Route, { indexYears, indices }: Catalogue): Asked {
  const state = route.state;
  const index = state["index"] || route.parts[0] || mostYears(indexYears.map((row) => row.index_code));
  const units = (state["units"] ?? "").split(",").filter(Boolean).map(unitPath);
  const known = indices.some((row) => row.index_code === index);
  return {
    index: known ? index : "",
    domain: state["domain"] || "_total",
    measure: state["value"] === "rank" ? "rank" : "score",
    mode: state["mode"] === "34" ? "34" : "own",
    layout: state["layout"] === "many" ? "many" : "one",
    paths: [...new Set(units)].slice(0, MOST_LINES),
  };
}

function stateOf(asked: Asked): Record<string, string> {
  return {
    index: asked.index,
    domain: asked.domain === "_total" ? "" : asked.domain,
    value: asked.measure === "rank" ? "rank" : "",
    mode: asked.mode === "34" ? "34" : "",
    layout: asked.layout === "many" ? "many" : "",
    units: asked.paths.join(","),
  };
}

function mostYears(codes: string[]): string {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0] ?? "";
}
