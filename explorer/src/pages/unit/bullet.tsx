/** A domain on one line from nothing to its maximum: the unit, itself a year ago, median, region and best, told apart by shape. */
import { useLanguage, useWords } from "../../language";
import { NOTHING } from "../../numbers";
import { visibleText } from "../../parts/printed";
import { isCompared, regionMedian } from "../../reckoning/gaps";
import type { Line } from "../../reckoning/unit-view";
import { filled, UNIT } from "../../words/unit";
import { scoreText } from "./values";

type Kind = "own" | "last" | "median" | "region" | "best";

export function Bullet({ line, name }: { line: Line; name: string }) {
  const language = useLanguage();
  const words = useWords(UNIT);
  const { score, gap: own } = line;
  const gap = own && !isCompared(own) ? { ...own, median_score: null, region_median_score: null, best_score: null, best_unit_name: null } : own;
  const max = score.max_score ?? gap?.best_score ?? null;
  if (score.score === null || !max) return null;
  const text = (value: number | null | undefined) => (value === null || value === undefined ? words.notKnown : scoreText(language, value, score));
  const label = filled(words.readChart, {
    name,
    score: text(score.score),
    max: score.max_score === null ? NOTHING : text(score.max_score),
    last: text(gap?.previous_year_score),
    median: text(gap?.median_score),
    region: text(regionMedian(gap)),
    best: text(gap?.best_score),
    bestUnit: visibleText(gap?.best_unit_name ?? words.notKnown),
  });
  const marks: [Kind, number | null | undefined][] = [
    ["median", gap?.median_score],
    ["region", regionMedian(gap)],
    ["best", gap?.best_score],
    ["last", gap?.previous_year_score],
    ["own", score.score],
  ];
  return (
    <svg class="bullet" role="img" aria-label={label} width="100%" height="26">
      <line class="bullet-scale" x1="1%" x2="99%" y1="50%" y2="50%" />
      <line class="bullet-bar" x1="1%" x2={position(score.score, max)} y1="50%" y2="50%" />
      {marks.map(([kind, value]) => (value === null || value === undefined ? null : <Mark kind={kind} x={position(value, max)} />))}
    </svg>
  );
}

function Mark({ kind, x }: { kind: Kind; x: string }) {
  return (
    <svg x={x} y="50%" class={`bullet-${kind}`} overflow="visible">
      <Shape kind={kind} />
    </svg>
  );
}

function Shape({ kind }: { kind: Kind }) {
  if (kind === "own") return <circle r="6" />;
  if (kind === "last") return <circle r="4" />;
  if (kind === "median") return <line y1="-10" y2="10" />;
  if (kind === "region") return <path d="M0 -6 L5 0 L0 6 L-5 0 Z" />;
  return <path d="M-5 -11 L5 -11 L0 -2 Z" />;
}

export function BulletLegend() {
  const words = useWords(UNIT);
  const kinds: [Kind, string][] = [["own", words.you], ["last", words.lastYear], ["median", words.median], ["region", words.regionMedian], ["best", words.best]];
  return (
    <ul class="bullet-legend" aria-label={words.legend}>
      {kinds.map(([kind, name]) => (
        <li>
          <svg width="16" height="24" aria-hidden="true" class="bullet"><Mark kind={kind} x="8" /></svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function position(value: number, max: number): string {
  const part = Math.min(1, Math.max(0, value / max));
  return `${(1 + part * 98).toFixed(2)}%`;
}
