/** Numbers as the reader's language writes them: 1.234,5 in Vietnamese, 1,234.5 in English.
 *
 * Belongs here: pure forms of numbers, ranks, changes and dates. Does not belong here: what a number means.
 */
import type { Language } from "./routing";

/** What stands where a value is not held. */
export const NOTHING = "–";

const MINUS = "\u2212";
const SIGNS: Record<Language, [group: string, decimal: string]> = { vi: [".", ","], en: [",", "."] };

/** A number with at most `decimals` places; `fixed` keeps trailing zeros, so that a column stands in line. */
export function formatNumber(
  language: Language,
  value: number | null | undefined,
  { decimals = 4, fixed = false }: { decimals?: number; fixed?: boolean } = {},
): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING;
  const [group, decimal] = SIGNS[language];
  const written = Math.abs(value).toFixed(decimals);
  const [whole = "0", places = ""] = (fixed ? written : withoutTrailingZeros(written)).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, group) + (places ? decimal + places : "");
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** A rank, with how many were ranked where that is known: `3/63`. */
export function formatRank(rank: number | null | undefined, of?: number | null): string {
  if (rank === null || rank === undefined) return NOTHING;
  return of ? `${rank}/${of}` : String(rank);
}

/** A change with its sign: `+1,5`, `−0,3`, `0`. */
export function formatChange(language: Language, value: number | null | undefined, decimals = 4): string {
  const text = formatNumber(language, value, { decimals });
  return value !== null && value !== undefined && value > 0 && text !== "0" ? `+${text}` : text;
}

/** An ISO date as the language writes it: 31/12/2024 in Vietnamese, 31 Dec 2024 in English. */
export function formatDate(language: Language, iso: string | null | undefined): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  if (!match) return iso ?? NOTHING;
  const [, year, month, day] = match;
  if (language === "vi") return `${day}/${month}/${year}`;
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** How many decimal places the most exact of these values needs, up to `most`. */
export function decimalsOf(values: (number | null | undefined)[], most = 4): number {
  let needed = 0;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    needed = Math.max(needed, withoutTrailingZeros(value.toFixed(most)).split(".")[1]?.length ?? 0);
  }
  return needed;
}

function withoutTrailingZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
