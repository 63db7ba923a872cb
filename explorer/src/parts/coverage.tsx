/** Which years of which index are held, and how well: a cell a year, a bar for the share of units.
 *
 * Belongs here: the strips and their legend. Does not belong here: units one by one (the page of quality).
 */
import { named, useLanguage, useWords, type Words } from "../language";
import type { IndexRow, IndexYearRow } from "../shapes";
import { isHeldYear, useCatalogue } from "./catalogue";
import { indexShort, pageAddress } from "./links";
import "../styles/coverage.css";

export type Standing = "whole" | "publisher" | "derived" | "claims" | "none";

/** How well a year is held: by its publisher's print in full or in part, by what follows from prints, by claims, not at all. */
export function standingOf(row: IndexYearRow): Standing {
  if (!isHeldYear(row)) return "none";
  if (row.best_evidence === "official" || row.best_evidence === "workbook") return row.status === "complete" ? "whole" : "publisher";
  return row.best_evidence === "derived" ? "derived" : "claims";
}

/** The share of units with a score or a rank; null where nobody told how many there are. */
export function shareOf(row: IndexYearRow): number | null {
  const held = Math.max(row.units_scored, row.units_ranked);
  return row.units_expected ? Math.min(1, held / row.units_expected) : null;
}

const WORDS = {
  vi: {
    whole: "đủ, theo cơ quan công bố",
    publisher: "một phần, theo cơ quan công bố",
    derived: "một phần, có số suy ra từ các thay đổi đã in",
    claims: "chỉ có số do nơi khác nêu",
    none: "chưa có số liệu",
    units: "đơn vị",
    of: "trên",
    chosen: "đang xem",
    bar: "độ dài vạch: phần đơn vị có số",
  },
  en: {
    whole: "whole, from the publisher",
    publisher: "partly, from the publisher",
    derived: "partly, some derived from printed changes",
    claims: "only claims of others",
    none: "nothing held",
    units: "units",
    of: "of",
    chosen: "shown",
    bar: "length of the bar: share of units with a value",
  },
} satisfies Words<string>;

/** One index: a cell for every year from its first. */
export interface CoverageStripProps {
  index: string;
  years: IndexYearRow[];
  chosen?: number;
  state?: Record<string, string>;
  /** The year of the first column, where strips stand below one another; they then leave gaps for years without a cell. */
  from?: number;
}

export function CoverageStrip({ index, years, chosen, state, from }: CoverageStripProps) {
  return (
    <ol class="coverage-strip">
      {years.map((row) => (
        <li key={row.year} style={from === undefined ? undefined : { gridColumn: row.year - from + 1 }}>
          <YearCell index={index} row={row} isChosen={row.year === chosen} state={state ?? {}} />
        </li>
      ))}
    </ol>
  );
}

function YearCell({ index, row, isChosen, state }: { index: string; row: IndexYearRow; isChosen: boolean; state: Record<string, string> }) {
  const language = useLanguage();
  const words = useWords(WORDS);
  const standing = standingOf(row);
  const share = shareOf(row);
  const held = Math.max(row.units_scored, row.units_ranked);
  const count = standing === "none" ? "" : `, ${held}${row.units_expected ? ` ${words.of} ${row.units_expected}` : ""} ${words.units}`;
  const said = `${indexShort(index)} ${row.year}: ${words[standing]}${count}`;
  return (
    <a class={`year-cell ${standing}`} href={pageAddress(language, "index", [index, row.year], state)} title={said} aria-current={isChosen ? "page" : undefined}>
      <span aria-hidden="true">{String(row.year).slice(2)}</span>
      <span class="hidden-visually">{said}</span>
      <span class="year-bar" aria-hidden="true"><span class="year-fill" style={{ width: `${Math.round((share ?? 0.15) * 100)}%` }} /></span>
    </a>
  );
}

/** All indices of a level, each with its strip. */
export function CoverageStrips({ indices }: { indices: IndexRow[] }) {
  const language = useLanguage();
  const { yearsOf, indexYears } = useCatalogue();
  const from = Math.min(...indexYears.map((row) => row.year));
  return (
    <ul class="coverage">
      {indices.map((index) => (
        <li key={index.index_code} class="coverage-index">
          <div>
            <a href={pageAddress(language, "index", [index.index_code])}><strong>{indexShort(index.index_code)}</strong></a>
            <span class="small muted"> {named(language, index.name_vi, index.name_en)}</span>
          </div>
          <CoverageStrip index={index.index_code} years={yearsOf(index.index_code)} from={from} />
        </li>
      ))}
    </ul>
  );
}

export function CoverageLegend() {
  const words = useWords(WORDS);
  const standings: Standing[] = ["whole", "publisher", "derived", "claims", "none"];
  return (
    <ul class="legend">
      {standings.map((standing) => (
        <li><span class={`year-cell ${standing} sample`} aria-hidden="true"><span class="year-bar"><span class="year-fill" /></span></span>{words[standing]}</li>
      ))}
      <li>{words.bar}</li>
    </ul>
  );
}

/** The reader's order: indices of provinces and ministries first, those that provinces keep for their own bodies last. */
export function byLevel(indices: IndexRow[]): { national: IndexRow[]; local: IndexRow[] } {
  const isNational = (row: IndexRow) => row.level === "province" || row.level === "ministry";
  const main = ["PAR_INDEX", "SIPAS", "PAPI", "PCI", "PAR_INDEX_MINISTRY"];
  const order = (row: IndexRow) => (main.includes(row.index_code) ? main.indexOf(row.index_code) : main.length);
  const national = indices.filter(isNational).sort((a, b) => order(a) - order(b) || a.index_code.localeCompare(b.index_code));
  return { national, local: indices.filter((row) => !isNational(row)) };
}

