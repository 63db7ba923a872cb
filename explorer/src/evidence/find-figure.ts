/** Finding what a key names: the document of a figure, or the proof of a bound or contradiction.
 *
 * Belongs here: which data files to load for a key. Does not belong here: showing what was found.
 */
import { documentFile, documentOfFigure, fileName, indexYearFile } from "../file-names";
import { load, unpacked } from "../release";
import type { BoundRow, ContradictionRow, DocumentFile, FigureRow, IndexScoreRow, IndexYear, Proofs } from "../shapes";

export type Proof = BoundRow & { level: string; width: number | null; decimals: number | null; figures: number; figure_ids: string[]; proof: string[] };

export type Found =
  | { is: "figure"; figure: FigureRow; figures: FigureRow[]; file: DocumentFile }
  | { is: "contradiction"; contradiction: ContradictionRow }
  | { is: "fact"; key: string; fact: IndexScoreRow | null; indexYear: IndexYear; proofs: Proof[] }
  | { is: "nothing" };

const CONTRADICTION = "contradiction:";

export async function findByKey(key: string): Promise<Found> {
  if (key.startsWith(CONTRADICTION)) return findContradiction(key);
  return key.includes("#") ? findFigure(key) : findFact(key);
}

/** All parts of a document's file, one after the other until `isEnough`. */
export async function loadParts(documentId: string, isEnough: (part: DocumentFile) => boolean): Promise<DocumentFile[]> {
  const first = await load<DocumentFile>(documentFile(documentId));
  const parts = [first];
  for (let part = 2; part <= first.parts && !isEnough(parts.at(-1)!); part++) {
    parts.push(await load<DocumentFile>(documentFile(documentId, part)));
  }
  return parts;
}

async function findFigure(figureId: string): Promise<Found> {
  const holds = (part: DocumentFile) => unpacked(part.figures).some((one) => one.figure_id === figureId);
  const parts = await loadParts(documentOfFigure(figureId), holds).catch(() => []);
  const last = parts.at(-1);
  const figures = last ? unpacked(last.figures) : [];
  const figure = figures.find((one) => one.figure_id === figureId);
  if (!figure || !last) return { is: "nothing" };
  // The document itself stands in the first part alone.
  return { is: "figure", figure, figures, file: { ...last, document: parts[0]!.document, captures: parts[0]!.captures } };
}

async function findContradiction(key: string): Promise<Found> {
  const setAside = key.slice(CONTRADICTION.length);
  const parts = await loadParts(documentOfFigure(setAside), (part) => unpacked(part.contradictions).some((one) => one.contradiction_id === key)).catch(() => []);
  const contradiction = parts.flatMap((part) => unpacked(part.contradictions)).find((one) => one.contradiction_id === key);
  return contradiction ? { is: "contradiction", contradiction } : { is: "nothing" };
}

async function findFact(key: string): Promise<Found> {
  const [index = "", year = ""] = key.split("/");
  const indexYear = await load<IndexYear>(indexYearFile(index, year)).catch(() => null);
  if (!indexYear) return { is: "nothing" };
  const held = await load<Proofs>(`bounds/${fileName(index)}/${fileName(year)}`).catch(() => null);
  const proofs = held ? unpacked(held.bounds).filter((one) => one.bound_key === key || one.bound_key.replace(/\/[a-z_]+$/, "") === key) : [];
  const factKey = proofs[0] ? proofs[0].bound_key.replace(/\/[a-z_]+$/, "") : key;
  const fact = unpacked(indexYear.scores).find((one) => one.score_key === factKey) ?? null;
  // What a document printed is told by its figure: the passage, the steps, the rivals.
  const printedId = proofs.length > 0 || !fact ? null : fact.score === null ? fact.rank_figure_id : fact.figure_id;
  const printed = printedId ? await findFigure(printedId) : null;
  if (printed?.is === "figure") return printed;
  return fact || proofs.length ? { is: "fact", key, fact, indexYear, proofs } : { is: "nothing" };
}
