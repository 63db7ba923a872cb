// @vitest-environment jsdom
import { expect, test } from "vitest";
import { bibtex, figureCitation, keyCitation } from "../src/evidence/citing";
import { missingOf, sureness, yearCounts } from "../src/evidence/coverage";
import { byPlace, placeOf, placeText, shortPlace } from "../src/evidence/locator";
import { passageOf, piecesOf } from "../src/evidence/passage";
import { partsOf, proofSteps } from "../src/evidence/proof";
import { marked } from "../src/evidence/records";
import { findingText, proofText } from "../src/evidence/wording";
import { half } from "../src/language";
import type { FigureRow } from "../src/shapes";

const RELEASE = { version: "2026.11.23-0a", built_from: "2026-11-23", figures: 1, facts: 1, discrepancies: 0, documents: 1, citation: "CCHC Warehouse contributors (2026). T. Version 2026.11.23-0a [data set]. CC BY 4.0." };

function figure(part: Partial<FigureRow>): FigureRow {
  return { figure_id: "d#x", domain_code: "_total", measure: "score", value_raw: "18", quote: "18/15", value_span: [0, 2], quote_span: null, sentence: null, unit_name_raw: "Hà Quảng", ...part } as FigureRow;
}

test("a locator is taken apart and told in both languages", () => {
  expect(placeOf("table:1/row:3/col:4/char:120-127")).toEqual({ table: 1, row: 3, col: 4, char: [120, 127] });
  expect(placeText("vi", "table:1/row:3/col:4/char:120-127")).toBe("bảng 1, dòng 3, cột 4, ký tự 120–127");
  expect(placeText("en", "char:5-9")).toBe("characters 5–9");
  expect(shortPlace("en", "table:1/row:3/col:4/char:120-127")).toBe("table 1, row 3, column 4");
  expect(placeText("en", "sheet 'x'")).toBe("sheet 'x'");
  expect(["char:100-105", "char:20-30", "char:3-4"].sort(byPlace)).toEqual(["char:3-4", "char:20-30", "char:100-105"]);
});

test("the value is marked in its quote, the quote in its sentence", () => {
  expect(piecesOf(figure({}))).toEqual([{ text: "18", kind: "value" }, { text: "/15", kind: "quote" }]);
  const inProse = figure({ quote: "88,25 điểm", value_span: [0, 5], sentence: "Sở đạt 88,25 điểm, xếp thứ 6/19", quote_span: [7, 17] });
  expect(piecesOf(inProse).map((piece) => [piece.text, piece.kind])).toEqual([
    ["Sở đạt ", "plain"], ["88,25", "value"], [" điểm", "quote"], [", xếp thứ 6/19", "plain"],
  ]);
  expect(piecesOf(figure({ value_span: null }))).toEqual([{ text: "18/15", kind: "value" }]);
});

test("a cell of a table stands among the cells beside it", () => {
  const at = (row: number, col: number, name: string) => figure({ figure_id: `d#${row}.${col}`, locator: `table:1/row:${row}/col:${col}`, quote: `${row}.${col}`, value_span: null, unit_name_raw: name });
  const cells = [1, 2, 3, 4, 5, 6, 7].flatMap((row) => [at(row, 2, `U${row}`), at(row, 5, `U${row}`)]);
  const passage = passageOf(cells.find((one) => one.figure_id === "d#4.5")!, [...cells, figure({ locator: "table:2/row:4/col:5" })]);
  if (passage.form !== "table") throw new Error("a table");
  expect(passage.rows.map((row) => [row.head, row.isOwn])).toEqual([["U2", false], ["U3", false], ["U4", true], ["U5", false], ["U6", false]]);
  expect(passage.ownColumn).toBe(1);
  expect(passage.rows[2]!.cells.map((cell) => cell?.figureId)).toEqual(["d#4.2", "d#4.5"]);
});

test("a sentence stands between its neighbours, each once", () => {
  const say = (start: number, sentence: string) => figure({ figure_id: `d#${start}`, locator: `char:${start}-${start + 1}`, sentence, quote: sentence.slice(0, 1), quote_span: [0, 1], value_span: null });
  const all = [say(90, "C."), say(10, "A."), say(50, "B."), say(52, "B.")];
  const passage = passageOf(all[2]!, all);
  if (passage.form !== "sentence") throw new Error("a sentence");
  expect([passage.before.map((one) => one.sentence), passage.after.map((one) => one.sentence)]).toEqual([["A."], ["C."]]);
});

test("words of a quote are marked where they first stand, longer ones first, none within another", () => {
  const pieces = marked("Sở Nội vụ báo cáo trước ngày 15/12/2024", ["ngày 15/12/2024", "trước ngày 15/12/2024", "Sở Nội vụ", null, "không có"]);
  expect(pieces.filter((piece) => piece.kind === "value").map((piece) => piece.text)).toEqual(["Sở Nội vụ", "trước ngày 15/12/2024"]);
  expect(pieces.map((piece) => piece.text).join("")).toBe("Sở Nội vụ báo cáo trước ngày 15/12/2024");
});

