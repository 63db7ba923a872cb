/** How scores, places and steps of a unit stand in its profile: rounded to read, linked to the figure that printed them. */
import type { ComponentChildren } from "preact";
import { useLanguage, useWords } from "../../language";
import { formatChange, formatNumber, formatRank, NOTHING } from "../../numbers";
import { evidenceWords } from "../../parts/badges";
import { FigureLink } from "../../parts/links";
import type { Outcome } from "../../reckoning/what-if";
import { isClaimedRank, placeOfRow } from "../../reckoning/unit-view";
import type { Language } from "../../routing";
import type { UnitScoreRow } from "../../shapes";
import { filled, UNIT } from "../../words/unit";

type Measured = Pick<UnitScoreRow, "max_score" | "unit_of_measure">;

/** Two places to read; four on scales up to one, where two would hide all differences. */
function decimals(of: Measured): number {
  return of.max_score !== null && of.max_score <= 1 ? 4 : 2;
}

export function scoreText(language: Language, value: number | null | undefined, of: Measured, fixed = true): string {
  const text = formatNumber(language, value, { decimals: decimals(of), fixed });
  return of.unit_of_measure === "percent" && text !== NOTHING ? `${text}%` : text;
}

export function changeText(language: Language, value: number | null | undefined, of: Measured): string {
  return formatChange(language, value, decimals(of));
}

/** Where the number was printed; a fact that was computed from printed parts is told by its own key. */
export function figureOf(row: UnitScoreRow): string {
  return row.figure_id ?? row.score_key;
}

export function Score({ row, children }: { row: UnitScoreRow; children?: ComponentChildren }) {
  const language = useLanguage();
  const words = useWords(UNIT);
  if (row.score !== null) return <FigureLink figureId={figureOf(row)}>{children ?? scoreText(language, row.score, row)}</FigureLink>;
  if (row.low === null && row.high === null) return <span class="muted">{NOTHING}</span>;
  return (
    <span class="muted" title={words.boundText}>
      {filled(words.bound, { low: scoreText(language, row.low, row, false), high: scoreText(language, row.high, row, false) })}
    </span>
  );
}

/** The place, with what kind of place it is wherever it was not published. */
export function Place({ row }: { row: UnitScoreRow }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const told = placeOfRow(row);
  if (!told) return <span class="muted">{NOTHING}</span>;
  const text = formatRank(told.place, row.rank_of);
  const figure = told.kind === "published" ? (row.rank_figure_id ?? figureOf(row)) : figureOf(row);
  return (
    <span>
      <FigureLink figureId={figure}>{text}</FigureLink>
      {told.kind !== "published" && <span class="small muted"> {words[told.kind]}</span>}
      {isClaimedRank(row) && !row.evidence_class?.startsWith("claim") && <span class="small muted"> {evidenceWords(language, row.rank_evidence_class!).name.toLocaleLowerCase(language)}</span>}
    </span>
  );
}

export function Change({ value, of }: { value: number | null | undefined; of: Measured }) {
  const language = useLanguage();
  if (value === null || value === undefined) return <span class="muted">{NOTHING}</span>;
  const text = changeText(language, value, of);
  const way = text.startsWith("+") ? "up" : text === "0" ? "" : "down";
  return <span class={`change ${way}`}>{way === "up" ? "▲ " : way === "down" ? "▼ " : ""}{text}</span>;
}

/** A place where there is no room for words: `38*` is computed or inferred here, `38†` told by others. */
export function markedPlace(row: UnitScoreRow): string {
  const told = placeOfRow(row);
  const mark = told === null ? "" : told.kind !== "published" ? "*" : isClaimedRank(row) ? "†" : "";
  return formatRank(told?.place, row.rank_of) + mark;
}

/** "up 3 places, shared with 1 unit". */
export function placesText(words: Record<keyof (typeof UNIT)["vi"], string>, places: number, ties: number): string {
  const moved = places > 0 ? filled(words.rankUp, { n: places }) : words.rankSame;
  return ties > 0 && places > 0 ? `${moved}, ${filled(words.withTies, { n: ties })}` : moved;
}

export function outcomeText(words: Record<keyof (typeof UNIT)["vi"], string>, before: number, then: Outcome): string {
  return placesText(words, before - then.place, then.ties);
}
