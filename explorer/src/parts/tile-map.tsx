/** Provinces as tiles: each a link, coloured by class, named in words, with a legend.
 *
 * Belongs here: drawing the grid. Does not belong here: where tiles stand (`reckoning/tiles.ts`), what values mean.
 */
import { classEnds, classOf, tileName, tilesOf, tileSlug } from "../reckoning/tiles";
import "../styles/tiles.css";

export interface TileValue {
  unitKey: string;
  name: string;
  /** What colours the tile; null where there is none. */
  value: number | null;
  /** The value in words, read with the name. */
  text: string;
  href: string;
}

export interface TileMapProps {
  geography: string;
  values: TileValue[];
  label: string;
  /** True where low values are the good ones, as with ranks: the legend turns. */
  isLowBest?: boolean;
  chosen?: string | undefined;
  format: (value: number) => string;
  missing: string;
}

const CLASSES = 6;

export function TileMap({ geography, values, label, isLowBest = false, chosen, format, missing }: TileMapProps) {
  const tiles = tilesOf(geography);
  const bySlug = new Map(values.map((value) => [tileSlug(value.unitKey, tiles), value]));
  const ends = classEnds(values.flatMap((one) => (one.value === null ? [] : [one.value])), CLASSES);
  const step = (value: number) => rampStep(classOf(value, ends), ends.length, isLowBest);
  return (
    <div class="tile-map">
      <ul class="tiles" aria-label={label}>
        {tiles.map((tile) => {
          const held = bySlug.get(tile.slug);
          const place = { gridColumn: tile.column + 1, gridRow: tile.row + 1 };
          if (!held) return <li style={place} class="tile absent" aria-hidden="true" />;
          const tone = held.value === null ? "none" : `ramp-${step(held.value)}`;
          return (
            <li style={place} class={`tile ${tone}${held.unitKey === chosen ? " chosen" : ""}`}>
              <a href={held.href} title={`${held.name}: ${held.text}`}>
                <span aria-hidden="true">{tileName(held.name).map((word) => <span class="tile-word">{word}</span>)}</span>
                <span class="hidden-visually">{held.name}: {held.text}</span>
              </a>
            </li>
          );
        })}
      </ul>
      <ul class="legend">
        {ends.map((end, at) => (
          <li><span class={`swatch ramp-${rampStep(at, ends.length, isLowBest)}`} />{lowEnd(values, ends, at, format)}–{format(end)}</li>
        ))}
        {values.some((one) => one.value === null) && <li><span class="swatch none" />{missing}</li>}
      </ul>
    </div>
  );
}

/** Steps of the ramp spread over as many classes as there are; dark is always the better end. */
function rampStep(at: number, count: number, isLowBest: boolean): number {
  const place = isLowBest ? count - 1 - at : at;
  return count <= 1 ? 4 : 1 + Math.round((place * (CLASSES - 1)) / (count - 1));
}

function lowEnd(values: TileValue[], ends: number[], at: number, format: (value: number) => string): string {
  const inside = values.flatMap((one) => (one.value !== null && classOf(one.value, ends) === at ? [one.value] : []));
  return format(Math.min(...inside));
}
