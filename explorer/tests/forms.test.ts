import { expect, test } from "vitest";
import { folded, isOneLetterOff, matchesWords } from "../src/folding";
import { decimalsOf, formatChange, formatDate, formatNumber, formatRank } from "../src/numbers";
import { csvCell, csvText } from "../src/parts/csv";
import { safeAddress, visibleParts } from "../src/parts/printed";
import { sortedRows, type Column } from "../src/parts/sorting";

test("numbers follow the language", () => {
  expect(formatNumber("vi", 1234.5)).toBe("1.234,5");
  expect(formatNumber("en", 1234567.25)).toBe("1,234,567.25");
  expect(formatNumber("en", 100)).toBe("100");
  expect(formatNumber("vi", 7, { decimals: 2, fixed: true })).toBe("7,00");
  expect(formatNumber("vi", null)).toBe("–");
  expect(formatNumber("en", -0.00001, { decimals: 2 })).toBe("0");
});

test("ranks, changes and dates", () => {
  expect(formatRank(3, 63)).toBe("3/63");
  expect(formatRank(null, 63)).toBe("–");
  expect(formatChange("vi", 1.5)).toBe("+1,5");
  expect(formatChange("en", -0.25)).toBe("−0.25");
  expect(formatChange("en", 0)).toBe("0");
  expect(formatDate("vi", "2024-04-02")).toBe("02/04/2024");
  expect(formatDate("en", "2024-04-02")).toBe("2 Apr 2024");
  expect(decimalsOf([1, 2.5, 3.125, null])).toBe(3);
});

test("words fold without diacritics, đ too", () => {
  expect(folded("Quảng Ngãi")).toBe("quang ngai");
  expect(folded("Đắk Lắk")).toBe("dak lak");
  expect(folded("Bà Rịa - Vũng Tàu")).toBe("ba ria vung tau");
  expect(matchesWords("tinh quang ngai", "ngai qua")).toBe(true);
  expect(matchesWords("tinh quang ngai", "gai")).toBe(false);
});

test("one letter may be wrong, missing, too many or swapped, not two", () => {
  for (const typed of ["quag", "quangg", "quanh", "qaung"]) expect(isOneLetterOff(typed, "quang"), typed).toBe(true);
  for (const typed of ["qua", "quanhh", "nguan"]) expect(isOneLetterOff(typed, "quang"), typed).toBe(false);
});

test("cells of CSV keep formulas from running and numbers as numbers", () => {
  expect(csvCell("=1+1")).toBe("'=1+1");
  expect(csvCell("-0,5")).toBe("\"'-0,5\"");
  expect(csvCell(-0.5)).toBe("-0.5");
  expect(csvCell("=")).toBe("=");
  expect(csvCell("\u200b =1")).toBe("'\u200b =1");
  expect(csvCell("\uff1d1")).toBe("'\uff1d1");
  expect(csvCell("a\u202eb")).toBe("a[U+202E]b");
  expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
  expect(csvText(["a"], [["@x"]], ["from here"])).toBe("\ufeffa\r\n'@x\r\n# from here\r\n");
});

test("what hides in a text is made visible", () => {
  expect(visibleParts("a\u202eb")).toEqual([
    { text: "a", isMark: false },
    { text: "U+202E", isMark: true },
    { text: "b", isMark: false },
  ]);
  expect(visibleParts("a\u0000\u200b")).toEqual([{ text: "a", isMark: false }, { text: "U+0000", isMark: true }, { text: "U+200B", isMark: true }]);
  expect(visibleParts("Quảng Ngãi\nhai dòng").length).toBe(1);
});

test("only http, mailto and addresses below the page are links", () => {
  for (const good of ["https://a.vn/x", "HTTP://a.vn", "mailto:a@b.vn", "csv/fct_score.csv", "#/vi"]) expect(safeAddress(good)).toBe(good);
  for (const bad of ["javascript:alert(1)", " JaVaScript:x", "java\nscript:x", "data:text/html,x", "//evil", "\\\\evil", "vbscript:x", "", null]) {
    expect(safeAddress(bad), String(bad)).toBeNull();
  }
});

test("rows sort both ways, by Vietnamese letters, what is missing last", () => {
  const columns: Column<{ n: number | null; t: string }>[] = [
    { key: "n", label: "n", kind: "number", value: (row) => row.n },
    { key: "t", label: "t", value: (row) => row.t },
  ];
  const rows = [{ n: 2, t: "Đà Nẵng" }, { n: null, t: "An Giang" }, { n: 10, t: "Hà Nội" }];
  expect(sortedRows(rows, columns, "n").map((row) => row.n)).toEqual([2, 10, null]);
  expect(sortedRows(rows, columns, "-n").map((row) => row.n)).toEqual([10, 2, null]);
  expect(sortedRows(rows, columns, "t").map((row) => row.t)).toEqual(["An Giang", "Đà Nẵng", "Hà Nội"]);
  expect(sortedRows(rows, columns, "")).toEqual(rows);
});
