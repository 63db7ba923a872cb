import { describe, expect, it } from "vitest";
import { byCode, isPartOf, ordered, orderOf, regionMedian, rivalsOf, type GapKnown } from "../src/reckoning/gaps";
import { unitPath } from "../src/file-names";
import { modelOf, TOTAL, type IndexYearKnown } from "../src/reckoning/model";
import { nextPlace, placeOf, totalFor } from "../src/reckoning/ranks";
import { judged, yearOf, type TargetKnown } from "../src/reckoning/targets";
import { bySubject, filtered, tasksOf, type TaskKnown } from "../src/reckoning/tasks";
import { bounded, everything, gainsUpTo, outcome, placesWon, pointsFor, room, wayTo, wayToNext, type Gains, type Model } from "../src/reckoning/what-if";

/** Numbers that look like chance and are the same on every run. */
function series(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function anyModel(next: () => number): Model {
  const domains = Array.from({ length: 1 + Math.floor(next() * 9) }, (_, at) => {
    const max = [2.5, 10, 25][Math.floor(next() * 3)]!;
    return { code: String(at + 1), name_vi: `D${at + 1}`, name_en: null, score: Math.round(next() * max * 1e4) / 1e4, max, weight: [1, 0.5, 2][Math.floor(next() * 3)]! };
  });
  const total = domains.reduce((sum, domain) => sum + domain.score * domain.weight, 0);
  const rivals = Array.from({ length: Math.floor(next() * 40) }, (_, at) => ({
    unitKey: `province/u${at}/63-2008`,
    name: `U${at}`,
    // Every third rival is level with the unit or with another one, so that ties are met.
    total: at % 3 === 0 ? Math.round(total) : Math.round(total * (0.7 + next() * 0.6) * 100) / 100,
  }));
  return { total, totalMax: null, domains, rivals };
}

function anyGains(model: Model, next: () => number): Gains {
  return Object.fromEntries(model.domains.map((domain) => [domain.code, next() * domain.max * 1.2]));
}

const models = (): [Model, () => number][] => Array.from({ length: 300 }, (_, at) => {
  const next = series(at + 1);
  return [anyModel(next), next];
});

describe("places", () => {
  it("ranks by competition: equal totals share the better place", () => {
    expect(placeOf(80, [90, 80, 80, 70])).toEqual({ place: 2, ties: 2 });
    expect(placeOf(70, [90, 80, 80])).toEqual({ place: 4, ties: 0 });
    expect(placeOf(80.0000001, [80])).toEqual({ place: 1, ties: 1 });
  });

  it("finds the total of a place and the nearest better place", () => {
    expect(totalFor(2, [90, 80, 80, 70])).toBe(80);
    expect(totalFor(9, [90])).toBeNull();
    expect(totalFor(0, [90])).toBeNull();
    expect(nextPlace(70, [90, 80, 80])).toBe(2);
    expect(nextPlace(95, [90, 80])).toBeNull();
  });
});

describe("what-if", () => {
  it("gives the total and place back when nothing is gained", () => {
    for (const [model] of models()) {
      const now = outcome(model, {});
      expect(now.total).toBeCloseTo(model.total, 6);
      expect(now.place).toBe(placeOf(model.total, model.rivals.map((rival) => rival.total)).place);
      expect(now.overtaken).toEqual([]);
      expect(now.levelled).toEqual([]);
    }
  });

  it("never worsens total or place when more is gained in any one domain", () => {
    for (const [model, next] of models()) {
      const gains = anyGains(model, next);
      const domain = model.domains[Math.floor(next() * model.domains.length)]!;
      const more = { ...gains, [domain.code]: gains[domain.code]! + next() * 3 };
      const [less, then] = [outcome(model, gains), outcome(model, more)];
      expect(then.total).toBeGreaterThanOrEqual(less.total);
      expect(then.place).toBeLessThanOrEqual(less.place);
      expect(placesWon(model, gains)).toBeGreaterThanOrEqual(0);
    }
  });

  it("counts each place won as a unit overtaken or caught", () => {
    for (const [model, next] of models()) {
      const gains = anyGains(model, next);
      const then = outcome(model, gains);
      const caught = then.overtaken.length + then.levelled.length;
      expect(placesWon(model, gains)).toBe(caught);
      expect(then.ties).toBeGreaterThanOrEqual(then.levelled.length);
    }
  });

  it("keeps gains between nothing and the room to the maximum", () => {
    const domain = { code: "4", name_vi: "", name_en: null, score: 7, max: 10, weight: 1 };
    expect([-1, Number.NaN, undefined, 2, 99].map((gain) => bounded(domain, gain))).toEqual([0, 0, 0, 2, 3]);
    expect(room({ ...domain, score: 10.2 })).toBe(0);
  });

  it("finds gains that take the place, and none smaller", () => {
    for (const [model] of models()) {
      const way = wayToNext(model);
      if (way === null) continue;
      expect(way.points).toBeGreaterThan(0);
      for (const { domain, gain } of way.alone) {
        expect(outcome(model, { [domain.code]: gain }).place).toBeLessThanOrEqual(way.place);
        expect(outcome(model, { [domain.code]: gain - 1e-4 }).place).toBeGreaterThan(way.place);
      }
    }
  });

  it("weighs a domain by the formula", () => {
    const model: Model = {
      total: 60,
      totalMax: 100,
      domains: [
        { code: "1", name_vi: "a", name_en: null, score: 6, max: 10, weight: 0.5 },
        { code: "2", name_vi: "b", name_en: null, score: 9.9, max: 10, weight: 2 },
      ],
      rivals: [{ unitKey: "p/x/1", name: "X", total: 61 }],
    };
    expect(outcome(model, { "1": 1 }).total).toBe(60.5);
    expect(outcome(model, { "1": 2 })).toMatchObject({ total: 61, place: 1, ties: 1, levelled: [{ name: "X" }], overtaken: [] });
    expect(pointsFor(model, 1)).toBe(1);
    // The second domain has 0.1 points of room, worth 0.2: it alone does not bring the point.
    expect(wayTo(model, 1)!.alone.map(({ domain, gain }) => [domain.code, gain])).toEqual([["1", 2]]);
    expect(wayTo(model, 2)).toBeNull();
  });

  it("tells no way to a place that all points together do not take", () => {
    const model: Model = { total: 9, totalMax: 10, domains: [{ code: "1", name_vi: "", name_en: null, score: 9, max: 10, weight: 1 }], rivals: [{ unitKey: "a/b/c", name: "", total: 12 }] };
    expect(wayToNext(model)).toBeNull();
    expect(outcome(model, everything(model)).total).toBe(10);
  });

  it("brings domains up to a level and leaves those above it", () => {
    const [model] = models()[7]!;
    const levels = Object.fromEntries(model.domains.map((domain, at) => [domain.code, at % 2 ? domain.score - 1 : domain.score + 0.25]));
    for (const [code, gain] of Object.entries(gainsUpTo(model, levels))) {
      const domain = model.domains.find((of) => of.code === code)!;
      expect(gain).toBeLessThanOrEqual(0.2500011);
      expect(levels[code]!).toBeGreaterThan(domain.score);
    }
    expect(gainsUpTo(model, {})).toEqual({});
  });
});

describe("the model", () => {
  const known: IndexYearKnown = {
    totalMax: 20,
    isWhole: true,
    domains: [
      { domain_code: "1", name_vi: "a", name_en: null, isPartOfTotal: true, max_score: 10, weight_in_total: 1 },
      { domain_code: "1.1", name_vi: "aa", name_en: null, isPartOfTotal: false, max_score: 5, weight_in_total: 1 },
      { domain_code: "2", name_vi: "b", name_en: null, isPartOfTotal: true, max_score: 10, weight_in_total: 1 },
    ],
    scores: [
      { unit_key: "u", name: "U", domain_code: TOTAL, score: 11 },
      { unit_key: "u", name: "U", domain_code: "1", score: 5 },
      { unit_key: "u", name: "U", domain_code: "1.1", score: 2 },
      { unit_key: "u", name: "U", domain_code: "2", score: 6 },
      { unit_key: "v", name: "V", domain_code: TOTAL, score: 12 },
    ],
  };
  const without = (domain_code: string) => ({ ...known, scores: known.scores.filter((row) => row.unit_key !== "u" || row.domain_code !== domain_code) });
  const refusal = (of: IndexYearKnown) => (modelOf(of, "u") as { refusal?: string }).refusal;

  it("counts only the parts of the total itself", () => {
    const made = modelOf(known, "u");
    expect("model" in made && made.model.domains.map((domain) => domain.code)).toEqual(["1", "2"]);
    expect("model" in made && made.model.rivals).toEqual([{ unitKey: "v", name: "V", total: 12 }]);
  });

  it("refuses where totals, formula or parts are not held, and says which", () => {
    expect(refusal(without(TOTAL))).toBe("no_total");
    expect(refusal({ ...known, scores: known.scores.filter((row) => row.domain_code === TOTAL) })).toBe("no_domains");
    expect(refusal({ ...known, domains: known.domains.map((row) => ({ ...row, weight_in_total: null })) })).toBe("no_formula");
    expect(refusal(without("2"))).toBe("part_missing");
    expect(refusal({ ...known, isWhole: false })).toBe("totals_incomplete");
    expect(refusal({ ...known, scores: known.scores.map((row) => (row.domain_code === TOTAL && row.unit_key === "u" ? { ...row, score: 13 } : row)) })).toBe("sum_differs");
  });
});

describe("gaps", () => {
  const row = (domain_code: string, gap_to_best: number | null, points_lost: number | null, change: number | null, weight_in_total: number | null = 1): GapKnown => ({ domain_code, gap_to_best, points_lost, change, weight_in_total });
  const rows = [row("10", 1, 2, 0.1), row("2", 3, 1, null, 0.1), row("1", null, 4, -1), row("3", 1, 3, 0.5)];
  const codes = (order: Parameters<typeof ordered>[1]) => ordered(rows, order).map((of) => of.domain_code);

  it("puts what weighs most in the total first and what is not known last", () => {
    expect(codes("gap")).toEqual(["3", "10", "2", "1"]);
    expect(codes("lost")).toEqual(["1", "3", "10", "2"]);
    expect(codes("change")).toEqual(["1", "10", "3", "2"]);
    expect(codes("framework")).toEqual(["1", "2", "3", "10"]);
    expect(orderOf("nonsense")).toBe("gap");
  });

  it("knows the parts of a domain by its code", () => {
    expect(isPartOf("3.2", "3")).toBe(true);
    expect(isPartOf("3.2.1", "3")).toBe(false);
    expect(isPartOf("31", "3")).toBe(false);
    expect(["1.10", "1.2", "assessed", "1"].sort(byCode)).toEqual(["1", "1.2", "1.10", "assessed"]);
  });

  it("names each rival once with all that it is, and never the unit itself", () => {
    const rivals = rivalsOf({ units: 2, greatest_rise: 1, best_unit_key: "p/b/63", best_unit_name: "B", most_risen_unit_key: "p/b/63", most_risen_unit_name: "B", region_best_unit_key: "p/own/63", region_best_unit_name: "Own" }, "p/own/63");
    expect(rivals).toEqual([{ unitKey: "p/b/63", name: "B", parts: ["most_risen", "best"] }]);
    expect(unitPath("district/cao-bang/ha-quang/63-2008")).toBe("district/cao-bang/ha-quang");
  });
});

describe("who there is to compare with", () => {
  const alone = { units: 1, greatest_rise: -0.5, best_unit_key: "p/b/63", best_unit_name: "B", most_risen_unit_key: "p/c/63", most_risen_unit_name: "C" };

  it("is nobody for a unit alone, and who fell least did not rise", () => {
    expect(rivalsOf(alone, "p/own/63")).toEqual([]);
    expect(rivalsOf({ ...alone, units: 3 }, "p/own/63").map((rival) => rival.name)).toEqual(["B"]);
    expect(rivalsOf({ ...alone, units: 3, greatest_rise: 0.1 }, "p/own/63").map((rival) => rival.name)).toEqual(["C", "B"]);
  });

  it("is no region where the unit is its only one", () => {
    expect(regionMedian({ units: 9, region_units: 1, region_median_score: 5 })).toBeNull();
    expect(regionMedian({ units: 9, region_units: 2, region_median_score: 5 })).toBe(5);
    expect(regionMedian(null)).toBeNull();
  });
});

describe("targets", () => {
  const target = (change: Partial<TargetKnown>): TargetKnown => ({ operator: ">=", value: 42, value_to: null, unit_of_measure: "points", base_year: null, index_code: "PAPI", conformed_code: null, due_on: "2024-12-31", plan_years: [2024], ...change });
  const result = (year: number, score: number | null, place: number | null) => ({ index_code: "PAPI", year, domain_code: "_total", score, place, unit_of_measure: "points" });
  const results = [result(2023, 40, 30), result(2024, 43, 26)];

  it.each([
    [target({}), "reached", 43],
    [target({ value: 43.5 }), "missed", 43],
    [target({ operator: "=", value: 43.5 }), "missed", 43],
    [target({ unit_of_measure: "rank", operator: "<=", value: 30 }), "reached", 26],
    [target({ unit_of_measure: "rank", operator: "between", value: 20, value_to: 25 }), "missed", 26],
    [target({ unit_of_measure: "places", operator: "increase_rank", value: 5, base_year: 2023 }), "missed", 4],
    [target({ unit_of_measure: "places", operator: "increase_rank", value: 4, base_year: 2023 }), "reached", 4],
    [target({ operator: "increase_by", value: 2, base_year: 2023 }), "reached", 3],
  ])("holds %o against the result", (of, verdict, value) => {
    expect(judged(of, results)).toMatchObject({ verdict, result: value, year: 2024, indexCode: "PAPI" });
  });

  it.each([
    target({ due_on: "2025-12-31" }),
    target({ due_on: null, plan_years: [2024, 2025] }),
    target({ index_code: null, index_codes: ["PAPI", "PCI"] }),
    target({ unit_of_measure: "phút" }),
    target({ unit_of_measure: "percent" }),
    target({ conformed_code: "CORRUPTION" }),
    target({ operator: "done_by", value: null }),
    target({ unit_of_measure: "places", base_year: 2020 }),
  ])("does not guess: %o", (of) => expect(judged(of, results).verdict).toBe("not_known"));

  it("takes the index that the plan is about alone", () => {
    expect(judged(target({ index_code: null, index_codes: ["PAPI"] }), results).verdict).toBe("reached");
    expect(yearOf(target({ due_on: null }))).toBe(2024);
  });
});

describe("tasks", () => {
  const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const task = (task_id: string, conformed_code: string | null, issuer: string, plan_years: number[], text = "Niêm yết"): TaskKnown => ({ task_id, conformed_code, text, domain_label: null, lead_units: ["Sở Nội vụ"], issuer_unit_key: issuer, issuer_unit_name: issuer, issuer_province_name: issuer === "province/son-la/63-2008" ? "Sơn La" : null, plan_years });
  const tasks = [
    task("a", "CORRUPTION", "province/tay-ninh/63-2008", [2023]),
    task("b", "CORRUPTION", "province/tay-ninh/63-2008", [2024], "Đường dây nóng"),
    task("c", "CORRUPTION", "province/tay-ninh/34-2025", [2025]),
    task("d", "LAND", "province/tay-ninh/63-2008", [2024]),
    task("e", null, "province/son-la/63-2008", []),
  ];

  it("tells a unit's tasks of all its periods, plans for the year first", () => {
    expect(tasksOf(tasks, "province/tay-ninh/63-2008", "CORRUPTION", 2024).map((of) => of.task_id)).toEqual(["b", "c", "a"]);
    expect(tasksOf(tasks, "province/tay-ninh/63-2008", null, 2024)).toEqual([]);
  });

  it("filters with and without diacritics, and by every choice", () => {
    const none = { subject: "", unit: "", year: "", lead: "", words: "" };
    const ids = (change: Partial<typeof none>) => filtered(tasks, { ...none, ...change }, fold).map((of) => of.task_id);
    expect(ids({})).toEqual(["a", "b", "c", "d", "e"]);
    expect(ids({ words: "duong day NÓNG" })).toEqual(["b"]);
    expect(ids({ words: "so noi vu", subject: "LAND" })).toEqual(["d"]);
    expect(ids({ subject: "none" })).toEqual(["e"]);
    expect(ids({ year: "2025" })).toEqual(["c"]);
    expect(ids({ lead: "Sở Y tế" })).toEqual([]);
    expect(ids({ unit: "Sơn La" })).toEqual(["e"]);
  });

  it("groups by subject in the order given, without a subject last", () => {
    expect(bySubject(tasks, ["LAND", "CORRUPTION"]).map(([code, of]) => [code, of.length])).toEqual([["LAND", 1], ["CORRUPTION", 3], [null, 1]]);
  });
});
