/** Coverage: index by year, and unit by year of one index, with what is missing and why.
 *
 * Belongs here: these matrices. Does not belong here: counting (`evidence/coverage`).
 */
import { useMemo } from "preact/hooks";
import { missingOf, STATUSES, sureness, yearCounts, type Block, type Missing } from "../evidence/coverage";
import { fileName } from "../file-names";
import { named, useLanguage, useWords } from "../language";
import { formatNumber } from "../numbers";
import { useCatalogue } from "../parts/catalogue";
import { byLevel } from "../parts/coverage";
import { useData, Waiting } from "../parts/data";
import { Select } from "../parts/fields";
import { indexShort, pageAddress } from "../parts/links";
import { Printed, visibleText } from "../parts/printed";
import { DataTable, type Column } from "../parts/table";
import { unpacked } from "../release";
import { changeState, type Route } from "../routing";
import type { CoverageUnits, Quality } from "../shapes";
import { QUALITY_WORDS } from "../words/quality";

const SIGNS: Record<string, string> = { exact: "●", derived: "E", bounded: "B", not_published: "N", not_found: "·" };

export function Coverage({ route, quality }: { route: Route; quality: Quality }) {
  const words = useWords(QUALITY_WORDS);
  const language = useLanguage();
  const { indices } = useCatalogue();
  const { national, local } = byLevel(indices);
  const blocks = [...national, ...local].flatMap((index) => quality.coverage.filter((block) => block.index_code === index.index_code));
  const chosen = blocks.find((block) => block.index_code === route.state["index"]) ?? blocks[0];
  const options = blocks.map((block) => ({ value: block.index_code, label: `${indexShort(block.index_code)} – ${named(language, indices.find((one) => one.index_code === block.index_code)?.name_vi, indices.find((one) => one.index_code === block.index_code)?.name_en)}` }));
  return (
    <div class="stack">
      <Legend />
      <Matrix blocks={blocks} codes={quality.codes} route={route} chosen={chosen?.index_code} />
      {chosen && (
        <section class="section" id="units">
          <h2>{words.grid}</h2>
          <div class="row controls"><Select label={words.index} value={chosen.index_code} options={once(options)} onChange={(index) => changeState(route, { index })} /></div>
          <UnitGrid indexCode={chosen.index_code} />
        </section>
      )}
    </div>
  );
}

