import { expect, test } from "vitest";
import { classEnds, classOf, tileName, tilesOf, tileSlug } from "../src/reckoning/tiles";

test("every geography has each of its units once, and no two on one place", () => {
  for (const [geography, units] of [["64-2004", 64], ["63-2008", 63], ["34-2025", 34]] as const) {
    const tiles = tilesOf(geography);
    expect(new Set(tiles.map((tile) => tile.slug)).size, geography).toBe(units);
    expect(new Set(tiles.map((tile) => `${tile.column},${tile.row}`)).size, geography).toBe(units);
    expect(tiles.length).toBe(units);
  }
  expect(tilesOf("before-2025-03")).toEqual([]);
});

test("north is above, west is left", () => {
  for (const geography of ["64-2004", "63-2008", "34-2025"]) {
    const at = Object.fromEntries(tilesOf(geography).map((tile) => [tile.slug, tile]));
    for (const [north, south] of [["cao-bang", "ha-noi"], ["ha-noi", "thanh-hoa"], ["da-nang", "khanh-hoa"], ["dong-nai", "ca-mau"]] as const) {
      expect(at[north]!.row, `${north} ${south} ${geography}`).toBeLessThan(at[south]!.row);
    }
    for (const [west, east] of [["dien-bien", "quang-ninh"], ["an-giang", "ho-chi-minh"], ["tay-ninh", "khanh-hoa"]] as const) {
      expect(at[west]!.column, `${west} ${east} ${geography}`).toBeLessThan(at[east]!.column);
    }
  }
});

test("Huế stands in the place of Thừa Thiên Huế while there are 63", () => {
  expect(tileSlug("province/hue/63-2008", tilesOf("63-2008"))).toBe("thua-thien-hue");
  expect(tileSlug("province/hue/34-2025", tilesOf("34-2025"))).toBe("hue");
});

test("classes hold about equally many values, whatever repeats", () => {
  expect(classEnds([1, 2, 3, 4, 5, 6], 3)).toEqual([2, 4, 6]);
  expect(classEnds([5, 5, 5], 3)).toEqual([5]);
  expect(classEnds([], 3)).toEqual([]);
  expect([1, 2, 3, 6].map((value) => classOf(value, [2, 4, 6]))).toEqual([0, 0, 1, 2]);
});

test("names fit a tile", () => {
  expect(tileName("Quảng Ngãi")).toEqual(["Quảng", "Ngãi"]);
  expect(tileName("Bà Rịa - Vũng Tàu")).toEqual(["BR-", "VT"]);
});
