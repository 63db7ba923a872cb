/** An index-year on the grid of provinces, coloured by score or by rank. */
import { useMemo } from "preact/hooks";
import { named, useLanguage } from "../language";
import { formatNumber, formatRank } from "../numbers";
import { useCatalogue } from "../parts/catalogue";
import { Select } from "../parts/fields";
import { unitAddress } from "../parts/links";
import { TileMap, type TileValue } from "../parts/tile-map";
import { changeState, type Route } from "../routing";
import type { IndexYearWords } from "../words/index-year";
import { bestRank, glanceDecimals, type View } from "./rows";

export interface ProvinceMapProps {
  route: Route;
  view: View;
  geography: string;
  words: IndexYearWords;
  index: string;
  year: number;
}

export function ProvinceMap({ route, view, geography, words, index, year }: ProvinceMapProps) {
  const language = useLanguage();
  const catalogue = useCatalogue();
  const scores = view.rows.filter((row) => row.score !== null).length;
  const ranks = view.rows.filter((row) => bestRank(row) !== null).length;
  const asked = route.state["colour"] ?? (scores * 2 < ranks ? "rank" : "score");
  const colour = view.isOneScale ? asked : "rank";
  const byRank = colour === "rank";
  const values = useMemo(() => {
    const told = (unitKey: string, fallback: string): Omit<TileValue, "value" | "text"> => {
      const unit = catalogue.unit(unitKey);
      return { unitKey, name: named(language, unit?.name_vi ?? fallback, unit?.name_en), href: unitAddress(language, unitKey, { index, year }) };
    };
    const held = view.rows.map((row): TileValue => {
      const score = row.score === null ? "" : formatNumber(language, row.score);
      const rank = bestRank(row) === null ? "" : `${language === "vi" ? "hạng" : "rank"} ${formatRank(bestRank(row), row.rank_of)}`;
      return { ...told(row.unit_key, row.unit_name), value: byRank ? bestRank(row) : row.score, text: [score, rank].filter(Boolean).join(", ") || words.noValue };
    });
    const heldKeys = new Set(view.rows.map((row) => row.unit_key));
    const others = catalogue.units.filter((unit) => unit.level === "province" && unit.geography === geography && !heldKeys.has(unit.unit_key) && livesIn(unit, year));
    return [...others.map((unit): TileValue => ({ ...told(unit.unit_key, unit.name_vi), value: null, text: words.noValue })), ...held];
  }, [view, language, catalogue, geography, byRank, index, year, words]);
  const format = (value: number) => formatNumber(language, value, { decimals: byRank ? 0 : glanceDecimals(view.rows) });
  return (
    <div class="stack">
      <p class="small muted">{words.mapHint}</p>
      <SkipGrid label={words.mapSkip} />
      {scores > 0 && ranks > 0 && view.isOneScale && (
        <div class="controls">
          <Select label={words.colourBy} value={colour} options={[{ value: "score", label: words.score }, { value: "rank", label: words.rankPublished }]} onChange={(value) => changeState(route, { colour: value })} />
        </div>
      )}
      <TileMap geography={geography} values={values} label={words.map} isLowBest={byRank} chosen={route.state["unit"]} format={format} missing={words.noValue} />
      <span id="after-grid" tabIndex={-1} />
    </div>
  );
}

/** Past the links of all tiles, for those who go from link to link. */
function SkipGrid({ label }: { label: string }) {
  const skip = (event: Event) => {
    event.preventDefault();
    document.getElementById("after-grid")?.focus();
  };
  return <a class="skip-inline" href="#after-grid" onClick={skip}>{label}</a>;
}

/** Whether a unit existed at the end of a year. */
function livesIn(unit: { valid_from: string | null; valid_to: string | null }, year: number): boolean {
  const end = `${year}-12-31`;
  return (unit.valid_from ?? "") <= end && (unit.valid_to ?? "9999") >= end;
}
