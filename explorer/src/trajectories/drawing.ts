/** Drawing lines of units over the years.
 *
 * Belongs here: marks and scales. Does not belong here: what is drawn (`lines.ts`), the page around it.
 */
import type { Charts } from "../charts";
import { spread, type Break, type Field, type Line, type Measure, type Point } from "./lines";

export interface Drawing {
  lines: Line[];
  /** One a line, with nothing invisible in it. */
  names: string[];
  measure: Measure;
  field: Field[];
  breaks: Break[];
  years: [number, number];
  values: [number, number];
  /** How a value is written on the axis. */
  written: (value: number) => string;
  /** The year that is read out; each frame puts its own way of marking another into `marks`. */
  reading: Reading;
  /** What to do when the reader points at a year. */
  onYear: (year: number) => void;
}

export interface Reading {
  year: number;
  marks: ((year: number) => void)[];
}

export const MOST_LINES = 8;
/** Stands where values cease to compare, as on a broken axis. */
export const CUT_SIGN = "//";
const BAR = 7;
const LABELS_FROM = 560;
const LETTER = 6.7;
const LABEL_STEP = 15;
const MARGIN = { top: 22, bottom: 28, left: 46 };
const SMALL_MARGIN = { top: 14, bottom: 24, left: 40 };

/** The colour of a line by its place: a token of base.css. */
export function colour(at: number): string {
  return `var(--series-${(at % MOST_LINES) + 1})`;
}

/** All lines in one frame, with their names at their ends where there is room. */
export function drawTogether(charts: Charts, width: number, drawing: Drawing): Element {
  drawing.reading.marks.length = 0;
  const height = Math.round(Math.min(460, Math.max(300, width * 0.5)));
  const hasLabels = width >= LABELS_FROM && drawing.lines.length > 0;
  const longest = Math.max(0, ...drawing.names.map((name) => name.length));
  const right = hasLabels ? Math.min(width * 0.3, longest * LETTER + 16) : 14;
  const marks = [
    ...background(charts, drawing),
    ...drawing.lines.flatMap((line, at) => lineMarks(charts, line, colour(at), (at - (drawing.lines.length - 1) / 2) * (BAR + 1))),
    ...(hasLabels ? [endLabels(charts, drawing, height)] : []),
  ];
  return framed(charts, drawing, { width, height, marginRight: right, ...margins(MARGIN), marks });
}

/** A small frame for each unit, all on one scale; the others stand behind it in grey. */
export function drawApart(charts: Charts, width: number, drawing: Drawing): Element {
  drawing.reading.marks.length = 0;
  const columns = Math.max(1, Math.min(4, Math.floor((width + 16) / 250)));
  const each = Math.floor((width - 16 * (columns - 1)) / columns);
  const box = document.createElement("div");
  box.className = "multiples";
  box.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  drawing.lines.forEach((line, at) => {
    const one = document.createElement("div");
    const title = document.createElement("p");
    title.className = "multiple-title";
    title.textContent = drawing.names[at] ?? "";
    const others = drawing.lines.filter((other) => other !== line).flatMap((other) => shadow(charts, other));
    const marks = [...background(charts, { ...drawing, breaks: line.breaks }), ...others, ...lineMarks(charts, line, colour(at), 0)];
    one.append(title, framed(charts, drawing, { width: each, height: 180, marginRight: 10, ...margins(SMALL_MARGIN), marks }));
    box.append(one);
  });
  return box;
}

type Frame = { width: number; height: number; marginTop: number; marginBottom: number; marginLeft: number; marginRight: number; marks: unknown[] };

function margins({ top, bottom, left }: { top: number; bottom: number; left: number }) {
  return { marginTop: top, marginBottom: bottom, marginLeft: left };
}

function framed(charts: Charts, drawing: Drawing, frame: Frame): Element {
  const { Plot } = charts;
  const [from, to] = drawing.years;
  const inner = frame.width - frame.marginLeft - frame.marginRight;
  const ticks = yearTicks(from, to, Math.max(2, Math.floor(inner / 46)));
  const { marks, ...size } = frame;
  const isRank = drawing.measure === "rank";
  const plot = Plot.plot({
    ...size,
    x: { domain: [from - 0.4, to + 0.4] },
    y: { domain: drawing.values, reverse: isRank },
    marks: [
      Plot.gridY({ ticks: isRank ? rankTicks(drawing.values[1]) : 6, stroke: "var(--line)", strokeOpacity: 1 }),
      Plot.axisX(ticks, { tickFormat: String, label: null, tickSize: 4 }),
      Plot.axisY({ ticks: isRank ? rankTicks(drawing.values[1]) : 6, tickFormat: drawing.written, label: null, tickSize: 0 }),
      ...(marks as never[]),
    ],
  });
  markYear(plot, drawing, frame);
  follow(plot, drawing, from, to);
  return plot;
}

interface XScale {
  apply: (year: number) => number;
  invert?: (x: number) => number;
}

function xScale(plot: Element): XScale {
  return (plot as Element & { scale: (name: string) => XScale }).scale("x");
}

/** An upright line at the year that is read out. */
function markYear(plot: Element, { reading }: Drawing, frame: Frame): void {
  const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
  line.setAttribute("class", "read-line");
  line.setAttribute("y1", String(frame.marginTop));
  line.setAttribute("y2", String(frame.height - frame.marginBottom));
  plot.append(line);
  const scale = xScale(plot);
  const mark = (year: number) => {
    for (const end of ["x1", "x2"]) line.setAttribute(end, String(scale.apply(year)));
  };
  mark(reading.year);
  reading.marks.push(mark);
}

