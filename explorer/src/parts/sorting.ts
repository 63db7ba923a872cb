/** Columns of a table, and its rows in the order asked for. Belongs here: pure sorting. Does not belong here: drawing. */
import type { ComponentChildren } from "preact";
import type { CellValue } from "./csv";

export interface Column<Row> {
  key: string;
  label: string;
  /** Numbers stand right and sort from the top down first. */
  kind?: "text" | "number";
  /** Which way the first press sorts; for numbers that count down from 1, such as ranks, give "ascending". */
  firstSort?: "ascending" | "descending";
  /** What the column is sorted by and what CSV gets. */
  value: (row: Row) => CellValue;
  /** What the reader sees, where it is more than the value. */
  cell?: (row: Row) => ComponentChildren;
  /** What the column means, shown on its head. */
  hint?: string;
}

/** Rows in the order asked for; what is not held comes last either way; equal rows keep their order. */
export function sortedRows<Row>(rows: Row[], columns: Column<Row>[], sort: string): Row[] {
  const column = columns.find((one) => one.key === sort.replace(/^-/, ""));
  if (!column) return rows;
  const direction = sort.startsWith("-") ? -1 : 1;
  const values = new Map(rows.map((row) => [row, column.value(row)]));
  return [...rows].sort((a, b) => {
    const [one, other] = [values.get(a), values.get(b)];
    if (isMissing(one) || isMissing(other)) return Number(isMissing(one)) - Number(isMissing(other));
    return direction * compared(one!, other!);
  });
}

const VIETNAMESE = new Intl.Collator("vi");

function isMissing(value: CellValue): boolean {
  return value === null || value === undefined || value === "";
}

function compared(a: NonNullable<CellValue>, b: NonNullable<CellValue>): number {
  return typeof a === "string" || typeof b === "string" ? VIETNAMESE.compare(String(a), String(b)) : Number(a) - Number(b);
}
