/** Names of what figures measure, and values with their units as people write them. */
import { formatNumber } from "../numbers";
import type { Language } from "../routing";

const MEASURES: Record<string, Record<Language, string>> = {
  score: { vi: "điểm số", en: "score" },
  rank: { vi: "thứ hạng", en: "rank" },
  rank_of: { vi: "số đơn vị được xếp hạng", en: "number of units ranked" },
  max_score: { vi: "điểm tối đa", en: "maximum" },
  delta_score: { vi: "thay đổi điểm", en: "change of score" },
  delta_rank: { vi: "thay đổi hạng", en: "change of rank" },
  lost_points: { vi: "điểm bị trừ", en: "points lost" },
  mean: { vi: "trung bình", en: "mean" },
};

const UNITS: Record<string, Record<Language, string>> = {
  points: { vi: "điểm", en: "points" },
  percent: { vi: "%", en: "%" },
  places: { vi: "bậc", en: "places" },
  units: { vi: "đơn vị", en: "units" },
  share: { vi: "", en: "" },
};

export function measureName(language: Language, measure: string): string {
  return MEASURES[measure]?.[language] ?? measure.replaceAll("_", " ");
}

/** The unit of measure after a value; ranks have none. */
export function unitName(language: Language, unit: string | null | undefined): string {
  return unit && unit !== "rank" ? (UNITS[unit]?.[language] ?? unit) : "";
}

/** `43,5 điểm`, `hạng 3`: a value with what it counts. */
export function valueText(language: Language, value: number | null | undefined, unit: string | null | undefined): string {
  const text = formatNumber(language, value);
  if (unit === "rank") return `${language === "vi" ? "hạng" : "rank"} ${text}`;
  return [text, unitName(language, unit)].filter(Boolean).join(unit === "percent" ? "\u00a0" : " ");
}