/** Tell the year under the pointer. */
function follow(plot: Element, drawing: Drawing, from: number, to: number): void {
  const scale = xScale(plot);
  plot.addEventListener("pointermove", (event) => {
    const at = (event as PointerEvent).clientX - plot.getBoundingClientRect().left;
    const year = Math.round(scale.invert?.(at) ?? from);
    drawing.onYear(Math.min(to, Math.max(from, year)));
  });
}

/** What stands behind the lines: the field of all units, and where values cease to compare. */
function background(charts: Charts, drawing: Drawing): unknown[] {
  const { Plot } = charts;
  const cuts = [...new Set(drawing.breaks.map((one) => one.year))].filter((year) => year > drawing.years[0]).map((year) => ({ year }));
  const runs = drawing.field.reduce<Field[][]>((all, one) => {
    const last = all.at(-1)?.at(-1);
    if (last && last.year === one.year - 1 && !one.cut) all.at(-1)!.push(one);
    else all.push([one]);
    return all;
  }, []);
  return [
    ...runs.map((run) => Plot.areaY(run, { x: "year", y1: "low", y2: "high", fill: "var(--line)", fillOpacity: 0.65 })),
    ...runs.map((run) => Plot.lineY(run, { x: "year", y: "middle", stroke: "var(--muted)", strokeWidth: 1.2, strokeDasharray: "1,4", strokeLinecap: "round" })),
    Plot.ruleX(cuts, { x: (one: { year: number }) => one.year - 0.5, stroke: "var(--line-strong)", strokeDasharray: "3,3" }),
    Plot.text(cuts, { x: (one: { year: number }) => one.year - 0.5, text: () => CUT_SIGN, frameAnchor: "top", dy: -12, fill: "var(--muted)", fontSize: 13, fontWeight: 700 }),
  ];
}

interface Stroke {
  from: Point;
  to: Point;
}

/** Strokes between years that compare; dashed where either end is not the publisher's. */
function strokes(line: Line): { solid: Stroke[]; dashed: Stroke[] } {
  const all = line.segments.flatMap((run) => run.slice(1).map((to, at) => ({ from: run[at]!, to })));
  const isClaimed = ({ from, to }: Stroke) => from.origin === "claimed" || to.origin === "claimed";
  return { solid: all.filter((one) => !isClaimed(one)), dashed: all.filter(isClaimed) };
}

/** `aside`: by how many pixels its intervals stand beside those of other lines. */
function lineMarks(charts: Charts, line: Line, stroke: string, aside: number): unknown[] {
  const { Plot } = charts;
  const { solid, dashed } = strokes(line);
  const held = line.points.filter((point) => point.value !== null);
  const within = line.points.filter((point) => point.low !== null && point.high !== null);
  const ends = { x1: (one: Stroke) => one.from.year, y1: (one: Stroke) => one.from.value, x2: (one: Stroke) => one.to.year, y2: (one: Stroke) => one.to.value };
  const dot = { x: "year", y: "value", stroke, strokeWidth: 1.6 };
  const of = (origin: Point["origin"]) => held.filter((point) => point.origin === origin);
  return [
    Plot.ruleX(within, { x: "year", y1: "low", y2: "high", stroke, strokeWidth: BAR, strokeOpacity: 0.28, strokeLinecap: "butt", dx: aside, clip: true }),
    Plot.ruleX(within, { x: "year", y1: "low", y2: "high", stroke, strokeWidth: 1, strokeOpacity: 0.8, dx: aside, clip: true }),
    Plot.link(solid, { ...ends, stroke, strokeWidth: 2.2 }),
    Plot.link(dashed, { ...ends, stroke, strokeWidth: 1.8, strokeDasharray: "5,4" }),
    Plot.dot(of("published"), { ...dot, fill: stroke, r: 3.2 }),
    Plot.dot(of("computed"), { ...dot, fill: stroke, symbol: "square", r: 3.2 }),
    Plot.dot(of("claimed"), { ...dot, fill: "var(--paper)", r: 3.6 }),
  ];
}

function shadow(charts: Charts, line: Line): unknown[] {
  return line.segments.map((run) => charts.Plot.lineY(run, { x: "year", y: "value", stroke: "var(--line-strong)", strokeOpacity: 0.4, strokeWidth: 1 }));
}

/** Names beside the last point of each line, pushed apart where they would touch. */
function endLabels(charts: Charts, drawing: Drawing, height: number): unknown {
  const [low, high] = drawing.values;
  const inner = height - MARGIN.top - MARGIN.bottom;
  const perPixel = (high - low) / inner;
  const ends = drawing.lines.flatMap((line, at) => {
    const last = line.points.findLast((point) => point.value !== null) ?? line.points.findLast((point) => point.low !== null);
    if (!last) return [];
    const y = last.value ?? (last.low! + last.high!) / 2;
    return [{ name: drawing.names[at] ?? "", fill: colour(at), y: Math.min(high, Math.max(low, y)) }];
  });
  const places = spread(ends.map((end) => end.y), LABEL_STEP * perPixel, low, high);
  const placed = ends.map((end, at) => ({ ...end, y: places[at]! }));
  return charts.Plot.text(placed, { x: () => drawing.years[1] + 0.4, y: "y", text: "name", fill: "fill", textAnchor: "start", dx: 6, fontWeight: 600, fontSize: 12 });
}

/** At most `most` years, evenly, the last among them. */
export function yearTicks(from: number, to: number, most: number): number[] {
  const step = Math.max(1, Math.ceil((to - from + 1) / most));
  const ticks: number[] = [];
  for (let year = to; year >= from; year -= step) ticks.unshift(year);
  return ticks;
}

/** 1, and every tenth rank. */
export function rankTicks(most: number): number[] {
  const step = most > 25 ? 10 : 5;
  const ticks = [1];
  for (let rank = step; rank <= most; rank += step) ticks.push(rank);
  return ticks;
}
