import { expect, test } from "vitest";
import { register } from "../src/dictionary/register";
import type { FrameworkRow, TopDomainRow } from "../src/shapes";

const framework = (key: string, from: number, to: number | null): FrameworkRow => ({
  framework_key: key, index_code: "X", scope: "", valid_from_year: from, valid_to_year: to, decision: null, formula: null,
  formula_factor: null, total_min: null, total_max: null, series_break: null, weights_status: null, note: null,
});
const domain = (key: string, code: string, name: string): TopDomainRow => ({
  index_code: "X", scope: "", framework_key: key, domain_code: code, is_total: false, sort_order: 1, name_vi: name, name_en: null,
  max_score: 10, min_score: 1, weight: null, conformed_code: null,
});

test("names that stay make one span; new, renamed and ended ones are told", () => {
  const rows = register(
    [domain("a", "1", "Một"), domain("b", "1", "Một"), domain("c", "1", "Đổi"), domain("a", "2", "Hai"), domain("c", "3", "Ba")],
    [framework("a", 2011, 2015), framework("b", 2016, 2019), framework("c", 2020, null)],
    [{ index_code: "X", scope: "", year: 2016, domain_code: "1", reason_vi: "lý do", reason_en: "reason" }],
  );
  const told = rows.map((row) => [row.domain_code, row.years, row.isNew, row.next?.name_vi ?? null, row.hasEnded, row.breaks.length]);
  expect(told).toEqual([
    ["1", [{ from: 2011, to: 2019 }], false, "Đổi", false, 1],
    ["1", [{ from: 2020, to: null }], false, null, false, 0],
    ["2", [{ from: 2011, to: 2015 }], false, null, true, 0],
    ["3", [{ from: 2020, to: null }], true, null, false, 0],
  ]);
});

test("a framework between, of which the domains are not held in full, ends nothing", () => {
  const rows = register(
    [domain("a", "1", "Một"), domain("b", "other", "Khác"), domain("c", "1", "Một")],
    [framework("a", 2011, 2015), framework("b", 2016, 2019), framework("c", 2020, null)],
    [],
  );
  expect(rows[0]).toMatchObject({ domain_code: "1", years: [{ from: 2011, to: 2015 }, { from: 2020, to: null }], hasEnded: false });
});
