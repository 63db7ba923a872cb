/** Units side by side in an index-year.
 *
 * Belongs here: the address and what it asks for. Does not belong here: comparing (`comparing/beside.ts`), drawing
 * (`comparing/dots.ts`), the parts of the page (`compare/`).
 */
import { useMemo } from "preact/hooks";
import { beside, MOST_UNITS } from "../comparing/beside";
import { indexYearFile, unitPath } from "../file-names";
import { useWords } from "../language";
import { useCatalogue, type Catalogue } from "../parts/catalogue";
import { useData, Waiting } from "../parts/data";
import { indexShort } from "../parts/links";
import { PageHead, UnknownIndex } from "../parts/page";
import { unpacked } from "../release";
import { changeState, type Route } from "../routing";
import type { IndexYear } from "../shapes";
import "../styles/compare.css";
import { COMPARE } from "../words/compare";
import { filled } from "../words/unit";
import { CompareChoice } from "./compare/choice";
import { SideBySide } from "./compare/side-by-side";
import { useUnitNames, useUnitsByPath } from "./series/choice";

/** What the address asks for. */
export interface Asked {
  index: string;
  year: number;
  paths: string[];
  /** Also what lies below the top-level domains. */
  detail: boolean;
}

export type Change = (change: Partial<Asked>) => void;

export function ComparePage({ route }: { route: Route }) {
  const words = useWords(COMPARE);
  const nameOf = useUnitNames();
  const catalogue = useCatalogue();
  const asked = useMemo(() => askedOf(route, catalogue), [route, catalogue]);
  const isHeld = catalogue.isHeld(asked.index, asked.year);
  const data = useData<IndexYear>(isHeld ? indexYearFile(asked.index, asked.year) : null);
  const change: Change = (next) => changeState(route, stateOf({ ...asked, ...next }));
  const names = asked.paths.map(nameOf).join(", ");
  const title = asked.paths.length > 1 ? filled(words.titleOf, { units: names, index: indexShort(asked.index), year: asked.year }) : words.title;
  return (
    <div class="stack compare-page">
      <PageHead title={title} kicker={words.kicker} lead={words.lead} />
      <CompareChoice asked={asked} file={data.status === "ready" ? data.content : null} onChange={change} />
      {!isHeld ? <UnknownIndex /> : data.status === "ready" ? <Compared asked={asked} file={data.content} onChange={change} /> : <Waiting of={data} />}
    </div>
  );
}

function Compared({ asked, file, onChange }: { asked: Asked; file: IndexYear; onChange: Change }) {
  const units = useUnitsByPath();
  const rows = useMemo(() => ({ scores: unpacked(file.scores), domains: unpacked(file.domains), fields: unpacked(file.fields), absent: unpacked(file.absent) }), [file]);
  const found = useMemo(() => beside(rows, asked.paths, unitPath, (path) => units.get(path)), [rows, asked.paths, units]);
  return <SideBySide asked={asked} found={found} onChange={onChange} />;
}

function askedOf(route: Route, { indexYears }: Catalogue): Asked {
  const { state, parts } = route;
  const whole = indexYears.filter((row) => row.units_scored > 1);
  const index = state["index"] || parts[0] || (newest(whole)?.index_code ?? "");
  const year = Number(state["year"] || parts[1]) || (newest(whole.filter((row) => row.index_code === index))?.year ?? 0);
  const units = (state["units"] ?? "").split(",").filter(Boolean).map(unitPath);
  return { index, year, paths: [...new Set(units)].slice(0, MOST_UNITS), detail: state["detail"] === "all" };
}

function stateOf(asked: Asked): Record<string, string> {
  return { index: asked.index, year: String(asked.year), units: asked.paths.join(","), detail: asked.detail ? "all" : "" };
}

/** The newest index-year of which most is held. */
function newest<Row extends { year: number; units_scored: number; status: string }>(rows: Row[]): Row | undefined {
  const complete = rows.filter((row) => row.status === "complete");
  return [...(complete.length > 0 ? complete : rows)].sort((a, b) => b.year - a.year || b.units_scored - a.units_scored)[0];
}
