/** The records of a document in one form, in the order of their places: tasks, targets, deductions, duties, anomalies.
 *
 * Belongs here: what each says and which words of its quote said it. Does not belong here: showing them.
 */
import { unpacked } from "../release";
import type { AnomalyRow, DeductionRow, DocumentFile, DutyRow, TargetRow, TaskRow } from "../shapes";
import { byPlace } from "./locator";
import type { Piece } from "./passage";

export type ReadRecord =
  | { kind: "tasks"; id: string; row: TaskRow }
  | { kind: "targets"; id: string; row: TargetRow }
  | { kind: "deductions"; id: string; row: DeductionRow }
  | { kind: "duties"; id: string; row: DutyRow }
  | { kind: "anomalies"; id: string; row: AnomalyRow };

export type RecordKind = ReadRecord["kind"];

export function recordsOf(parts: DocumentFile[]): ReadRecord[] {
  const all = parts.flatMap((file): ReadRecord[] => [
    ...unpacked(file.tasks).map((row) => ({ kind: "tasks" as const, id: row.task_id, row })),
    ...unpacked(file.targets).map((row) => ({ kind: "targets" as const, id: row.target_id, row })),
    ...unpacked(file.deductions).map((row) => ({ kind: "deductions" as const, id: row.deduction_id, row })),
    ...unpacked(file.duties).map((row) => ({ kind: "duties" as const, id: row.reporting_duty_id, row })),
    ...unpacked(file.anomalies).map((row) => ({ kind: "anomalies" as const, id: row.anomaly_id, row })),
  ]);
  return all.sort((a, b) => byPlace(a.row.locator, b.row.locator));
}

/** The quote, with the words marked from which the record's parts were read. */
export function markedQuote(record: ReadRecord): Piece[] {
  return marked(record.row.quote ?? "", wordsRead(record));
}

/** Everything a reader may filter a record by. */
export function recordText(record: ReadRecord): string {
  return Object.values(record.row).filter((value) => value !== null).join(" ");
}

function wordsRead(record: ReadRecord): (string | null)[] {
  switch (record.kind) {
    case "tasks":
      return [record.row.deadline_raw, ...record.row.lead_units, ...record.row.coordinating_units];
    case "targets":
      return [record.row.value_raw, record.row.deadline_raw];
    case "deductions":
      return record.row.lost_points === null ? [] : [String(record.row.lost_points).replace(".", ","), String(record.row.lost_points)];
    case "duties":
      return [record.row.due_raw, ...record.row.units, ...record.row.recipients];
    case "anomalies":
      return [record.row.found];
  }
}

/** A text with the first place of each of the words marked; places that overlap count once, the longer word first. */
export function marked(text: string, words: (string | null)[]): Piece[] {
  const spans: [number, number][] = [];
  for (const word of [...new Set(words)].filter((one): one is string => Boolean(one)).sort((a, b) => b.length - a.length)) {
    const start = text.indexOf(word);
    const end = start + word.length;
    if (start >= 0 && !spans.some(([from, to]) => start < to && end > from)) spans.push([start, end]);
  }
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of spans.sort(([a], [b]) => a - b)) {
    pieces.push({ text: text.slice(at, start), kind: "plain" }, { text: text.slice(start, end), kind: "value" });
    at = end;
  }
  return [...pieces, { text: text.slice(at), kind: "plain" as const }].filter((piece) => piece.text !== "");
}
