import { expect, test } from "vitest";
import { address, parseRoute } from "../src/routing";

test("an address holds language, page, parts and state, and comes back the same", () => {
  const route = { language: "en" as const, page: "index", parts: ["PAPI", "2024"], state: { domain: "3.2", q: "a/b?c=d&é" } };
  expect(parseRoute(address(route))).toEqual(route);
});

test("a figure's key is one part, whatever stands in it", () => {
  const key = "host.vn/a b/c.html?x=1#quang-ngai.PAPI.2024._total.score";
  const shown = address({ language: "vi", page: "figure", parts: [key], state: {} });
  expect(parseRoute(shown).parts).toEqual([key]);
});

test("equal states have one address: keys sorted, empty values left out", () => {
  const one = address({ language: "vi", page: "index", parts: [], state: { b: "2", a: "1", c: "" } });
  expect(one).toBe("#/vi/index?a=1&b=2");
});

test("an empty address is the Vietnamese first page, and broken escapes stay as they are", () => {
  expect(parseRoute("")).toEqual({ language: "vi", page: "home", parts: [], state: {} });
  expect(parseRoute("#/en")).toMatchObject({ language: "en", page: "home" });
  expect(parseRoute("#/vi/unit/%E0%A4%A").parts).toEqual(["%E0%A4%A"]);
});
