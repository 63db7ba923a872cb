/** Rows as a CSV file, as the release writes its own (`publishing/cells.py`).
 *
 * Belongs here: the form of the file. Does not belong here: which rows.
 */
export type CellValue = string | number | boolean | null | undefined;

const BOM = "\ufeff";

/** A program may pass over blanks and letters without width before it looks for a formula, and take wide signs for signs. */
const FORMULA = /^(?:[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;

/** Controls but tab and line ends, marks that turn the direction of writing, and what is no character. */
const DECEPTIVE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]/g;

/** Text that a spreadsheet would run as a formula is kept from it by a leading apostrophe, and characters that deceive
 * the eye are named, as in `[U+202E]`; numbers stay numbers. */
export function csvCell(value: CellValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const shown = value.replace(DECEPTIVE, (found) => `[U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
  const text = value.length > 1 && FORMULA.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A whole file: byte order mark, header, rows, and lines at the end that say where it comes from. */
export function csvText(header: string[], rows: CellValue[][], origin: string[]): string {
  const lines = [header, ...rows].map((row) => row.map(csvCell).join(","));
  return BOM + [...lines, ...origin.map((line) => csvCell(`# ${line}`))].join("\r\n") + "\r\n";
}

/** Hand a text to the reader as a file. */
export function downloadText(fileName: string, text: string, mediaType: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: mediaType }));
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
