// @vitest-environment jsdom
import { expect, test } from "vitest";
import { column, unpacked } from "../src/release";
import type { Series34Row, SeriesRow, UnitRow } from "../src/shapes";
import { rankTicks, yearTicks } from "../src/trajectories/drawing";
import { fieldOf, lineOf, lineOf34, sharedBreaks, spread } from "../src/trajectories/lines";

function row(year: number, score: number | null, other: Partial<SeriesRow> = {}): SeriesRow {
  return {
    unit_path: "province/a", unit_key: "province/a/63-2008", year, domain_code: "_total", unit_of_measure: "points", score, low: null, high: null, max_score: 80,
    rank_published: null, rank_inferred: null, rank_computed: null, rank_of: null, status: "A", is_series_break: false,
    comparable_with_previous: true, comparability_reason: null, evidence_class: "workbook", rank_evidence_class: null, figure_id: null, score_key: `X/${year}`, ...other,
  };
}

const years = (line: { segments: { year: number }[][] }) => line.segments.map((run) => run.map((point) => point.year));

test("a line joins only years that follow each other and compare", () => {
  const rows = [row(2011, 1), row(2012, 2), row(2014, 3), row(2015, 4, { is_series_break: true, comparability_reason: "new scale · thang mới" }), row(2016, 5)];
  const line = lineOf(rows, "province/a", "_total", "score", []);
  expect(years(line)).toEqual([[2011, 2012], [2014], [2015, 2016]]);
  expect(line.breaks).toEqual([{ year: 2015, kind: "series", reasonVi: "thang mới", reasonEn: "new scale" }]);
});

test("a year of which only an interval is known cuts the line and keeps the interval", () => {
  const line = lineOf([row(2011, 1), row(2012, null, { low: 1, high: 3, status: "bounded" }), row(2013, 2)], "province/a", "_total", "score", []);
  expect(years(line)).toEqual([[2011], [2013]]);
  expect(line.points[1]).toMatchObject({ value: null, low: 1, high: 3 });
});

test("a merged unit does not continue the line of the unit whose name it has", () => {
  const units = ["province/a/63-2008", "province/b/63-2008"].map((unit_key) => ({ unit_key, successor_unit_key: "province/a/34-2025" }) as UnitRow);
  const after = row(2012, 2, { unit_key: "province/a/34-2025" });
  expect(years(lineOf([row(2011, 1), after], "province/a", "_total", "score", units))).toEqual([[2011], [2012]]);
  expect(years(lineOf([row(2011, 1), after], "province/a", "_total", "score", units.slice(1)))).toEqual([[2011, 2012]]);
});

test("what others tell, and ranks computed here, are told apart from the publisher's print", () => {
  const rows = [
    row(2011, 1, { rank_published: 3, rank_evidence_class: "official" }),
    row(2012, 2, { rank_published: 4, rank_evidence_class: "claim" }),
    row(2013, 3, { rank_computed: 5 }),
  ];
  const line = lineOf(rows, "province/a", "_total", "rank", []);
  expect(line.points.map((point) => [point.value, point.origin])).toEqual([[3, "published"], [4, "claimed"], [5, "computed"]]);
});

test("on 34 provinces the mean is the line, the old units are the interval, and ranks are never means", () => {
  const base = { unit_path: "province/a", unit_key: "province/a/34-2025", year: 2011, domain_code: "_total", unit_of_measure: "points", max_score: 80, status: "E", is_series_break: false, evidence_class: "workbook", constituents_expected: 2, constituents_scored: 2 };
  const rows: Series34Row[] = [
    { ...base, method: "range", score: null, low: 30, high: 40, rank_computed: null },
    { ...base, method: "simple_mean", score: 35, low: null, high: null, rank_computed: 7 },
  ];
  expect(lineOf34(rows, "province/a", "_total", "score", []).points).toMatchObject([{ value: 35, low: 30, high: 40, method: "simple_mean", origin: "computed" }]);
  expect(lineOf34(rows, "province/a", "_total", "rank", []).points).toMatchObject([{ value: 7, low: null }]);
  const cut = [{ index_code: "X", scope: "", year: 2011, domain_code: "_total", reason_vi: "mới", reason_en: "new" }];
  expect(lineOf34(rows, "province/a", "_total", "score", cut).breaks[0]?.reasonVi).toBe("mới");
});

test("the field of a year counts only where nearly all units are held, and is cut where values cease to compare", () => {
  const rows = [1, 2, 9].flatMap((score, at) => [row(2011, score, { unit_path: `province/${at}` }), row(2012, score, { unit_path: `province/${at}`, is_series_break: true })]);
  const field = fieldOf([...rows, row(2013, 5), row(2011, 100, { unit_path: "national/x" })], "_total", "province", (_, units) => units >= 3);
  expect(field.map(({ year, low, middle, high, cut }) => [year, low, middle, high, cut !== null])).toEqual([[2011, 1, 2, 9, false], [2012, 1, 2, 9, true]]);
  expect(sharedBreaks([], field).map((one) => one.year)).toEqual([2012]);
});

test("a score of another scale is told and not drawn; percent and points of 100 are one scale", () => {
  const rows = [row(2011, 12), row(2012, 99, { unit_of_measure: "percent" }), row(2013, 11)];
  const line = lineOf(rows, "province/a", "_total", "score", []);
  expect(line.points.map((point) => [point.value, point.score, point.isOffScale])).toEqual([[12, 12, false], [null, 99, true], [11, 11, false]]);
  const hundred = rows.map((one) => ({ ...one, max_score: 100 }));
  expect(lineOf(hundred, "province/a", "_total", "score", []).points.every((point) => !point.isOffScale)).toBe(true);
  expect(fieldOf(rows, "_total", "province", () => true).map((one) => one.year)).toEqual([2011, 2013]);
});

test("labels are pushed apart, in order and within the frame", () => {
  expect(spread([5, 5, 5], 2, 0, 10)).toEqual([5, 7, 9]);
  expect(spread([9, 10, 10], 2, 0, 10)).toEqual([6, 8, 10]);
  expect(spread([], 2, 0, 10)).toEqual([]);
});

test("ticks: years from the last back, ranks from 1", () => {
  expect(yearTicks(2011, 2024, 5)).toEqual([2012, 2015, 2018, 2021, 2024]);
  expect(rankTicks(63)).toEqual([1, 10, 20, 30, 40, 50, 60]);
});

test("tables are unpacked: what is told once stands in every row, numbers become their words", () => {
  const table = { columns: ["status", "value"], same: { index_code: "PAPI" }, words: { status: ["A", "B"] }, rows: [[1, 5], [null, 6], [0, null]] };
  expect(unpacked(table as never)).toEqual([
    { index_code: "PAPI", status: "B", value: 5 },
    { index_code: "PAPI", status: null, value: 6 },
    { index_code: "PAPI", status: "A", value: null },
  ]);
  const keys = { columns: ["key"], front: ["key"], rows: [["00papi/a.1"], [null], ["072"], ["05b"]] };
  expect(unpacked<{ key: string }>(keys as never).map((row) => row.key)).toEqual(["papi/a.1", null, "papi/a.2", "papi/b"]);
  expect(unpacked<{ key: string }>(keys as never, (at) => at > 1)).toEqual([{ key: "papi/a.2" }, { key: "papi/b" }]);
  expect([column(table as never, "index_code" as never), column(table as never, "status" as never)]).toEqual([["PAPI", "PAPI", "PAPI"], ["B", null, "A"]]);
});
