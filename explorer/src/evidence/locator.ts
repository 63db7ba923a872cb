/** Where in a document something stands: `table:1/row:3/col:4/char:120-127` taken apart, and put in words.
 *
 * Belongs here: pure reading of locators. Does not belong here: the text at that place (`passage.ts`).
 */
import type { Language } from "../routing";

export interface Place {
  page?: number;
  table?: number;
  row?: number;
  col?: number;
  block?: number;
  /** First character and the one after the last, counted in the text that was read. */
  char?: [number, number];
}

export function placeOf(locator: string | null | undefined): Place {
  const place: Place = {};
  for (const part of (locator ?? "").split("/")) {
    const [, name, first, last] = /^(page|table|row|col|block|char):(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (name === "char") place.char = [Number(first), Number(last ?? first)];
    else if (name) place[name as "page"] = Number(first);
  }
  return place;
}

const NAMES: Record<Language, Record<Exclude<keyof Place, "char">, string> & { char: string }> = {
  vi: { page: "trang", table: "bảng", row: "dòng", col: "cột", block: "khối", char: "ký tự" },
  en: { page: "page", table: "table", row: "row", col: "column", block: "block", char: "characters" },
};
const ORDER = ["page", "block", "table", "row", "col"] as const;

/** As `placeText`, without the characters where row and column tell the place. */
export function shortPlace(language: Language, locator: string | null | undefined): string {
  const withoutCharacters = (locator ?? "").replace(/\/char:.*$/, "");
  return placeText(language, withoutCharacters);
}

/** `bảng 1, dòng 3, cột 4, ký tự 120–127`; the locator itself where it has another form. */
export function placeText(language: Language, locator: string | null | undefined): string {
  const place = placeOf(locator);
  const names = NAMES[language];
  const told = ORDER.filter((name) => place[name] !== undefined).map((name) => `${names[name]} ${place[name]}`);
  if (place.char) told.push(`${names.char} ${place.char[0]}–${place.char[1]}`);
  return told.join(", ") || (locator ?? "");
}

/** Orders two locators as their places follow each other in the document. */
export function byPlace(a: string | null | undefined, b: string | null | undefined): number {
  const [one, other] = [placeOf(a), placeOf(b)];
  return (
    (one.char?.[0] ?? Infinity) - (other.char?.[0] ?? Infinity) ||
    (one.table ?? 0) - (other.table ?? 0) || (one.row ?? 0) - (other.row ?? 0) || (one.col ?? 0) - (other.col ?? 0) || 0
  );
}
