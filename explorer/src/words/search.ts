/** Words of the search box and the page of answers. */
import type { Words } from "../language";

export const SEARCH = {
  vi: {
    title: "Tìm kiếm",
    titleOf: "Kết quả cho",
    all: "Xem tất cả kết quả",
    none: "Không tìm thấy gì khớp",
    hint: "Gõ tên có dấu hay không dấu, tên tắt (HCM, BR-VT, TTHC), mã chỉ số và năm (PAPI 2024), số văn bản. Sai một chữ cũng tìm được.",
    lead: "Tìm trong đơn vị, chỉ số, lĩnh vực, tiêu chí, văn bản và nhiệm vụ của bản phát hành này.",
    results: "kết quả",
    label: "Từ cần tìm",
    suggestions: "Gợi ý",
    showAll: "Hiện tất cả",
  },
  en: {
    title: "Search",
    titleOf: "Results for",
    all: "Show all results",
    none: "Nothing matches",
    hint: "Type names with or without diacritics, abbreviations (HCM, BR-VT, TTHC), an index and year (PAPI 2024) or a document's number. One wrong letter is forgiven.",
    lead: "Searches units, indices, domains, criteria, documents and tasks of this release.",
    results: "results",
    label: "Words to find",
    suggestions: "Suggestions",
    showAll: "Show all",
  },
} satisfies Words<string>;
