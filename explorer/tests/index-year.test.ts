// @vitest-environment jsdom
import { expect, test } from "vitest";
import { isOneScale, viewOf, type UnpackedYear } from "../src/index-year/rows";
import { pageOf } from "../src/pages";
import type { DomainRow, FieldRow, IndexScoreRow, Packed } from "../src/shapes";

function scored(unit: string, score: number, measure: string, most: number | null, domainKey = "PAR_INDEX/2023/3"): IndexScoreRow {
  return { unit_key: unit, level: "province", domain_key: domainKey, domain_code: "3", score, unit_of_measure: measure, max_score: most } as IndexScoreRow;
}

function field(measure: string, units: number, domainKey = "PAR_INDEX/2023/3"): FieldRow {
  return { domain_key: domainKey, level: "province", unit_of_measure: measure, units, median_score: 1, best_score: 2, best_unit_name: "A" } as FieldRow;
}

function packed<Row extends object>(rows: Row[]): Packed<Row> {
  return { columns: Object.keys(rows[0]!) as (keyof Row & string)[], rows: rows.map(Object.values) };
}

function year(scores: IndexScoreRow[], fields: FieldRow[]): UnpackedYear {
  return { scores: packed(scores), fields, domains: [{ domain_key: "PAR_INDEX/2023/3", domain_code: "3" } as DomainRow], absent: [], frameworks: [] };
}

test("percent and points of a domain are not held against each other; both fields are told, the larger first", () => {
  const view = viewOf(year([scored("a", 99.93, "percent", null), scored("b", 12.38, "points", null)], [field("percent", 2), field("points", 7)]), "province", { domain: "3" });
  expect(view.isOneScale).toBe(false);
  expect(view.fields.map((one) => [one.unit_of_measure, one.units])).toEqual([["points", 7], ["percent", 2]]);
});

test("percent and points of 100 are one scale", () => {
  expect(isOneScale([scored("a", 91.8, "points", 100), scored("b", 88.44, "percent", null)])).toBe(true);
  expect(isOneScale([scored("a", 7, "points", 10), scored("b", 3, "points", null)])).toBe(true);
});

test("scores of several provinces' own schemes have no median of their own", () => {
  const other = "PAR_INDEX_DEPARTMENT@hue/2023/3";
  const view = viewOf(year([scored("a", 90, "points", 100), scored("b", 80, "points", 100, other)], [field("points", 1), field("points", 1, other)]), "province", { domain: "3" });
  expect(view.fields).toEqual([]);
  expect(view.isOneScale).toBe(false);
});

test("an address that names what every object has leads to no page", () => {
  expect(["constructor", "__proto__", "toString", "nothing"].map(pageOf)).toEqual([undefined, undefined, undefined, undefined]);
  expect(pageOf("sql")).toBeTypeOf("function");
});
