/** Known errors of print, the sources, anomalies in reading, and the checks that this release passed.
 *
 * Belongs here: these lists. Does not belong here: discrepancies and claims.
 */
import { useLanguage, useWords } from "../language";
import { formatDate, formatNumber, NOTHING } from "../numbers";
import { SaidBadge } from "../parts/verdicts";
import { DocumentLink, indexShort, UnitLink } from "../parts/links";
import { Printed } from "../parts/printed";
import { DataTable, type Column } from "../parts/table";
import { unpacked } from "../release";
import type { KnownErrorRow, Quality } from "../shapes";
import { anomalyName } from "../words/anomalies";
import { QUALITY_WORDS } from "../words/quality";
import { SEVERITIES } from "../words/verdicts";

export function KnownErrors({ quality }: { quality: Quality }) {
  const words = useWords(QUALITY_WORDS);
  const columns: Column<KnownErrorRow>[] = [
    { key: "what", label: words.what, value: (row) => row.reason, cell: (row) => <Printed text={row.reason} lang="en" /> },
    { key: "index", label: words.index, value: (row) => `${row.index_code} ${row.year}`, cell: (row) => `${indexShort(row.index_code ?? "")} ${row.year ?? ""}` },
    { key: "unit", label: words.unit, value: (row) => row.unit_key, cell: (row) => (row.unit_key ? <UnitLink unitKey={row.unit_key} /> : NOTHING) },
    { key: "by", label: words.by, value: (row) => (row as unknown as { found_by?: string }).found_by },
    { key: "document", label: words.source, value: (row) => row.document_id, cell: (row) => (row.document_id ? <DocumentLink documentId={row.document_id} /> : NOTHING) },
    { key: "status", label: words.status, value: (row) => row.status },
    { key: "rows", label: words.rowsFound, kind: "number", value: (row) => row.rows_found },
  ];
  return <DataTable caption={words.knownLead} columns={columns} rows={unpacked(quality.known_errors)} rowKey={(row) => row.error_id} fileName="known-errors" />;
}

type SourceRow = Record<string, string | number | boolean | null>;

export function Sources({ quality }: { quality: Quality }) {
  const words = useWords(QUALITY_WORDS);
  const language = useLanguage();
  const text = (row: SourceRow, name: string) => (row[name] === null || row[name] === undefined ? null : String(row[name]));
  const kept = (row: SourceRow) => (row["is_held_back"] ? words.heldBack : Number(row["suspect_documents"]) ? `${row["suspect_documents"]} ${words.documents.toLowerCase()}, ${row["suspect_figures"]} ${words.figures.toLowerCase()}` : "");
  const columns: Column<SourceRow>[] = [
    { key: "source", label: words.source, value: (row) => text(row, "source"), cell: (row) => <><code>{text(row, "source")}</code> <span class="small"><Printed text={text(row, language === "vi" ? "name_vi" : "name_en") ?? text(row, "name_en")} /></span></> },
    { key: "documents", label: words.documents, kind: "number", value: (row) => Number(row["documents"]), cell: (row) => formatNumber(language, Number(row["documents"])) },
    { key: "figures", label: words.figures, kind: "number", value: (row) => Number(row["figures"]), cell: (row) => formatNumber(language, Number(row["figures"])) },
    { key: "newest", label: words.newest, value: (row) => text(row, "newest_on"), cell: (row) => formatDate(language, text(row, "newest_on")) },
    { key: "looked", label: words.looked, value: (row) => text(row, "last_looked_on"), cell: (row) => formatDate(language, text(row, "last_looked_on")) },
    { key: "kept", label: words.kept, value: kept },
    { key: "licence", label: words.licence, value: (row) => text(row, "licence"), cell: (row) => <span class="small"><Printed text={text(row, "licence")} /></span> },
  ];
  const anomalies = unpacked(quality.anomalies);
  return (
    <div class="stack">
      <DataTable caption={words.tabSources} columns={columns} rows={unpacked(quality.sources) as SourceRow[]} rowKey={(row) => String(row["source"])} fileName="sources" />
      {anomalies.length > 0 && (
        <DataTable caption={words.anomalies} rows={anomalies} rowKey={(row) => `${row.kind}${row.severity}`} fileName="anomalies" columns={[
          { key: "kind", label: words.kind, value: (row) => anomalyName(language, row.kind) },
          { key: "severity", label: words.severity, value: (row) => row.severity, cell: (row) => <SaidBadge of={SEVERITIES} code={row.severity} /> },
          { key: "count", label: words.count, kind: "number", value: (row) => row.anomalies },
          { key: "documents", label: words.documents, kind: "number", value: (row) => row.documents },
        ]} />
      )}
    </div>
  );
}

export function Checks({ quality }: { quality: Quality }) {
  const words = useWords(QUALITY_WORDS);
  const held = (quality.checks as { great_expectations?: Record<string, unknown[]> } | null)?.great_expectations ?? {};
  const rows = Object.entries(held).map(([table, demands]) => ({ table, demands: demands.length }));
  if (rows.length === 0) return <p class="muted">{words.noChecks}</p>;
  return (
    <div class="stack">
      <p>{words.checksLead} <a href="data-docs/index.html">{words.dataDocs}</a></p>
      <DataTable caption={words.tabChecks} rows={rows} rowKey={(row) => row.table} fileName="checks" columns={[
        { key: "table", label: words.table, value: (row) => row.table, cell: (row) => <a href={`data-docs/index.html#demands-${row.table}`}><code>{row.table}</code></a> },
        { key: "demands", label: words.demands, kind: "number", value: (row) => row.demands },
        { key: "result", label: words.result, value: () => words.met },
      ]} />
    </div>
  );
}
