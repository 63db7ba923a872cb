/** Citations of a figure, in the words of `publishing/citation.py`, so that the page and `cchc cite` say the same.
 *
 * Belongs here: pure texts. Does not belong here: the citation of the release, which the release brings.
 */
import type { FigureRow, ReleaseInfo } from "../shapes";

const AUTHOR = "CCHC Warehouse contributors";
const TITLE = "CCHC Warehouse: Viet Nam's administrative-reform indices by unit, year and domain";
const CAPTURE_DIGITS = 8;
const ORIGIN = ["publisher", "title", "full_number", "issued_on", "url"];

export function figureCitation(release: ReleaseInfo, figure: FigureRow, document: Record<string, unknown>): string {
  const domain = figure.domain_code === "_total" ? "" : ` domain ${figure.domain_code}`;
  const unit = figure.unit_of_measure ? ` ${figure.unit_of_measure}` : "";
  const what = `${figure.index_code} ${figure.year}${domain}, ${figure.unit_name}, ${figure.measure}: ${figure.value_raw}${unit}.`;
  const origin = ORIGIN.map((name) => document[name]).filter((value) => value !== null && value !== undefined).map(String);
  const place = [captureText(figure), figure.locator].filter(Boolean).join(", ");
  const told = [...(origin.length ? origin : [String(document["document_id"])]), place].filter(Boolean).join(". ");
  return `${what} Printed in: ${told}. Read from ${release.citation} Figure ${figure.figure_id}.`;
}

export function figureBibtex(release: ReleaseInfo, figure: FigureRow): string {
  return bibtex(release, [figure.figure_id, captureText(figure)].filter(Boolean).join(", "));
}

export function bibtex(release: ReleaseInfo, note: string): string {
  const fields: Record<string, string> = {
    author: `{${bibtexText(AUTHOR)}}`,
    title: `{${bibtexText(TITLE)}}`,
    year: release.built_from.slice(0, 4),
    version: bibtexText(release.version),
    note: bibtexText(`Data set, CC BY 4.0; ${note}`),
  };
  const body = Object.entries(fields).map(([name, text]) => `  ${name} = {${text}},`).join("\n");
  const key = /^[0-9a-z_]+$/.test(note) ? note : shortHash(note);
  return `@misc{cchc_warehouse_${release.version.replace(/[^0-9A-Za-z]/g, "_")}_${key},\n${body}\n}`;
}

const BIBTEX_NAMES: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
};

/** What BibTeX reads as markup, escaped, as in `publishing/citation.py`. */
function bibtexText(text: string): string {
  return text.replace(/[&%$#_\\~^{}]/g, (sign) => BIBTEX_NAMES[sign] ?? `\\${sign}`);
}

/** FNV-1a of 32 bits, as in `publishing/citation.py`: entries of several figures stand in one bibliography. */
function shortHash(text: string): string {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value.toString(16).padStart(8, "0");
}

/** The citation of a fact or a bound by its key; of most, no one printed the value. */
export function keyCitation(release: ReleaseInfo, key: string, what: string, isPrinted = false): string {
  return `${what}.${isPrinted ? "" : " Derived, not printed."} In: ${release.citation} ${key}.`;
}

function captureText(figure: FigureRow): string {
  return figure.capture_id ? `capture ${figure.capture_id.slice(0, CAPTURE_DIGITS)}` : "";
}
