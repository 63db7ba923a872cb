/** What every page knows of the release: its version, indices, units and index-years, from the data file `core`. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { unpacked } from "../release";
import type { BreakRow, ConformedRow, Core, FrameworkRow, IndexRow, IndexYearRow, ReleaseInfo, TopDomainRow, UnitRow } from "../shapes";

export interface Catalogue {
  release: ReleaseInfo;
  indices: IndexRow[];
  units: UnitRow[];
  indexYears: IndexYearRow[];
  frameworks: FrameworkRow[];
  domains: TopDomainRow[];
  breaks: BreakRow[];
  conformed: ConformedRow[];
  index: (code: string) => IndexRow | undefined;
  unit: (unitKey: string) => UnitRow | undefined;
  yearsOf: (indexCode: string) => IndexYearRow[];
  /** `isHeldYear` of an index in a year, at any level. */
  isHeld: (indexCode: string, year: number) => boolean;
}

/** Whether the release holds any total of the index-year, or its rank. */
export function isHeldYear(row: IndexYearRow): boolean {
  return row.units_scored + row.units_ranked > 0;
}

export function catalogueOf(core: Core): Catalogue {
  const indices = unpacked(core.indices);
  const units = unpacked(core.units);
  const indexYears = unpacked(core.index_years);
  const byCode = new Map(indices.map((row) => [row.index_code, row]));
  const byKey = new Map(units.map((row) => [row.unit_key, row]));
  return {
    release: core.release,
    indices,
    units,
    indexYears,
    frameworks: unpacked(core.frameworks),
    domains: unpacked(core.domains),
    breaks: unpacked(core.breaks),
    conformed: unpacked(core.conformed),
    index: (code) => byCode.get(code),
    unit: (unitKey) => byKey.get(unitKey),
    yearsOf: (code) => indexYears.filter((row) => row.index_code === code),
    isHeld: (code, year) => indexYears.some((row) => row.index_code === code && row.year === year && isHeldYear(row)),
  };
}

const NO_ROWS = { columns: [], rows: [] };
const EMPTY: Catalogue = catalogueOf({
  release: { version: "", built_from: "", figures: 0, facts: 0, discrepancies: 0, documents: 0, citation: "" },
  indices: NO_ROWS,
  units: NO_ROWS,
  index_years: NO_ROWS,
  frameworks: NO_ROWS,
  domains: NO_ROWS,
  breaks: NO_ROWS,
  conformed: NO_ROWS,
});

export const CatalogueContext = createContext<Catalogue>(EMPTY);

/** The release's catalogue; pages are drawn only once it has arrived. */
export function useCatalogue(): Catalogue {
  return useContext(CatalogueContext);
}
