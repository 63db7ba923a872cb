/** What trajectories show: the chart, the values of a year, why lines are cut, and the same as a table.
 *
 * Belongs here: putting these together. Does not belong here: making lines and drawing them (`trajectories/`).
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { scaleOf } from "../../comparing/scales";
import { named, useLanguage, useWords } from "../../language";
import { formatNumber } from "../../numbers";
import { useCatalogue } from "../../parts/catalogue";
import { Chart } from "../../parts/chart";
import { indexShort } from "../../parts/links";
import { CopyLink, EmptyState, Note, SourceNote } from "../../parts/page";
import { unpacked } from "../../release";
import type { Series, Series34, Series34Row, SeriesRow } from "../../shapes";
import { drawApart, drawTogether, type Drawing, type Reading } from "../../trajectories/drawing";
import { fieldOf, lineOf, lineOf34, sharedBreaks, type Field, type Line } from "../../trajectories/lines";
import { unitName } from "../../words/measures";
import { SERIES } from "../../words/series";
import { filled } from "../../words/unit";
import type { Asked, Change } from "../series";
import { useUnitNames } from "./choice";
import { Breaks, Legend } from "./legend";
import { ReadOut } from "./read-out";
import { ValuesTable } from "./values-table";

/** The part of the level's units that must be held for the field of a year to be told. */
const NEARLY_ALL = 0.9;
/** How far intervals may stretch the scale, as part of what the values span. */
const WIDEST = 0.4;

export function Shown({ asked, file }: { asked: Asked; file: Series | Series34; onChange: Change }) {
  const words = useWords(SERIES);
  const nameOf = useUnitNames();
  const { lines, field } = useLines(asked, file);
  const missing = lines.filter((line) => !line.points.some((point) => point.value !== null || point.low !== null || point.isOffScale)).map((line) => line.unitPath);
  const years = yearsOf(lines, field);
  return (
    <div class="stack">
      {asked.mode === "34" && <Note tone="info"><strong>{words.backTitle}.</strong> {words.backNote}</Note>}
      {asked.paths.length === 0 && <EmptyState>{words.none}</EmptyState>}
      {missing.length > 0 && <Note tone="warn">{filled(words.notHeld, { units: missing.map(nameOf).join(", ") })} {asked.mode === "34" && asked.measure === "rank" && words.noRanks34}</Note>}
      {years && <Trajectories asked={asked} lines={lines} field={field} years={years} file={file} />}
    </div>
  );
}

function useLines(asked: Asked, file: Series | Series34): { lines: Line[]; field: Field[] } {
  const { units, yearsOf, index, breaks } = useCatalogue();
  const rows = useMemo(() => unpacked<SeriesRow | Series34Row>(file.rows as never), [file]);
  return useMemo(() => {
    const ofIndex = breaks.filter((one) => one.index_code === asked.index);
    if (asked.mode === "34") return { lines: asked.paths.map((path) => lineOf34(rows as Series34Row[], path, asked.domain, asked.measure, ofIndex)), field: [] };
    const own = rows as SeriesRow[];
    const lines = asked.paths.map((path) => lineOf(own, path, asked.domain, asked.measure, units));
    const level = asked.paths[0]?.split("/")[0] ?? index(asked.index)?.level ?? "province";
    const expected = new Map(yearsOf(asked.index).filter((row) => row.level === level).map((row) => [row.year, row.units_expected]));
    const isWhole = (year: number, count: number) => count >= NEARLY_ALL * (expected.get(year) ?? Infinity);
    return { lines, field: asked.measure === "score" ? fieldOf(own, asked.domain, level, isWhole) : [] };
  }, [rows, asked, units]);
}

interface TrajectoriesProps {
  asked: Asked;
  lines: Line[];
  field: Field[];
  years: [number, number];
  file: Series | Series34;
}

