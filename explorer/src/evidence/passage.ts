/** What stands around a figure in its document: the rows of its table, or the sentences beside its own.
 *
 * Belongs here: choosing and cutting the text. Does not belong here: showing it (`parts/passage.tsx`). A document's own
 * text is not released, only what was read of it; so the neighbours are those cells and sentences that hold figures too.
 */
import type { FigureRow } from "../shapes";
import { byPlace, placeOf } from "./locator";

/** A text cut into pieces: what the value is, the quote around it, and the rest. */
export interface Piece {
  text: string;
  kind: "plain" | "quote" | "value";
}

export interface Cell {
  figureId: string;
  pieces: Piece[];
}

export interface TableRow {
  head: string;
  isOwn: boolean;
  cells: (Cell | null)[];
}

export type Passage =
  | { form: "table"; columns: FigureRow[]; rows: TableRow[]; ownColumn: number }
  | { form: "sentence"; before: FigureRow[]; own: Piece[]; after: FigureRow[] };

const ROWS_BESIDE = 2;
const COLUMNS_BESIDE = 3;
const SENTENCES_BESIDE = 2;

export function passageOf(figure: FigureRow, figures: FigureRow[]): Passage {
  const { table, row } = placeOf(figure.locator);
  return table !== undefined && row !== undefined ? tablePassage(figure, figures) : sentencePassage(figure, figures);
}

/** The quote with the value in it, and the sentence around it where the figure was read from prose. */
export function piecesOf(figure: FigureRow): Piece[] {
  const quote = figure.quote ?? figure.value_raw ?? "";
  const inQuote = cut(quote, figure.value_span, "value", "quote");
  if (!figure.sentence || !figure.quote_span) return inQuote;
  const [start, end] = figure.quote_span;
  return [piece(figure.sentence.slice(0, start), "plain"), ...inQuote, piece(figure.sentence.slice(end), "plain")].filter((one) => one.text !== "");
}

function cut(text: string, span: [number, number] | null, inside: Piece["kind"], outside: Piece["kind"]): Piece[] {
  if (!span) return [piece(text, inside)];
  const [start, end] = span;
  return [piece(text.slice(0, start), outside), piece(text.slice(start, end), inside), piece(text.slice(end), outside)].filter((one) => one.text !== "");
}

function piece(text: string, kind: Piece["kind"]): Piece {
  return { text, kind };
}

function sentencePassage(figure: FigureRow, figures: FigureRow[]): Passage {
  const told = new Map<string, FigureRow>();
  for (const one of [...figures].sort((a, b) => byPlace(a.locator, b.locator))) {
    const text = one.sentence ?? one.quote ?? "";
    if (placeOf(one.locator).table === undefined && !told.has(text)) told.set(text, one);
  }
  const all = [...told.values()];
  const at = all.findIndex((one) => (one.sentence ?? one.quote) === (figure.sentence ?? figure.quote));
  return {
    form: "sentence",
    before: at < 0 ? [] : all.slice(Math.max(0, at - SENTENCES_BESIDE), at),
    own: piecesOf(figure),
    after: at < 0 ? [] : all.slice(at + 1, at + 1 + SENTENCES_BESIDE),
  };
}

function tablePassage(figure: FigureRow, figures: FigureRow[]): Passage {
  const own = placeOf(figure.locator);
  const held = figures.map((one) => ({ one, place: placeOf(one.locator) })).filter(({ place }) => place.table === own.table && place.row !== undefined);
  const rowNumbers = beside([...new Set(held.map(({ place }) => place.row!))], own.row!, ROWS_BESIDE);
  const near = held.filter(({ place }) => rowNumbers.includes(place.row!));
  const colNumbers = beside([...new Set(near.map(({ place }) => place.col ?? 0))], own.col ?? 0, COLUMNS_BESIDE);
  const at = (row: number, col: number) => {
    const found = near.filter(({ place }) => place.row === row && (place.col ?? 0) === col).map(({ one }) => one);
    return found.find((one) => one.figure_id === figure.figure_id) ?? found[0];
  };
  const inColumn = (col: number) => near.find(({ place }) => (place.col ?? 0) === col && place.row === own.row)?.one ?? near.find(({ place }) => (place.col ?? 0) === col)!.one;
  const names = new Set(near.map(({ one }) => one.unit_name_raw));
  return {
    form: "table",
    columns: colNumbers.map((col) => (col === (own.col ?? 0) ? figure : inColumn(col))),
    ownColumn: colNumbers.indexOf(own.col ?? 0),
    rows: rowNumbers.map((row) => {
      const first = near.find(({ place }) => place.row === row)!.one;
      return {
        head: (names.size > 1 ? first.unit_name_raw : (first.domain_label ?? first.unit_name_raw)) ?? "",
        isOwn: row === own.row,
        cells: colNumbers.map((col) => {
          const found = at(row, col);
          return found ? { figureId: found.figure_id, pieces: piecesOf({ ...found, sentence: null }) } : null;
        }),
      };
    }),
  };
}

/** The number itself and up to `most` of those before and after it. */
function beside(numbers: number[], own: number, most: number): number[] {
  const sorted = numbers.sort((a, b) => a - b);
  const at = sorted.indexOf(own);
  return sorted.slice(Math.max(0, at - most), at + most + 1);
}