function once(options: { value: string; label: string }[]) {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

function Legend() {
  const words = useWords(QUALITY_WORDS);
  return <ul class="legend cell-legend">{STATUSES.map((status) => <li key={status}><span class={`cell-sign ${status}`} aria-hidden="true">{SIGNS[status]}</span> {words[status]}</li>)}</ul>;
}

function Matrix({ blocks, codes, route, chosen }: { blocks: Block[]; codes: Record<string, string>; route: Route; chosen: string | undefined }) {
  const words = useWords(QUALITY_WORDS);
  const language = useLanguage();
  const years = [...new Set(blocks.flatMap((block) => block.years))].sort((a, b) => a - b);
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={words.matrix}>
      <table class="matrix" onKeyDown={stepInGrid}>
        <caption>{words.matrix} <span class="small muted">{words.matrixLead}</span></caption>
        <thead><tr><th scope="col">{words.index}</th>{years.map((year) => <th scope="col" class="number" key={year}>{year}</th>)}</tr></thead>
        <tbody>
          {blocks.map((block) => (
            <tr key={`${block.index_code}${block.level}`} class={block.index_code === chosen ? "chosen" : undefined}>
              <th scope="row"><a href={pageAddress(language, "quality", [], { ...route.state, index: block.index_code })}>{indexShort(block.index_code)}</a></th>
              {years.map((year) => <MatrixCell key={year} block={block} codes={codes} year={year} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MatrixCell({ block, codes, year }: { block: Block; codes: Record<string, string>; year: number }) {
  const words = useWords(QUALITY_WORDS);
  const language = useLanguage();
  const counts = yearCounts(block, codes, year);
  if (counts.units === 0) return <td class="number"></td>;
  const told = STATUSES.filter((status) => counts[status]).map((status) => `${counts[status]} ${words[status]}`).join(", ");
  return (
    <td class={`number sure-${sureness(counts)}`} title={told}>
      <a href={pageAddress(language, "index", [block.index_code, year])} tabIndex={-1} aria-label={`${indexShort(block.index_code)} ${year}: ${counts.exact + counts.derived}/${counts.units}. ${told}`}>
        {counts.exact + counts.derived}/{counts.units}
      </a>
    </td>
  );
}

type UnitCell = ReturnType<typeof cellsOf>[number];

function cellsOf(file: CoverageUnits) {
  return unpacked(file.cells);
}

function UnitGrid({ indexCode }: { indexCode: string }) {
  const data = useData<CoverageUnits>(`coverage_units/${fileName(indexCode)}`);
  if (data.status !== "ready") return <Waiting of={data} />;
  return <><Grid file={data.content} indexCode={indexCode} /><MissingTable file={data.content} /></>;
}

function Grid({ file, indexCode }: { file: CoverageUnits; indexCode: string }) {
  const words = useWords(QUALITY_WORDS);
  const cells = useMemo(() => cellsOf(file), [file]);
  const years = [...new Set(cells.map((cell) => cell.year))].sort((a, b) => a - b);
  const units = new Map<string, { name: string; byYear: Map<number, UnitCell> }>();
  for (const cell of cells) {
    const path = `${cell.level}/${cell.unit_name}`;
    const unit = units.get(path) ?? { name: cell.unit_name, byYear: new Map() };
    units.set(path, { ...unit, byYear: unit.byYear.set(cell.year, cell) });
  }
  const rows = [...units.values()].sort((a, b) => a.name.localeCompare(b.name, "vi"));
  const entry = rows.flatMap((unit) => years.map((year) => unit.byYear.get(year))).find((cell) => cell && keyOf(cell)) ?? null;
  return (
    <div class="table-scroll grid-scroll" tabIndex={0} role="region" aria-label={`${words.grid}: ${indexShort(indexCode)}`}>
      <table class="matrix unit-grid" onKeyDown={stepInGrid}>
        <caption>{words.grid}: {indexShort(indexCode)} <span class="small muted">{words.gridLead}</span></caption>
        <thead><tr><th scope="col">{words.unit}</th>{years.map((year) => <th scope="col" key={year}>{year}</th>)}</tr></thead>
        <tbody>
          {rows.map((unit) => (
            <tr key={unit.name}><th scope="row"><Printed text={unit.name} /></th>{years.map((year) => <GridCell key={year} cell={unit.byYear.get(year)} isEntry={unit.byYear.get(year) === entry} />)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a cell leads to: its fact, or the bound that is all we know. */
function keyOf(cell: UnitCell): string | null {
  return cell.status === "bounded" ? cell.bound_key : (cell.score_key ?? cell.bound_key);
}

/** Arrows lead from cell to cell; by Tab a matrix is a stop or one a row, not a thousand. */
function stepInGrid(event: KeyboardEvent): void {
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>("td, th");
  if (!step || !cell) return;
  event.preventDefault();
  const [down, right] = step as [number, number];
  for (let row: Element | null | undefined = cell.parentElement, at = cell.cellIndex; row; ) {
    row = down > 0 ? row.nextElementSibling : down < 0 ? row.previousElementSibling : row;
    at += right;
    const next = (row as HTMLTableRowElement | null)?.cells[at];
    if (!next) return;
    const link = next.querySelector("a");
    if (link) return link.focus();
  }
}

function GridCell({ cell, isEntry }: { cell: UnitCell | undefined; isEntry: boolean }) {
  const words = useWords(QUALITY_WORDS);
  const language = useLanguage();
  if (!cell) return <td></td>;
  const key = keyOf(cell);
  const value = cell.score !== null ? formatNumber(language, cell.score) : cell.low !== null || cell.high !== null ? `${formatNumber(language, cell.low)}–${formatNumber(language, cell.high)}` : "";
  const told = [`${visibleText(cell.unit_name)} ${cell.year}: ${words[cell.status as "exact"] ?? cell.status}`, value, reasonOf(language, cell)].filter(Boolean).join(". ");
  const sign = SIGNS[cell.status] ?? "?";
  return (
    <td class={`cell-sign ${cell.status}`} title={told}>
      {key ? <a href={pageAddress(language, "figure", [key])} tabIndex={isEntry ? 0 : -1} aria-label={`${sign} ${told}`}>{sign}</a> : <><span aria-hidden="true">{sign}</span><span class="hidden-visually">{told}</span></>}
    </td>
  );
}

function reasonOf(language: "vi" | "en", row: { status: string; reason_vi: string | null; reason_en: string | null }): string {
  const words = QUALITY_WORDS[language];
  const told = named(language, row.reason_vi, row.reason_en);
  if (told) return told;
  return row.status === "bounded" ? words.boundedReason : row.status === "not_found" ? words.noReason : "";
}

function MissingTable({ file }: { file: CoverageUnits }) {
  const words = useWords(QUALITY_WORDS);
  const language = useLanguage();
  const rows = useMemo(() => missingOf(file), [file]);
  const columns: Column<Missing>[] = [
    { key: "year", label: words.year, kind: "number", value: (row) => row.year },
    { key: "status", label: words.status, value: (row) => words[row.status as "exact"] ?? row.status },
    { key: "reason", label: words.reason, value: (row) => reasonOf(language, row), cell: (row) => <span class="reading-width">{reasonOf(language, row)}</span> },
    { key: "count", label: words.count, kind: "number", value: (row) => row.units.length },
    { key: "units", label: words.unit, value: (row) => row.units.join("; "), cell: (row) => <span class="small reading-width"><Printed text={row.units.slice(0, 8).join(", ")} />{row.units.length > 8 ? ` … +${row.units.length - 8}` : ""}</span> },
  ];
  if (rows.length === 0) return null;
  return <DataTable caption={`${words.missing}: ${words.missingLead}`} columns={columns} rows={rows} rowKey={(row) => `${row.year}${row.status}${row.reason_en}`} limit={30} fileName={`missing-${file.index_code}`} />;
}
