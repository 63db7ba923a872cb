// @vitest-environment jsdom
import { render } from "preact";
import { describe, expect, it } from "vitest";
import { LanguageContext } from "../src/language";
import { Rivals } from "../src/pages/unit/rivals";
import type { Plans, PlannedTask } from "../src/plans";
import type { Line } from "../src/reckoning/unit-view";
import type { DocumentRow } from "../src/shapes";

const OWN = "province/quang-ngai/63-2008";
const RIVAL = "province/tay-ninh/63-2008";

const LINE = {
  score: { unit_key: OWN, index_code: "PAPI", year: 2024, domain_code: "4", max_score: 10, unit_of_measure: "points" },
  gap: { units: 61, greatest_rise: 1.375, best_score: 8.2, best_unit_key: RIVAL, best_unit_name: "Tây Ninh", most_risen_unit_key: RIVAL, most_risen_unit_name: "Tây Ninh" },
  parts: [],
} as unknown as Line;

const HOSTILE = '<img src=x onerror="window.pwned=1"> \u202etxt';

function task(change: Partial<PlannedTask> = {}): PlannedTask {
  return {
    task_id: "plan#task.1", document_id: "plan", conformed_code: "CORRUPTION", domain_label: null, text: "Mở đường dây nóng", quote: null, lead_units: ["Thanh tra tỉnh"], coordinating_units: [],
    deadline: null, due_on: "2024-09-30", deadline_raw: null, section: null, position: 1, locator: null, issuer_unit_key: RIVAL, issuer_unit_name: "Tây Ninh", issuer_level: "province",
    issuer_province_name: "Tây Ninh", plan_years: [2024], index_codes: ["PAPI"], verb: null, ...change,
  };
}

function plans(tasks: PlannedTask[], issuers: string[]): Plans {
  const documents = issuers.map((issuer_unit_key, at) => [`d${at}`, { document_id: `d${at}`, issuer_unit_key } as DocumentRow] as const);
  return { tasks, subjects: [], documents: new Map(documents) };
}

function shown(of: Plans, line = LINE): HTMLElement {
  const place = document.createElement("div");
  const page = <LanguageContext.Provider value="vi"><Rivals line={line} unitName="Quảng Ngãi" subject="CORRUPTION" plans={of} /></LanguageContext.Provider>;
  render(page, place);
  return place;
}

describe("units to learn from", () => {
  it("are told with the tasks that they planned, who leads, until when, and the document", () => {
    const text = shown(plans([task()], [RIVAL])).textContent;
    for (const told of ["Tây Ninh", "tăng nhiều nhất (+1,38)", "dẫn đầu (8,20)", "Mở đường dây nóng", "Thanh tra tỉnh", "30/09/2024", "Kế hoạch năm 2024"]) expect(text).toContain(told);
  });

  it("are told without a plan as such, with what was looked through", () => {
    expect(shown(plans([task({ issuer_unit_key: "province/son-la/63-2008" })], ["province/son-la/63-2008"])).textContent).toContain("Đã tìm trong 1 văn bản");
    expect(shown(plans([task({ conformed_code: "LAND" })], [RIVAL, "province/son-la/63-2008"])).textContent).toContain("Đã tìm trong 1 văn bản của Tây Ninh (trong 2 văn bản đã đọc)");
    expect(shown(plans([], [])).textContent).toContain("cchc add");
  });

  it("are nobody where the unit stands alone", () => {
    expect(shown(plans([task()], [RIVAL]), { ...LINE, gap: { ...LINE.gap!, units: 1 } }).textContent).toContain("chưa có ai để so sánh");
  });

  it("shows what documents say as text, whatever it holds", () => {
    const place = shown(plans([task({ text: HOSTILE, lead_units: [HOSTILE], quote: HOSTILE + " " + HOSTILE })], [RIVAL]));
    expect(place.querySelector("img")).toBeNull();
    expect(place.textContent).toContain("<img src=x");
    expect(place.textContent).not.toContain("\u202e");
    expect(place.textContent).toContain("U+202E");
  });
});
