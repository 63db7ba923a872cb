/** Where an answer of the search leads, and the answers by kind.
 *
 * Belongs here: addresses of answers, groups, the index made from the data file. Does not belong here: matching.
 */
import { named, type Words } from "../language";
import type { Catalogue } from "../parts/catalogue";
import { indexShort, pageAddress } from "../parts/links";
import { unpacked } from "../release";
import type { Language } from "../routing";
import type { Search, SearchKind, SearchRow } from "../shapes";
import { buildIndex, type Found, type SearchIndex } from "./engine";

export const KINDS = {
  vi: { unit: "Đơn vị", index: "Chỉ số và năm", domain: "Lĩnh vực", criterion: "Tiêu chí, nội dung thành phần", document: "Văn bản, trang", task: "Nhiệm vụ" },
  en: { unit: "Units", index: "Indices and years", domain: "Domains", criterion: "Criteria and sub-dimensions", document: "Documents and pages", task: "Tasks" },
} satisfies Words<SearchKind>;

export interface Group {
  kind: SearchKind;
  found: Found[];
}

/** The search over the data file's rows and the index-years that are held (`PAPI 2024`). */
export function searchIndexOf(search: Search, catalogue: Catalogue): SearchIndex {
  const years = catalogue.indexYears.filter((row) => row.units_scored + row.units_ranked > 0);
  return buildIndex([...unpacked(search.rows), ...years.map((row) => indexYearRow(row.index_code, row.year, catalogue))]);
}

function indexYearRow(code: string, year: number, catalogue: Catalogue): SearchRow {
  const index = catalogue.index(code);
  const title = `${indexShort(code)} ${year}`;
  return { kind: "index", key: `${code}/${year}`, title_vi: title, title_en: null, detail_vi: index?.name_vi ?? null, detail_en: index?.name_en ?? null, also: null, of: null };
}

/** Answers by kind; the kind of the best answer comes first. */
export function grouped(found: Found[]): Group[] {
  const groups = new Map<SearchKind, Found[]>();
  for (const one of found) {
    const group = groups.get(one.row.kind);
    if (group) group.push(one);
    else groups.set(one.row.kind, [one]);
  }
  return [...groups].map(([kind, all]) => ({ kind, found: all }));
}

export function addressOf(language: Language, row: SearchRow): string {
  const parts = row.key.split("/");
  switch (row.kind) {
    case "unit":
      return pageAddress(language, "unit", parts);
    case "index":
      return pageAddress(language, "index", parts);
    case "domain":
    case "criterion":
      return pageAddress(language, "index", parts.slice(0, 2), { domain: parts.slice(2).join("/") });
    case "document":
      return pageAddress(language, "document", [row.key]);
    case "task":
      return pageAddress(language, "document", [row.of ?? ""], { task: row.key });
  }
}

/** Title and detail of an answer in the reader's language. */
export function told(language: Language, row: SearchRow): { title: string; detail: string } {
  const detail = named(language, row.detail_vi, row.detail_en);
  if (row.kind === "domain" || row.kind === "criterion") {
    const [code = "", year = "", ...domain] = row.key.split("/");
    return { title: named(language, row.title_vi, row.title_en), detail: `${indexShort(code)} ${year} · ${domain.join("/")}` };
  }
  const title = named(language, row.title_vi, row.title_en);
  return { title, detail: title.includes(detail) ? "" : detail };
}
