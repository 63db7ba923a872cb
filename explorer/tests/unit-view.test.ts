// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { gainsOf, stateOf } from "../src/reckoning/gains";
import { knownOf, subjectOf } from "../src/reckoning/known";
import { modelOf } from "../src/reckoning/model";
import { MOST_ROWS, rowsLeft } from "../src/reckoning/paper";
import { shortened } from "../src/reckoning/shortened";
import { choicesOf, chosenOf, glanceOf, indexYearOf, ownBestOf, placeOfRow, reckonableOf, unitDataOf, type UnitData } from "../src/reckoning/unit-view";
import { filled } from "../src/words/unit";
import type { GapRow, IndexYear, Packed, ScoreRow, UnitFile, UnitScoreRow } from "../src/shapes";

function packed<Row extends object>(rows: Row[]): Packed<Row> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Row & string)[];
  return { columns, rows: rows.map((row) => columns.map((column) => row[column])) };
}

const UNIT_KEY = "province/quang-ngai/63-2008";

function score(index_code: string, year: number, domain_code: string, change: Partial<UnitScoreRow> = {}): UnitScoreRow {
  const domain_key = `${index_code}/${year}/${domain_code}`;
  return {
    score_key: `${index_code}/${year}/${UNIT_KEY}/${domain_code}`, unit_key: UNIT_KEY, unit_name: "Quảng Ngãi", level: "province", domain_key, domain_code,
    score: 5, max_score: 10, unit_of_measure: "points", rank_published: null, rank_inferred: null, rank_of: null, rank_computed: null,
    status: "A", is_series_break: false, comparable_with_previous: true, comparability_reason: null, evidence: "workbook", evidence_class: "workbook",
    rank_evidence_class: null, figure_id: null, rank_figure_id: null, max_figure_id: null, bound_key: null, low: null, high: null, sources_agree: null,
    sources_differ: null, largest_difference: null, rank_sources_agree: null, rank_sources_differ: null, contradictions: null,
    index_code, year, geography: "63-2008", domain_name_vi: null, domain_name_en: null, ...change,
  };
}

function gap(row: UnitScoreRow, change: Partial<GapRow> = {}): GapRow {
  return {
    score_key: row.score_key, index_code: row.index_code, year: row.year, domain_code: row.domain_code, change: null, units: 63, best_score: 8, best_unit_name: "B",
    best_score_key: "b", gap_to_best: 3, median_score: 5, greatest_rise: null, most_risen_unit_name: null, most_risen_score_key: null, weight_in_total: 1, ...change,
  };
}

function dataOf(scores: UnitScoreRow[], gaps: GapRow[] = []): UnitData {
  const none = packed<never>([]);
  const file = { unit_path: "province/quang-ngai", periods: none, events: none, scores: packed(scores), gaps: packed(gaps), bounds: none, absent: none, claims: none, discrepancies: none, targets: none, deductions: none, documents: none };
  return unitDataOf(file as unknown as UnitFile);
}

const SCORES = [
  score("PGI", 2024, "1"), score("PGI", 2024, "2"),
  score("PAPI", 2024, "_total", { score: 40, max_score: 80 }), score("PAPI", 2024, "1"), score("PAPI", 2024, "2"), score("PAPI", 2024, "10"), score("PAPI", 2024, "1.1"),
  score("PAPI", 2023, "_total", { score: 38, max_score: 80, is_series_break: true, comparable_with_previous: false }), score("PAPI", 2023, "1", { score: 7 }),
  score("PAPI", 2022, "1", { score: 9 }),
  score("PAR_INDEX", 2025, "_total", { score: null, rank_published: 43, rank_of: 63 }),
];

describe("what a unit's page opens at", () => {
  it("is the newest index-year with the most domains, else what the address asks for", () => {
    const data = dataOf(SCORES);
    expect(chosenOf(data, ["PAPI", "PGI"])).toEqual({ indexCode: "PAPI", year: 2024 });
    expect(chosenOf(data, ["PAPI"], "PAPI", "2023")).toEqual({ indexCode: "PAPI", year: 2023 });
    expect(chosenOf(data, ["PAPI"], "PAPI", "1999")).toEqual({ indexCode: "PAPI", year: 2024 });
    expect(chosenOf(data, ["PAPI"], "PAR_INDEX")).toEqual({ indexCode: "PAR_INDEX", year: 2025 });
    expect(chosenOf(data, [], "NONE")).toEqual({ indexCode: "PAPI", year: 2024 });
  });

  it("is the newest rank where nothing but ranks is held, and nothing where nothing is held", () => {
    expect(chosenOf(dataOf(SCORES.slice(-1)), [])).toEqual({ indexCode: "PAR_INDEX", year: 2025 });
    expect(chosenOf(dataOf([]), [])).toBeNull();
    expect(choicesOf(dataOf([score("DTI", 2020, "_total", { score: null })]), [])).toEqual([]);
  });

  it("puts the indices that officers ask for first", () => {
    expect(choicesOf(dataOf(SCORES), ["PAPI", "PAR_INDEX", "PGI"]).map((choice) => choice.indexCode)).toEqual(["PAR_INDEX", "PAPI", "PGI"]);
  });
});

