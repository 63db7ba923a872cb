import { expect, test } from "vitest";
import { buildIndex, find } from "../src/search/engine";
import type { SearchKind, SearchRow } from "../src/shapes";

const row = (kind: SearchKind, key: string, title_vi: string, title_en: string | null = null, also: string | null = null): SearchRow => ({
  kind, key, title_vi, title_en, also, detail_vi: null, detail_en: null, of: null,
});

const INDEX = buildIndex([
  row("index", "PAR_INDEX", "Chỉ số cải cách hành chính", "Public Administration Reform Index", "PAR INDEX"),
  row("unit", "province/quang-ngai", "Quảng Ngãi", "Quang Ngai"),
  row("unit", "province/quang-nam", "Quảng Nam", "Quang Nam"),
  row("unit", "province/ba-ria-vung-tau", "Bà Rịa - Vũng Tàu"),
  row("unit", "province/ho-chi-minh", "TP. Hồ Chí Minh", "Ho Chi Minh City"),
  row("unit", "province/dak-lak", "Đắk Lắk"),
  row("domain", "PAR_INDEX/2023/3", "Cải cách thủ tục hành chính", "Reform of administrative procedures"),
  row("document", "a", "Quảng Ngãi nâng hạng chỉ số PAPI; ngãi"),
]);

const best = (query: string) => find(INDEX, query)[0]?.row.key;

test("with diacritics, without, joined, and in part", () => {
  for (const query of ["Quảng Ngãi", "quang ngai", "QUANG NGAI", "quangngai", "quang nga", "ngai"]) expect(best(query), query).toBe("province/quang-ngai");
  expect(best("dak lak")).toBe("province/dak-lak");
  expect(best("Đắk")).toBe("province/dak-lak");
});

test("abbreviations by initials", () => {
  expect(best("HCM")).toBe("province/ho-chi-minh");
  expect(best("BR-VT")).toBe("province/ba-ria-vung-tau");
  expect(best("TTHC")).toBe("PAR_INDEX/2023/3");
  expect(best("CCHC")).toBe("PAR_INDEX");
});

test("one wrong letter is forgiven", () => {
  for (const query of ["quang ngia", "quag ngai", "quanng ngai"]) expect(best(query), query).toBe("province/quang-ngai");
  expect(best("procedurse")).toBe("PAR_INDEX/2023/3");
});

test("all words must be met, and nothing answers nothing", () => {
  expect(find(INDEX, "quang ngai thu tuc")).toEqual([]);
  expect(find(INDEX, "  ")).toEqual([]);
  expect(find(INDEX, "<script>")).toEqual([]);
});

test("one row is found among thousands", () => {
  const many = buildIndex(Array.from({ length: 5_000 }, (_, at) => row("task", `t${at}`, `Nhiệm vụ số ${at} cải cách thủ tục hành chính`)));
  expect(find(many, "nhiem vu 4999")[0]?.row.key).toBe("t4999");
  expect(find(many, "thu tuc").length).toBe(5_000);
});
