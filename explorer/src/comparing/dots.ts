/** Drawing units side by side: a row a domain, a dot a unit, as a share of what can be had.
 *
 * Belongs here: marks and scales. Does not belong here: comparing (`beside.ts`).
 */
import type { Charts } from "../charts";
import { colour } from "../trajectories/drawing";
import type { DomainBeside } from "./beside";
import { shareOf } from "./scales";

export interface DotsDrawing {
  /** Which sign each unit has. */
  signs: number[];
  domains: DomainBeside[];
  nameOf: (domain: DomainBeside) => string;
  percent: (share: number) => string;
}

interface Dot {
  domain: string;
  share: number;
  at: number;
}

const ROW = 34;
const LETTER = 6.4;
const SYMBOLS = ["circle", "square", "triangle", "diamond", "star", "wye"];

/** The sign of a unit by its place: form and colour, so that colour alone need not tell. */
export function symbolOf(at: number): string {
  return SYMBOLS[at % SYMBOLS.length]!;
}

export function drawDots(charts: Charts, width: number, drawing: DotsDrawing): Element {
  const { Plot } = charts;
  const names = drawing.domains.map(drawing.nameOf);
  const isNarrow = width < 620;
  const left = isNarrow ? 8 : Math.min(width * 0.42, Math.max(80, ...names.map((name) => Math.min(46, name.length) * LETTER)) + 12);
  const row = isNarrow ? ROW + 16 : ROW;
  const dots = dotsOf(drawing, names);
  const medians = drawing.domains.flatMap((one, at) => {
    const share = shareOf(one.median, one.unit, one.domain.min_score, one.domain.max_score ?? one.cells.find((cell) => cell)?.row.max_score ?? null);
    return share === null ? [] : [{ domain: names[at]!, share }];
  });
  const spans = names.flatMap((domain) => {
    const shares = dots.filter((dot) => dot.domain === domain).map((dot) => dot.share);
    return shares.length > 1 ? [{ domain, from: Math.min(...shares), to: Math.max(...shares) }] : [];
  });
  const low = Math.min(0.9, ...dots.map((dot) => dot.share), ...medians.map((one) => one.share));
  const lift = isNarrow ? 8 : 0;
  return Plot.plot({
    width,
    height: names.length * row + 40,
    marginLeft: left,
    marginRight: 20,
    marginTop: 6,
    marginBottom: 30,
    x: { domain: [Math.max(0, Math.floor(low * 10) / 10), 1], tickFormat: drawing.percent, label: null, ticks: isNarrow ? 4 : 8 },
    y: { domain: names, padding: 0.2, label: null, axis: null, type: "band" },
    marks: [
      Plot.gridX({ stroke: "var(--line)", strokeOpacity: 1, ticks: isNarrow ? 4 : 8 }),
      isNarrow
        ? Plot.text(names, { y: (name: string) => name, text: shortened(64), frameAnchor: "left", dy: -13, textAnchor: "start", fill: "var(--ink)", fontSize: 12 })
        : Plot.axisY({ tickSize: 0, tickFormat: shortened(46), fontSize: 12, label: null }),
      Plot.ruleY(spans, { y: "domain", x1: "from", x2: "to", stroke: "var(--line-strong)", strokeWidth: 2, dy: lift }),
      Plot.tickX(medians, { y: "domain", x: "share", stroke: "var(--ink)", strokeWidth: 2, insetTop: isNarrow ? 18 : 4, insetBottom: 2 }),
      ...drawing.signs.map((sign, at) =>
        Plot.dot(dots.filter((dot) => dot.at === at), { y: "domain", x: "share", fill: colour(sign), stroke: "var(--paper)", strokeWidth: 1, r: 5.5, symbol: symbolOf(sign) as never, dy: lift }),
      ),
    ],
  });
}

function dotsOf({ domains }: DotsDrawing, names: string[]): Dot[] {
  return domains.flatMap((one, place) =>
    one.cells.flatMap((cell, at) => (cell?.share === null || cell === undefined ? [] : [{ domain: names[place]!, share: cell.share, at }])),
  );
}

function shortened(most: number): (name: string) => string {
  return (name) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);
}