test("steps of a proof name figures and earlier steps, and are told in Vietnamese", () => {
  const line = "2. Đà Nẵng in DTI 2020 is printed at rank 1 «a/b#da-nang.rank», with step 1: the score of rank 1 in DTI 2020 is at most 0.4874.";
  const [step] = proofSteps([line]);
  expect(step!.number).toBe(2);
  expect(step!.parts.filter((part) => !("text" in part))).toEqual([{ figureId: "a/b#da-nang.rank" }, { step: 1 }]);
  expect(proofText("vi", "An Giang in PAPI 2020 domain 1.1 is at least 0.709 and at most 0.71.")).toBe("An Giang trong PAPI 2020, lĩnh vực 1.1 ít nhất là 0,709 và nhiều nhất là 0,71.");
  expect(proofText("vi", "The framework makes domain 1.1 of its parts, to the rounding of each")).not.toMatch(/[a-z]* of /);
  expect(proofText("en", "is at least 0.7")).toBe("is at least 0.7");
  expect(proofSteps(["X cannot be both."])[0]!.number).toBeNull();
  expect(partsOf("«no key» stays")).toEqual([{ text: "«no key» stays" }]);
});

test("what rules expected and found is told in Vietnamese, and what has no words stays", () => {
  expect(findingText("vi", "between 0 and 15.0")).toBe("giữa 0 và 15.0");
  expect(findingText("vi", "4.94 from 74.56 to 79.5")).toBe("4.94 từ 74.56 đến 79.5");
  const both = "no comparison across 2022 (other weights) · không so sánh qua năm 2022 (trọng số khác)";
  expect([half("vi", both), half("en", both), half("vi", "1 of 2")]).toEqual(["không so sánh qua năm 2022 (trọng số khác)", "no comparison across 2022 (other weights)", "1 of 2"]);
  expect(findingText("vi", "84 by 68.32 points and 81.33 percent")).toBe("84 theo 68.32 điểm và 81.33 %");
  expect(findingText("vi", "Bến Tre, Quảng Bình")).toBe("Bến Tre, Quảng Bình");
  expect(findingText("vi", null)).toBe("");
});

test("a figure is cited as `cchc cite` does", () => {
  const one = figure({ figure_id: "papi/2021#bac-ninh.PAPI.2021._total.score", index_code: "PAPI", year: 2021, unit_name: "Bắc Ninh", value_raw: "43,50", unit_of_measure: "points", capture_id: "c0ffee00aa", locator: "table:1/row:1" });
  const text = figureCitation(RELEASE, one, { document_id: "papi/2021", publisher: "CECODES", url: "https://papi.org.vn/2021" });
  expect(text).toBe(`PAPI 2021, Bắc Ninh, score: 43,50 points. Printed in: CECODES. https://papi.org.vn/2021. capture c0ffee00, table:1/row:1. Read from ${RELEASE.citation} Figure papi/2021#bac-ninh.PAPI.2021._total.score.`);
  expect(bibtex(RELEASE, "papi/2021#a_b")).toContain("papi/2021\\#a\\_b}");
  expect(bibtex(RELEASE, "a{b\\c~d^")).toContain("a\\textbraceleft{}b\\textbackslash{}c\\textasciitilde{}d\\textasciicircum{}},");
  expect(bibtex(RELEASE, "Hà Nội")).toContain("_6ba21b40,");
  expect(keyCitation(RELEASE, "K", "What")).toContain("Derived, not printed");
  expect(keyCitation(RELEASE, "K", "What", true)).not.toContain("Derived");
});

test("coverage is counted by year, and gaps stand together", () => {
  const codes = { x: "exact", d: "derived", b: "bounded", f: "not_found", ".": "no_unit" };
  const block = { index_code: "I", level: "province", years: [2020, 2021], units: ["a", "b", "c"], unit_names: ["A", "B", "C"], cells: ["xf", "d.", "bf"] };
  expect(yearCounts(block, codes, 2020)).toMatchObject({ exact: 1, derived: 1, bounded: 1, units: 3 });
  expect(yearCounts(block, codes, 2021)).toMatchObject({ not_found: 2, units: 2 });
  expect([sureness(yearCounts(block, codes, 2020)), sureness(yearCounts(block, codes, 2021)), sureness(yearCounts(block, codes, 1999))]).toEqual([2, 0, 0]);
  const columns = ["year", "unit_name", "status", "reason_vi", "reason_en"] as const;
  const cells = { columns: [...columns], rows: [[2020, "A", "exact", null, null], [2020, "B", "not_found", "v", "e"], [2020, "C", "not_found", "v", "e"], [2021, "A", "bounded", null, null]] };
  expect(missingOf({ index_code: "I", cells } as never).map((row) => [row.year, row.units])).toEqual([[2021, ["A"]], [2020, ["B", "C"]]]);
});
