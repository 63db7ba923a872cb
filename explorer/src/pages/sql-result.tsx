/** The rows of a query: a table to sort, keys that lead to their pages, and downloads.
 *
 * Belongs here: showing and handing out a result. Does not belong here: running a query.
 */
import { useMemo } from "preact/hooks";
import { useLanguage, useWords } from "../language";
import { csvText, downloadText } from "../parts/csv";
import { DocumentLink, FigureLink, pageAddress, UnitLink } from "../parts/links";
import { Note } from "../parts/page";
import { Printed } from "../parts/printed";
import { DataTable, type Column } from "../parts/table";
import { formatNumber } from "../numbers";
import type { ReleaseInfo } from "../shapes";
import type { SqlCell, SqlResult } from "../sql/protocol";
import { SQL_WORDS } from "../words/sql";

interface Numbered {
  at: number;
  cells: SqlCell[];
}

export function SqlResultView({ result, release }: { result: SqlResult & { version: string }; release: ReleaseInfo }) {
  const words = useWords(SQL_WORDS);
  const language = useLanguage();
  const rows = useMemo(() => result.rows.map((cells, at) => ({ at, cells })), [result]);
  const columns = useMemo(() => result.columns.map((name, at) => column(name, at, result)), [result]);
  const took = `${formatNumber(language, result.rows.length)} ${words.rows} ${words.in} ${formatNumber(language, result.milliseconds, { decimals: 1 })} ms · SQLite ${result.version}`;
  if (rows.length === 0) return <Note>{words.noRows} <span class="small">{took}</span></Note>;
  return (
    <section class="stack" aria-label={words.result}>
      {result.isCut && <Note tone="info">{words.cut}</Note>}
      <DataTable caption={`${words.result}: ${took}`} columns={columns} rows={rows} rowKey={(row) => String(row.at)} />
      <Downloads result={result} release={release} />
    </section>
  );
}

function Downloads({ result, release }: { result: SqlResult; release: ReleaseInfo }) {
  const words = useWords(SQL_WORDS);
  const name = `cchc-query-${release.version}`;
  const asJson = () => {
    const rows = result.rows.map((cells) => Object.fromEntries(result.columns.map((column, at) => [column, cells[at]])));
    downloadText(`${name}.json`, JSON.stringify({ release: release.version, citation: release.citation, rows }, null, 1), "application/json");
  };
  const asCsv = () => downloadText(`${name}.csv`, csvText(result.columns, result.rows, [release.citation, location.href]), "text/csv;charset=utf-8");
  return (
    <div class="row no-print">
      <button type="button" class="button" onClick={asCsv}>{words.downloadCsv}</button>
      <button type="button" class="button" onClick={asJson}>{words.downloadJson}</button>
    </div>
  );
}

function column(name: string, at: number, result: SqlResult): Column<Numbered> {
  const isNumber = result.rows.some((row) => typeof row[at] === "number") && result.rows.every((row) => row[at] === null || typeof row[at] === "number");
  return {
    key: `${at}`,
    label: name,
    kind: isNumber ? "number" : "text",
    value: (row) => row.cells[at],
    cell: (row) => <Cell column={name} value={row.cells[at] ?? null} />,
  };
}

function Cell({ column, value }: { column: string; value: SqlCell }) {
  const language = useLanguage();
  if (value === null) return <span class="muted" aria-label="null">∅</span>;
  if (typeof value === "number") return <>{String(value)}</>;
  if (/(^|_)figure_id$/.test(column)) return <FigureLink figureId={value}><Printed text={value} /></FigureLink>;
  if (/(^|_)document_id$/.test(column)) return <DocumentLink documentId={value} />;
  if (/(^|_)(score_key|bound_key)$/.test(column)) return <a href={pageAddress(language, "figure", [value])}><Printed text={value} /></a>;
  if (/(^|_)unit_key$/.test(column)) return <UnitLink unitKey={value} name={value} />;
  return <Printed text={value} />;
}
