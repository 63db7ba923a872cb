/** The values of trajectories as a table. */
import { useLanguage, useWords } from "../../language";
import { formatNumber } from "../../numbers";
import { EvidenceBadge, evidenceWords, StatusBadge, StatusLegend } from "../../parts/badges";
import { FigureLink } from "../../parts/links";
import { Printed } from "../../parts/printed";
import { DataTable, type Column } from "../../parts/table";
import type { Line, Point } from "../../trajectories/lines";
import { unitName } from "../../words/measures";
import { SERIES } from "../../words/series";
import type { Asked } from "../series";
import { useUnitNames } from "./choice";

/** The status of a cell without a fact, of which an interval follows. */
const BOUNDED = "bounded";

interface Row extends Point {
  name: string;
  isCut: boolean;
}

export function ValuesTable({ lines, asked, caption }: { lines: Line[]; asked: Asked; caption: string }) {
  const nameOf = useUnitNames();
  const columns = useColumns(asked.mode === "34");
  const rows = lines.flatMap((line) => line.points.map((point) => ({ ...point, name: nameOf(line.unitPath), isCut: line.breaks.some((one) => one.year === point.year) })));
  const shown = columns.filter((column) => ["unit", "year"].includes(column.key) || rows.some((row) => column.value(row) !== null && column.value(row) !== ""));
  const fileName = `series-${asked.index}-${asked.domain}${asked.mode === "34" ? "-34" : ""}`;
  return (
    <div class="stack">
      <DataTable caption={caption} columns={shown} rows={rows} rowKey={(row) => `${row.unitPath} ${row.year}`} fileName={fileName} limit={60} />
      <StatusLegend statuses={rows.map((row) => row.status)} />
    </div>
  );
}

function useColumns(isBackCast: boolean): Column<Row>[] {
  const words = useWords(SERIES);
  const language = useLanguage();
  const number = (key: "score" | "low" | "high" | "maxScore", label: string): Column<Row> => ({ key, label, kind: "number", value: (row) => row[key], cell: (row) => formatNumber(language, row[key]) });
  const method = (row: Row) => (row.method === null ? null : (words[row.method as "range"] ?? row.method));
  const columns: Column<Row>[] = [
    { key: "unit", label: words.unitColumn, value: (row) => row.name, cell: (row) => <Printed text={row.name} /> },
    { key: "year", label: words.year, kind: "number", value: (row) => row.year },
    { ...number("score", words.score), cell: (row) => <FigureLink figureId={row.figureId} label={`${words.figure}: ${row.name} ${row.year}`}>{formatNumber(language, row.score)}</FigureLink> },
    number("low", words.low),
    number("high", words.high),
    number("maxScore", words.max),
    { key: "measure", label: words.unitOfMeasure, value: (row) => unitName(language, row.unit) },
    { key: "rank", label: words.rank, kind: "number", firstSort: "ascending", value: (row) => row.rank },
    { key: "claimed", label: words.rankBy, value: (row) => (row.isClaimedRank ? evidenceWords(language, "claim").name : null) },
    { key: "evidence", label: words.origin, value: (row) => (row.evidenceClass ? evidenceWords(language, row.evidenceClass).name : null), cell: (row) => <EvidenceBadge evidence={row.evidenceClass} /> },
    { key: "status", label: words.status, value: (row) => row.status, cell: (row) => (row.status === BOUNDED ? words.bounded : <StatusBadge status={row.status} />) },
    { key: "break", label: words.break, value: (row) => (row.isCut ? words.yes : null) },
  ];
  return isBackCast ? [...columns, { key: "method", label: words.method, value: method }] : columns;
}