describe("an index-year", () => {
  const cut = score("PAPI", 2024, "assessed");
  const data = dataOf([...SCORES, cut], [gap(SCORES[3]!, { gap_to_best: 1 }), gap(SCORES[4]!, { gap_to_best: 2 })]);

  it("tells the domains by what weighs most, with their parts; other cuts of the total stand apart", () => {
    const view = indexYearOf(data, { indexCode: "PAPI", year: 2024 }, "gap");
    expect(view.domains.map((line) => line.score.domain_code)).toEqual(["2", "1", "10"]);
    expect(view.domains[1]!.parts.map((part) => part.score.domain_code)).toEqual(["1.1"]);
    expect(view.otherCuts.map((line) => line.score.domain_code)).toEqual(["assessed"]);
    expect(view.total!.score.score).toBe(40);
  });

  it("takes cuts for domains where a publisher prints nothing else", () => {
    const ministry = indexYearOf(dataOf([score("X", 2023, "assessed"), score("X", 2023, "survey")]), { indexCode: "X", year: 2023 }, "gap");
    expect(ministry.domains.map((line) => line.score.domain_code)).toEqual(["assessed", "survey"]);
    expect(ministry.otherCuts).toEqual([]);
  });

  it("tells a place as published before one that follows", () => {
    expect(placeOfRow(score("X", 1, "_total", { rank_published: 3, rank_computed: 4 }))).toEqual({ place: 3, kind: "published" });
    expect(placeOfRow(score("X", 1, "_total", { rank_inferred: 5, rank_computed: 4 }))).toEqual({ place: 5, kind: "inferred" });
    expect(placeOfRow(score("X", 1, "_total"))).toBeNull();
  });

  it("seeks the own best among years that compare only", () => {
    expect(ownBestOf(data, { indexCode: "PAPI", year: 2024 })["1"]).toBe(9);
    const broken = SCORES.map((row) => (row.year === 2023 && row.domain_code === "1" ? { ...row, is_series_break: true, comparable_with_previous: false } : row));
    expect(ownBestOf(dataOf(broken), { indexCode: "PAPI", year: 2024 })["1"]).toBe(7);
  });

  it("knows where a what-if can be reckoned", () => {
    const total = gap(SCORES[2]!, { rank_worth: 2 });
    const weighed = gap(SCORES[3]!, { weight_in_total: 8 });
    expect(reckonableOf(dataOf(SCORES, [total, weighed]))).toEqual([{ indexCode: "PAPI", year: 2024 }]);
    // The parts make 5 instead of 40.
    expect(reckonableOf(dataOf(SCORES, [total, gap(SCORES[3]!)]))).toEqual([]);
    expect(reckonableOf(dataOf(SCORES, [{ ...total, rank_worth: null }, weighed]))).toEqual([]);
    expect(reckonableOf(dataOf(SCORES, [total, gap(SCORES[3]!, { weight_in_total: null })]))).toEqual([]);
  });

  it("shows each index once, newest first held, its line cut at breaks", () => {
    const papi = glanceOf(data, ["PAPI"]).find((row) => row.indexCode === "PAPI")!;
    expect(papi.latest.year).toBe(2024);
    expect(papi.points.map((point) => [point.year, point.isBreak])).toEqual([[2023, true], [2024, false]]);
  });
});