function Trajectories({ asked, lines, field, years, file }: TrajectoriesProps) {
  const words = useWords(SERIES);
  const language = useLanguage();
  const { release, index } = useCatalogue();
  const nameOf = useUnitNames();
  const [year, setYear] = useState(years[1]);
  const shownYear = Math.min(years[1], Math.max(years[0], year));
  const reading = useRef<Reading>({ year: shownYear, marks: [] });
  useEffect(() => {
    reading.current.year = shownYear;
    for (const mark of reading.current.marks) mark(shownYear);
  }, [shownYear]);
  const domain = unpacked(file.domains).find((row) => row.domain_code === asked.domain);
  const domainName = !domain || domain.is_total ? words.total : named(language, domain.name_vi, domain.name_en);
  const names = lines.map((line) => nameOf(line.unitPath));
  const breaks = sharedBreaks(lines, field);
  const drawing: Drawing = {
    lines, names, measure: asked.measure, field, breaks, years,
    values: valuesOf(lines, field, asked.measure),
    written: (value) => formatNumber(language, value, { decimals: 2 }),
    reading: reading.current,
    onYear: setYear,
  };
  const label = filled(words.chart, { measure: words[asked.measure], index: indexShort(asked.index), domain: domainName, from: years[0], to: years[1], units: names.join(", ") });
  const drawn = lines.flatMap((line) => line.points).find((point) => point.value !== null);
  const unit = unitName(language, drawn ? (scaleOf({ unit_of_measure: drawn.unit, max_score: drawn.maxScore }) || null) : index(asked.index)?.unit_of_measure);
  const axis = asked.measure === "rank" ? words.rankAxis : unit ? filled(words.scoreAxis, { unit }) : words.scoreAxisBare;
  return (
    <div class="stack">
      <Chart
        label={label}
        caption={<><strong>{indexShort(asked.index)} · {domainName}</strong> <span class="muted small">{axis}</span></>}
        draw={(charts, width) => (asked.layout === "many" ? drawApart : drawTogether)(charts, width, drawing)}
        drawKey={JSON.stringify([asked, lines.map((line) => line.unitPath), language])}
        table={<ValuesTable lines={lines} asked={asked} caption={label} />}
      />
      {asked.measure === "score" && lines.some((line) => line.points.some((point) => point.isOffScale)) && <Note tone="warn">{words.offScale}</Note>}
      {lines.length > 0 && <ReadOut lines={lines} measure={asked.measure} years={years} year={shownYear} onYear={setYear} />}
      <Legend lines={lines} field={field} isCut={breaks.length > 0} />
      <Breaks breaks={breaks} />
      <SourceNote>{named(language, index(asked.index)?.publisher_vi, index(asked.index)?.publisher_en)}. {filled(words.sourcePrefix, { from: years[0], to: years[1], version: release.version })}</SourceNote>
      <div class="row no-print"><CopyLink /></div>
    </div>
  );
}

function yearsOf(lines: Line[], field: Field[]): [number, number] | null {
  const years = [...lines.flatMap((line) => line.points.map((point) => point.year)), ...field.map((one) => one.year)];
  return years.length > 0 ? [Math.min(...years), Math.max(...years)] : null;
}

/** From the lowest to the highest value, with some air; ranks go from 1. An interval so wide that it would flatten all lines
 * is cut at the frame.
 */
function valuesOf(lines: Line[], field: Field[], measure: Asked["measure"]): [number, number] {
  const points = lines.flatMap((line) => line.points);
  if (measure === "rank") return [1, Math.max(10, ...points.map((point) => Math.max(point.value ?? 1, point.rankOf ?? 1)))];
  const known = (values: (number | null)[]) => values.filter((value) => value !== null);
  const exact = known([...points.map((point) => point.value), ...field.flatMap((one) => [one.low, one.high])]);
  const ends = known(points.flatMap((point) => [point.low, point.high]));
  const [from, to] = exact.length > 1 ? [Math.min(...exact), Math.max(...exact)] : [Math.min(...exact, ...ends), Math.max(...exact, ...ends)];
  const room = exact.length > 1 ? (to - from) * WIDEST : 0;
  const [low, high] = [Math.min(from, ...ends.filter((end) => end >= from - room)), Math.max(to, ...ends.filter((end) => end <= to + room))];
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  return [low - air, high + air];
}
