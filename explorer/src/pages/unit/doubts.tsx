/** What to mind about a unit's figures: claims that do not agree, contradictions in print, scores that nobody printed. */
import { half, useLanguage, useWords } from "../../language";
import { findingText } from "../../evidence/wording";
import { documentOfFigure } from "../../file-names";
import { DocumentLink, FigureLink, indexShort } from "../../parts/links";
import { Section } from "../../parts/page";
import { Printed } from "../../parts/printed";
import { DataTable, type Column } from "../../parts/table";
import { claimSentence } from "../../parts/verdicts";
import type { Chosen, UnitData } from "../../reckoning/unit-view";
import { formatNumber, NOTHING } from "../../numbers";
import type { ClaimRow, DiscrepancyRow } from "../../shapes";
import { RULES } from "../../words/rules";
import { filled, UNIT } from "../../words/unit";
import { documentName } from "./task";

export function DoubtsSection({ data, chosen }: { data: UnitData; chosen: Chosen | null }) {
  const words = useWords(UNIT);
  const isEmpty = data.claims.length === 0 && data.discrepancies.length === 0 && data.bounds.length === 0;
  return (
    <Section title={words.doubts} id="doubts">
      {data.claims.length === 0 && data.discrepancies.length === 0 && <p>{words.noDoubts}</p>}
      {data.claims.length > 0 && <Claims data={data} />}
      {data.discrepancies.length > 0 && <Discrepancies data={data} />}
      {!isEmpty && <Bounds data={data} chosen={chosen} />}
    </Section>
  );
}

function Claims({ data }: { data: UnitData }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const said = words as Record<string, string>;
  const columns: Column<ClaimRow>[] = [
    { key: "index", label: words.index, value: (row) => `${indexShort(row.index_code)} ${row.year}` },
    { key: "domain", label: words.domain, value: (row) => `${row.domain_code === "_total" ? words.total : (row.domain_code ?? "")} · ${said[`measure_${row.measure}`] ?? row.measure}` },
    { key: "value", label: words.claimSaid, kind: "number", value: (row) => row.value, cell: (row) => <FigureLink figureId={row.claim_id}><Printed text={row.value_raw ?? formatNumber(language, row.value)} /></FigureLink> },
    { key: "reference", label: words.claimRef, kind: "number", value: (row) => row.reference_value, cell: (row) => <FigureLink figureId={row.against_figure_id ?? row.against_score_key}>{formatNumber(language, row.reference_value)}</FigureLink> },
    { key: "verdict", label: words.verdict, value: (row) => said[row.verdict] ?? row.verdict, cell: (row) => <span title={claimSentence(language, row, null) || undefined}>{said[row.verdict] ?? row.verdict}{row.is_own_claim && <span class="small muted"> ({words.own})</span>}</span> },
    { key: "document", label: words.document, value: (row) => row.document_id, cell: (row) => <DocumentLink documentId={row.document_id} title={documentName(data.documents.get(row.document_id))} /> },
  ];
  return <DataTable caption={words.claims} columns={columns} rows={data.claims} rowKey={(row) => row.claim_id} limit={20} />;
}

function Discrepancies({ data }: { data: UnitData }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const columns: Column<DiscrepancyRow>[] = [
    { key: "index", label: words.index, value: (row) => (row.index_code ? `${indexShort(row.index_code)} ${row.year ?? ""}` : "") },
    { key: "rule", label: words.rule, value: (row) => row.rule, cell: (row) => <span title={RULES[row.rule]?.text[language] ?? row.explanation ?? undefined}>{row.rule} <span class="small muted">{RULES[row.rule]?.name[language] ?? row.rule_name}</span></span> },
    { key: "expected", label: words.expected, value: (row) => row.expected, cell: (row) => <Printed text={findingText(language, half(language, row.expected)) || NOTHING} /> },
    { key: "found", label: words.found, value: (row) => row.found, cell: (row) => <FigureLink figureId={row.figure_ids[0]}><Printed text={findingText(language, row.found) || NOTHING} /></FigureLink> },
    { key: "document", label: words.document, value: (row) => documentIdOf(row), cell: (row) => <DocumentLink documentId={documentIdOf(row)} title={documentName(data.documents.get(documentIdOf(row)))} /> },
  ];
  return <DataTable caption={words.discrepancies} columns={columns} rows={data.discrepancies} rowKey={(row) => row.discrepancy_id} limit={20} />;
}

function documentIdOf(row: DiscrepancyRow): string {
  return row.document_id ?? documentOfFigure(row.figure_ids[0] ?? "");
}

/** Intervals of totals, those of the chosen index first. */
function Bounds({ data, chosen }: { data: UnitData; chosen: Chosen | null }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const rows = data.bounds.filter((row) => row.value === null && row.measure === "score" && row.low !== null && row.high !== null);
  if (rows.length === 0) return null;
  const isChosen = (code: string) => Number(code !== chosen?.indexCode);
  const sorted = [...rows].sort((a, b) => isChosen(a.index_code) - isChosen(b.index_code) || b.year - a.year || (a.bound_key < b.bound_key ? -1 : 1));
  return (
    <details>
      <summary>{words.bounds} ({rows.length})</summary>
      <p class="small muted">{words.boundsNote}</p>
      <dl class="facts">
        {sorted.map((row) => (
          <>
            <dt>{indexShort(row.index_code)} {row.year}{row.domain_code !== "_total" && ` · ${row.domain_code}`}</dt>
            <dd>{filled(words.bound, { low: formatNumber(language, row.low, { decimals: 2 }), high: formatNumber(language, row.high, { decimals: 2 }) })}{row.unit_of_measure === "percent" && "%"}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}
