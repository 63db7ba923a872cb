/** Rows as a CSV file, as the release writes its own (`publishing/cells.py`).
 *
 * Belongs here: the form of the file. Does not belong here: which rows.
 */
export type CellValue = string | number | boolean | null | undefined;

const BOM = "\ufeff";
const FORMULA_STARTS = ["=", "+", "-", "@", "\t", "\r", "\n"];

/** Text that a spreadsheet would run as a formula is kept from it by a leading apostrophe; numbers stay numbers. */
export function csvCell(value: CellValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = value.length > 1 && FORMULA_STARTS.some((start) => value.startsWith(start)) ? `'${value}` : value;
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
