/** The values of one year, beside the chart: moved by a slider, which the keyboard moves too, or by pointing at the chart. */
import { useId } from "preact/hooks";
import { useLanguage, useWords } from "../../language";
import { formatNumber, formatRank } from "../../numbers";
import { EvidenceBadge, evidenceWords } from "../../parts/badges";
import { FigureLink } from "../../parts/links";
import { Printed } from "../../parts/printed";
import { colour } from "../../trajectories/drawing";
import type { Line, Measure, Point } from "../../trajectories/lines";
import { SERIES } from "../../words/series";
import { filled } from "../../words/unit";
import { useUnitNames } from "./choice";

export interface ReadOutProps {
  lines: Line[];
  measure: Measure;
  years: [number, number];
  year: number;
  onYear: (year: number) => void;
}

export function ReadOut({ lines, measure, years, year, onYear }: ReadOutProps) {
  const words = useWords(SERIES);
  const id = useId();
  const nameOf = useUnitNames();
  const rows = lines.map((line, at) => ({ at, path: line.unitPath, point: line.points.find((point) => point.year === year) }));
  const order = (point: Point | undefined) => (point?.value === null || !point ? Infinity : measure === "rank" ? point.value! : -point.value!);
  return (
    <div class="read-out">
      <p class="row center no-print">
        <label for={id}>{words.readAt}</label>
        <input id={id} type="range" min={years[0]} max={years[1]} step={1} value={year} aria-valuetext={String(year)} onInput={(event) => onYear(Number(event.currentTarget.value))} />
        <output for={id} class="read-year">{year}</output>
      </p>
      <ul class="read-rows" aria-live="polite">
        {rows.sort((a, b) => order(a.point) - order(b.point)).map(({ at, path, point }) => (
          <li key={path}>
            <svg class="line-swatch" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="6" fill={colour(at)} /></svg>{" "}
            <Printed text={nameOf(path)} />{": "}
            {point ? <Value point={point} measure={measure} /> : <span class="muted">{words.noValue}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Value({ point, measure }: { point: Point; measure: Measure }) {
  const words = useWords(SERIES);
  const language = useLanguage();
  const score = [formatNumber(language, point.score), point.unit === "percent" && point.score !== null ? "%" : ""].filter(Boolean).join("\u00a0");
  const rank = [formatRank(point.rank, point.rankOf), point.isClaimedRank && !point.evidenceClass?.startsWith("claim") ? evidenceWords(language, "claim").name.toLocaleLowerCase(language) : ""].filter(Boolean).join(", ");
  const interval = point.low !== null && point.high !== null && point.low !== point.high ? filled(words.between, { low: formatNumber(language, point.low), high: formatNumber(language, point.high) }) : null;
  const main = measure === "rank" ? rank : point.score === null ? (interval ?? formatNumber(language, point.low)) : score;
  const other = measure === "rank" ? (point.score === null ? interval : score) : point.rank === null ? null : `${words.rank.toLocaleLowerCase(language)} ${rank}`;
  return (
    <>
      <strong>{main}</strong> {other && <span class="muted">({other})</span>} <EvidenceBadge evidence={point.evidenceClass} />{" "}
      {point.figureId && <FigureLink figureId={point.figureId}>{words.figure}</FigureLink>}
      {point.method && <span class="muted small"> {words[point.method as "range"] ?? point.method}{point.expected !== null && point.expected > 1 && `, ${filled(words.constituents, { scored: point.scored ?? 0, expected: point.expected })}`}</span>}
    </>
  );
}
