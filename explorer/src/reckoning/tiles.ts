/** Where each province stands on the tile grid of its geography: our own arrangement, no map of borders.
 *
 * Belongs here: places of tiles and the classes of values that colour them. Does not belong here: drawing.
 */
import of64 from "./tiles/64-2004.json";
import of63 from "./tiles/63-2008.json";
import of34 from "./tiles/34-2025.json";

export interface Tile {
  /** The province's name in keys, such as `quang-ngai`. */
  slug: string;
  column: number;
  row: number;
}

const GRIDS: Record<string, (string | null)[][]> = { "64-2004": of64, "63-2008": of63, "34-2025": of34 };

/** Names that took a place over without a change of borders. */
const IN_PLACE_OF: Record<string, string> = { hue: "thua-thien-hue" };

/** The tiles of a geography, from north to south; none where we have no grid of it. */
export function tilesOf(geography: string | null | undefined): Tile[] {
  const grid = GRIDS[geography ?? ""] ?? [];
  return grid.flatMap((line, row) => line.flatMap((slug, column) => (slug ? [{ slug, column, row }] : [])));
}

/** The tile's name for a province's key: `province/hue/63-2008` stands where Thừa Thiên Huế stood. */
export function tileSlug(unitKey: string, tiles: Tile[]): string {
  const slug = unitKey.split("/")[1] ?? "";
  return tiles.some((tile) => tile.slug === slug) ? slug : (IN_PLACE_OF[slug] ?? slug);
}

/** Upper ends of up to `count` classes that hold about equally many values each; the last is the highest value. */
export function classEnds(values: number[], count: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const ends = Array.from({ length: count }, (_, at) => sorted[Math.ceil(((at + 1) * sorted.length) / count) - 1]!);
  return sorted.length === 0 ? [] : [...new Set(ends)];
}

/** The class of a value: the first whose upper end reaches it. */
export function classOf(value: number, ends: number[]): number {
  const at = ends.findIndex((end) => value <= end);
  return at === -1 ? ends.length - 1 : at;
}

const SHORT: Record<string, string> = {
  "Thành phố Hồ Chí Minh": "TP HCM",
  "Hồ Chí Minh": "TP HCM",
  "Ho Chi Minh City": "HCM City",
  "Ho Chi Minh": "HCM City",
  "Bà Rịa - Vũng Tàu": "BR- VT",
  "Ba Ria - Vung Tau": "BR- VT",
  "Thừa Thiên Huế": "TT Huế",
  "Thua Thien Hue": "TT Hue",
};

/** A name short enough for a tile: two words, one a line. */
export function tileName(name: string): string[] {
  return (SHORT[name] ?? name).split(" ");
}
