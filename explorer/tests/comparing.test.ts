import { expect, test } from "vitest";
import { beside, inOrder } from "../src/comparing/beside";
import { shareOf } from "../src/comparing/scales";
import { unitPath } from "../src/file-names";
import type { DomainRow, FieldRow, IndexScoreRow, UnitRow } from "../src/shapes";

const domain = (code: string, order: number, other: Partial<DomainRow> = {}) =>
  ({ domain_key: `P/${code}`, domain_code: code, scope: "", is_total: code === "_total", sort_order: order, parent_domain_key: code === "_total" ? null : "P/_total", min_score: 1, max_score: 10, ...other }) as DomainRow;
const score = (unit: string, code: string, value: number | null, other: Partial<IndexScoreRow> = {}) =>
  ({ unit_key: unit, unit_name: unit, level: unit.split("/")[0], domain_key: `P/${code}`, domain_code: code, score: value, unit_of_measure: "points", max_score: null, rank_evidence_class: null, rank_published: null, rank_inferred: null, rank_computed: 3, ...other }) as IndexScoreRow;

const A = "province/a/63-2008";
const B = "province/b/63-2008";
const rows = {
  domains: [domain("2", 2), domain("_total", 0), domain("1", 1), domain("1.1", 1, { parent_domain_key: "P/1" })],
  scores: [score(A, "_total", 8), score(A, "1", 5.3), score(B, "_total", 7), score(B, "1", 5.1), score(B, "1.1", 2), score("ministry/m/x", "_total", 9)],
  fields: [{ domain_key: "P/1", level: "province", unit_of_measure: "points", median_score: 5, best_score: 6, best_unit_name: "C", units: 63 } as FieldRow],
  absent: [{ unit_key: "province/c/63-2008", unit_name: "C", level: "province", status: "unknown", reason_vi: "chưa thấy", reason_en: "not found" }],
};
const known = (path: string) => ({ unit_path: path }) as UnitRow;
const compared = (paths: string[]) => beside(rows, paths, unitPath, known);

test("differences are against the first unit and the median", () => {
  const found = compared(["province/a", "province/b"]);
  expect(found.domains.map((row) => [row.domain.domain_code, row.depth])).toEqual([["_total", 0], ["1", 1], ["1.1", 2]]);
  expect(found.domains[1]!.cells.map((cell) => [cell?.toFirst, cell?.toMedian])).toEqual([[0, 0.3], [-0.2, 0.1]]);
  expect(found.domains[2]!.cells.map((cell) => cell?.toFirst ?? null)).toEqual([null, null]);
});

test("what does not compare is refused, with why", () => {
  const found = compared(["province/a", "ministry/m", "province/c", "province/z"]);
  expect(found.units.map((unit) => unit.path)).toEqual(["province/a"]);
  expect(found.refused.map((one) => [one.path, one.why, one.reasonEn])).toEqual([
    ["ministry/m", "other_level", null],
    ["province/c", "not_held", "not found"],
    ["province/z", "not_of_year", null],
  ]);
});

test("percent and points are not subtracted, and the median is of the first unit's measure; a claimed rank is told as such", () => {
  const mixed = {
    ...rows,
    scores: [score(A, "1", 99, { unit_of_measure: "percent", rank_published: 2, rank_evidence_class: "claim" }), score(B, "1", 12)],
    fields: [...rows.fields, { ...rows.fields[0]!, unit_of_measure: "percent", median_score: 90, units: 2 }],
  };
  const [one] = beside(mixed, ["province/a", "province/b"], unitPath, known).domains;
  expect(one!.cells.map((cell) => [cell?.toFirst, cell?.toMedian, cell?.isClaimedRank])).toEqual([[0, 9, true], [null, null, false]]);
  expect([one!.median, one!.unit]).toEqual([90, "percent"]);
});

test("units of two provinces' own schemes do not compare", () => {
  const own = {
    domains: [domain("_total", 0, { domain_key: "D@x/_total", scope: "x" }), domain("_total", 0, { domain_key: "D@y/_total", scope: "y" })],
    scores: [score("department/x/s/63", "_total", 1, { domain_key: "D@x/_total" }), score("department/y/s/63", "_total", 2, { domain_key: "D@y/_total" })],
    fields: [], absent: [],
  };
  const found = beside(own, ["department/x/s", "department/y/s"], unitPath, known);
  expect(found.refused.map((one) => one.why)).toEqual(["other_scheme"]);
  expect(found.domains).toHaveLength(1);
});

test("shares go from the lowest of the scale to the highest", () => {
  expect(shareOf(1, "points", 1, 10)).toBe(0);
  expect(shareOf(5.5, "points", 1, 10)).toBe(0.5);
  expect(shareOf(5, "points", null, 10)).toBe(0.5);
  expect(shareOf(5, "points", null, null)).toBeNull();
  expect(shareOf(null, "points", 1, 10)).toBeNull();
  expect(shareOf(99, "percent", null, 13)).toBe(0.99);
});

test("domains stand in the order of their framework, parts below their whole", () => {
  expect(inOrder([domain("10", 3), domain("9", 3), ...rows.domains]).map((one) => one.domain_code)).toEqual(["_total", "1", "1.1", "2", "9", "10"]);
});
