/** How much fits on the one page of paper: lengths in millimetres, on the safe side of what the style sheet sets.
 *
 * Belongs here: the pure reckoning of room. Does not belong here: the page (`pages/unit/sheet.tsx`).
 */

/** The height inside the page's margins, as `styles/unit.css` gives it to the sheet. */
const PAGE = 267;
/** Head, totals and foot with their gaps. */
const FIXED = 76;
const ROW = 4.7;
const LINE = 4;
const LETTERS_OF_A_NAME = 26;
const LETTERS_OF_A_LINE = 98;
const TABLE_HEAD = 13;

export const MOST_ROWS = 9;

function linesOf(text: string, letters: number): number {
  return Math.max(1, Math.ceil(Array.from(text).length / letters));
}

/** How many rows of the tables at the foot fit below the domains and the texts of the gaps. */
export function rowsLeft(domainNames: string[], texts: string[]): number {
  const domains = domainNames.reduce((sum, name) => sum + Math.max(ROW + 1.6, linesOf(name, LETTERS_OF_A_NAME) * LINE + 1.6), domainNames.length > 0 ? TABLE_HEAD : LINE * 3);
  const gaps = texts.reduce((sum, text) => sum + linesOf(text, LETTERS_OF_A_LINE) * LINE, texts.length > 0 ? LINE * 2 : 0);
  const rows = Math.floor((PAGE - FIXED - domains - gaps - TABLE_HEAD) / ROW);
  return Math.min(MOST_ROWS, Math.max(0, rows));
}
