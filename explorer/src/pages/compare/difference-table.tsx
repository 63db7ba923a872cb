/** Scores of units side by side as a table: each with its rank and its differences. */
import type { ComponentChildren } from "preact";
import type { Beside, CellBeside, DomainBeside } from "../../comparing/beside";
import { useLanguage, useWords } from "../../language";
import { formatChange, formatNumber, formatRank, NOTHING } from "../../numbers";
import { EvidenceBadge, evidenceWords } from "../../parts/badges";
import { FigureLink } from "../../parts/links";
import { Printed } from "../../parts/printed";
import { DataTable, type Column } from "../../parts/table";
import type { Language } from "../../routing";
import { COMPARE } from "../../words/compare";
import { filled } from "../../words/unit";
import type { Asked } from "../compare";
import { useUnitNames } from "../series/choice";
import { useDomainNames } from "./domain-names";

export function DifferenceTable({ asked, found, caption }: { asked: Asked; found: Beside; caption: string }) {
  const columns = useColumns(found);
  return <DataTable caption={caption} columns={columns} rows={found.domains} rowKey={(row) => row.domain.domain_key} fileName={`compare-${asked.index}-${asked.year}`} />;
}

function useColumns(found: Beside): Column<DomainBeside>[] {
  const words = useWords(COMPARE);
  const language = useLanguage();
  const nameOf = useUnitNames();
  const domainOf = useDomainNames();
  const number = (value: number | null) => formatNumber(language, value);
  const first = nameOf(found.units[0]!.path);
  return [
    { key: "domain", label: words.domain, value: (row) => domainOf(row), cell: (row) => <span class={`depth-${Math.min(2, row.depth)}`}><Printed text={domainOf(row)} /></span> },
    { key: "max", label: words.max, kind: "number", value: (row) => maxOf(row), cell: (row) => number(maxOf(row)) },
    ...found.units.flatMap((unit, at): Column<DomainBeside>[] => [
      { key: `score-${at}`, label: nameOf(unit.path), kind: "number", value: (row) => row.cells[at]?.row.score ?? null, cell: (row) => <ScoreCell cell={row.cells[at]} name={nameOf(unit.path)} /> },
      { key: `rank-${at}`, label: words.rank, kind: "number", firstSort: "ascending", value: (row) => row.cells[at]?.rank ?? null, cell: (row) => <>{formatRank(row.cells[at]?.rank)}{row.cells[at]?.isClaimedRank && <span class="small muted"> {evidenceWords(language, "claim").name.toLocaleLowerCase(language)}</span>}</> },
      ...(at === 0 ? [] : [difference(`first-${at}`, filled(words.toFirst, { unit: first }), (row) => row.cells[at]?.toFirst ?? null)]),
      difference(`median-${at}`, words.toMedian, (row) => row.cells[at]?.toMedian ?? null),
    ]),
    { key: "median", label: words.median, kind: "number", value: (row) => row.median, cell: (row) => <span title={filled(words.medianHint, { units: row.units })}>{written(language, row.median, row.unit)}</span> },
  ];
}

function difference(key: string, label: string, value: (row: DomainBeside) => number | null): Column<DomainBeside> {
  return { key, label, kind: "number", value, cell: (row) => <Difference value={value(row)} /> };
}

function Difference({ value }: { value: number | null }): ComponentChildren {
  const language = useLanguage();
  if (value === null) return <>{NOTHING}</>;
  return <span class={`change ${value > 0 ? "up" : value < 0 ? "down" : ""}`}>{formatChange(language, value, 3)}</span>;
}

function ScoreCell({ cell, name }: { cell: CellBeside | undefined; name: string }) {
  const language = useLanguage();
  if (!cell) return <>{NOTHING}</>;
  const { row } = cell;
  const told = written(language, row.score, row.unit_of_measure);
  const isOthers = row.evidence_class !== null && !["official", "workbook", "derived_from_print"].includes(row.evidence_class);
  return (
    <>
      <FigureLink figureId={row.figure_id ?? row.score_key} label={`${name}: ${told}`}>{told}</FigureLink>
      {isOthers && <> <EvidenceBadge evidence={row.evidence_class} /></>}
    </>
  );
}

/** A score; percent by its sign, since points may stand beside it. */
function written(language: Language, score: number | null, unit: string | null): string {
  return formatNumber(language, score) + (unit === "percent" && score !== null ? "\u00a0%" : "");
}

function maxOf(row: DomainBeside): number | null {
  return row.domain.max_score ?? row.cells.find((cell) => cell !== undefined)?.row.max_score ?? null;
}
