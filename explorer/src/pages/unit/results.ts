/** The unit's own results, as its targets are held against them. */
import type { ResultKnown } from "../../reckoning/targets";
import { placeOfRow, type UnitData } from "../../reckoning/unit-view";

export function resultsOf(data: UnitData): ResultKnown[] {
  return data.scores.map((row) => ({
    index_code: row.index_code,
    year: row.year,
    domain_code: row.domain_code,
    score: row.score,
    place: placeOfRow(row)?.place ?? null,
    unit_of_measure: row.unit_of_measure,
  }));
}

/** The indices that the targets of a document name. */
export function indexCodesOf(data: UnitData, documentId: string): string[] {
  return [...new Set(data.targets.flatMap((target) => (target.document_id === documentId && target.index_code ? [target.index_code] : [])))];
}