describe("the model of an index-year's file", () => {
  const domain = (domain_code: string, parent: string | null, weight_in_total: number | null) => ({
    index_code: "PAPI", scope: "", framework_key: "PAPI/2021", domain_code, is_total: domain_code === "_total", sort_order: 1, name_vi: domain_code, name_en: null, max_score: 10, min_score: 1,
    weight: null, conformed_code: null, domain_key: `PAPI/2024/${domain_code}`, year: 2024, parent_domain_key: parent, conformed_match: null, weight_in_total,
  });
  const rival = (name: string, value: number, change: Partial<ScoreRow> = {}) => ({ ...score("PAPI", 2024, "_total", { score: value, unit_key: `province/${name}/63-2008`, unit_name: name }), ...change });
  const file = (scores: UnitScoreRow[], is_whole = true) =>
    ({ index_code: "PAPI", year: 2024, domains: packed([domain("_total", null, null), domain("1", "PAPI/2024/_total", 1), domain("1.1", "PAPI/2024/1", 1)]), scores: packed(scores), coverage: packed([{ level: "province", is_whole }]) }) as unknown as IndexYear;
  const own = [score("PAPI", 2024, "_total", { score: 5, max_score: 10 }), score("PAPI", 2024, "1"), score("PAPI", 2024, "1.1", { score: 2 })];

  it("holds the rivals of the same level and measure, and the parts of the total alone", () => {
    const known = knownOf(file([...own, rival("a", 6), rival("b", 60, { unit_of_measure: "percent" }), rival("c", 9, { level: "ministry" })]), UNIT_KEY)!;
    const made = modelOf(known, UNIT_KEY);
    expect("model" in made && made.model.rivals.map((one) => one.name)).toEqual(["a"]);
    expect("model" in made && made.model.domains.map((one) => one.code)).toEqual(["1"]);
  });

  it("refuses where the warehouse does not hold all totals", () => {
    expect(modelOf(knownOf(file(own, false), UNIT_KEY)!, UNIT_KEY)).toEqual({ refusal: "totals_incomplete" });
    expect(knownOf(file(own), "province/nowhere/63-2008")).toBeNull();
  });

  it("writes gains into an address and reads them back within their room", () => {
    const made = modelOf(knownOf(file(own), UNIT_KEY)!, UNIT_KEY);
    if (!("model" in made)) throw new Error("refused");
    expect(stateOf({ "1": 0.5 }, made.model)).toEqual({ d1: "0.5" });
    expect(stateOf({}, made.model)).toEqual({ d1: "" });
    expect(gainsOf({ d1: "99", d7: "1" }, made.model)).toEqual({ "1": 5 });
    expect(gainsOf({ d1: "<script>" }, made.model)).toEqual({});
  });

  it("knows a domain's subject by the framework in force", () => {
    const frameworks = [{ framework_key: "PAPI/2018", index_code: "PAPI", valid_from_year: 2018, valid_to_year: 2020 }, { framework_key: "PAPI/2021", index_code: "PAPI", valid_from_year: 2021, valid_to_year: null }];
    const domains = [{ index_code: "PAPI", framework_key: "PAPI/2018", domain_code: "4", conformed_code: "OLD" }, { index_code: "PAPI", framework_key: "PAPI/2021", domain_code: "4", conformed_code: "NEW" }];
    const schemes = { frameworks, domains } as unknown as Parameters<typeof subjectOf>[0];
    expect(subjectOf(schemes, "PAPI", 2024, "4")).toBe("NEW");
    expect(subjectOf(schemes, "PAPI", 2019, "4")).toBe("OLD");
    expect(subjectOf(schemes, "PCI", 2024, "4")).toBeNull();
  });
});

describe("the page of paper", () => {
  it("gives fewer rows to the tables the more the domains and texts take, never less than none", () => {
    const names = Array.from({ length: 8 }, () => "Kiểm soát tham nhũng trong khu vực công");
    const texts = Array.from({ length: 9 }, () => "x".repeat(200));
    expect(rowsLeft([], [])).toBe(MOST_ROWS);
    expect(rowsLeft(names, texts)).toBeLessThan(rowsLeft(names, texts.slice(0, 3)));
    expect(rowsLeft(Array.from({ length: 12 }, () => names[0]!.repeat(3)), texts)).toBe(0);
  });

  it("cuts a text at a word and says that it did", () => {
    expect(shortened("Niêm yết công khai", 40)).toBe("Niêm yết công khai");
    expect(shortened("Niêm yết công khai thủ tục", 20)).toBe("Niêm yết công khai…");
    expect(shortened("x".repeat(50), 10)).toBe(`${"x".repeat(9)}…`);
  });
});

describe("a sentence with gaps", () => {
  it("is filled, in singular and plural, and leaves what it does not know", () => {
    const sentence = "up {n} {n:place/places} in {where}";
    expect(filled(sentence, { n: 1, where: "PAPI" })).toBe("up 1 place in PAPI");
    expect(filled(sentence, { n: 2 })).toBe("up 2 places in {where}");
    expect(filled("{text}", { text: "{n:a/b} $&" })).toBe("{n:a/b} $&");
  });
});
