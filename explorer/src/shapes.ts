/** The shapes of the explorer's data files, the contract with `publishing/explorer`.
 *
 * Belongs here: types only. Field names are the columns of the marts (see the release's dictionary), so that a reader
 * of one can read the other. Tables come packed: columns once, then rows; `unpacked` in `release.ts` makes objects.
 */

export interface Packed<Row> {
  columns: (keyof Row & string)[];
  rows: unknown[][];
}

export interface ReleaseInfo {
  version: string;
  built_from: string;
  figures: number;
  facts: number;
  discrepancies: number;
  documents: number;
  citation: string;
}

export interface IndexRow {
  index_code: string;
  name_vi: string;
  name_en: string;
  publisher_vi: string | null;
  publisher_en: string | null;
  level: string;
  unit_of_measure: string | null;
  total_min: number | null;
  total_max: number | null;
}

export interface UnitRow {
  unit_key: string;
  level: string;
  code: string | null;
  name_vi: string;
  name_en: string | null;
  name_ascii: string;
  region_vi: string | null;
  region_en: string | null;
  geography: string | null;
  valid_from: string | null;
  valid_to: string | null;
  successor_unit_key: string | null;
}

/** One row an index-year: `mart_coverage`. */
export interface IndexYearRow {
  index_code: string;
  year: number;
  level: string;
  geography: string | null;
  units_expected: number | null;
  units_scored: number;
  units_ranked: number;
  status: string;
  best_evidence: string | null;
  reason: string | null;
}

/** `core`: loaded by every page, so kept small. */
export interface Core {
  release: ReleaseInfo;
  indices: Packed<IndexRow>;
  units: Packed<UnitRow>;
  index_years: Packed<IndexYearRow>;
}
