/** Names of data files made from keys, the one rule that `publishing/explorer/file_names.py` follows too.
 *
 * A part that is made of letters a-z, digits, `_` and `-` only, of one case, up to 60 characters, and no device name of
 * Windows, stays. Any other part becomes its first letters and digits, in lower case, and a hash of all of it (FNV-1a, 64 bits, of the
 * UTF-8 bytes): no text of a document makes a path.
 */
const SAFE = /^(?:[a-z0-9][a-z0-9_-]{0,59}|[A-Z0-9][A-Z0-9_-]{0,59})$/;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
const SLUG_LENGTH = 40;

/** The name that stands for one key, such as a document's, in the path of a data file. */
export function fileName(key: string): string {
  if (SAFE.test(key) && !DEVICE.test(key)) return key;
  const slug = key.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, SLUG_LENGTH).replace(/^-+|-+$/g, "");
  return `${slug || "x"}-${hash(key)}`;
}

/** The name of the data file of a unit over all its periods: `unit/` and the parts of its path. */
export function unitFile(unitPath: string): string {
  return ["unit", ...unitPath.split("/")].map(fileName).join("/");
}

/** The name of part `part` of a document's data file. */
export function documentFile(documentId: string, part = 1): string {
  const name = `document/${fileName(documentId)}`;
  return part === 1 ? name : `${name}-part-${part}`;
}

export function indexYearFile(indexCode: string, year: number | string): string {
  return `index/${fileName(indexCode)}/${fileName(String(year))}`;
}

export function seriesFile(indexCode: string): string {
  return `series/${fileName(indexCode)}`;
}

/** The series computed back onto the 34 provinces of today. */
export function series34File(indexCode: string): string {
  return `series_34/${fileName(indexCode)}`;
}

/** A figure's key begins with its document's key. */
export function documentOfFigure(figureId: string): string {
  return figureId.split("#", 1)[0] ?? figureId;
}

/** The key of a unit without its period: `province/quang-ngai/63-2008` is `province/quang-ngai`. */
export function unitPath(unitKey: string): string {
  const parts = unitKey.split("/");
  return parts.length > 2 ? parts.slice(0, -1).join("/") : unitKey;
}

function hash(text: string): string {
  let state = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    state = BigInt.asUintN(64, (state ^ BigInt(byte)) * 0x100000001b3n);
  }
  return state.toString(16).padStart(16, "0");
}
