/** What was read from a document, kind by kind, in the order of the document, each with its quote.
 *
 * Belongs here: choosing and filtering. Does not belong here: one record (`document-record`).
 */
import { useEffect, useMemo } from "preact/hooks";
import { recordText, recordsOf, type ReadRecord, type RecordKind } from "../evidence/records";
import { byPlace, shortPlace } from "../evidence/locator";
import { folded, matchesWords } from "../folding";
import { useLanguage, useWords } from "../language";
import { formatNumber } from "../numbers";
import { Tabs } from "../parts/fields";
import { FigureLink, IndexLink, UnitLink } from "../parts/links";
import { EmptyState, Section } from "../parts/page";
import { Pieces } from "../parts/passage";
import { Printed } from "../parts/printed";
import { DataTable, type Column } from "../parts/table";
import { piecesOf } from "../evidence/passage";
import { unpacked } from "../release";
import { changeState, type Route } from "../routing";
import type { DocumentFile, FigureRow } from "../shapes";
import "../styles/evidence.css";
import { DOCUMENT_WORDS } from "../words/document";
import { measureName, valueText } from "../words/measures";
import { RecordView } from "./document-record";

const KINDS: RecordKind[] = ["tasks", "targets", "deductions", "duties", "anomalies"];

export function DocumentRead({ route, parts }: { route: Route; parts: DocumentFile[] }) {
  const words = useWords(DOCUMENT_WORDS);
  const language = useLanguage();
  const records = useMemo(() => recordsOf(parts), [parts]);
  const figures = useMemo(() => parts.flatMap((part) => unpacked(part.figures)).sort((a, b) => byPlace(a.locator, b.locator)), [parts]);
  const counts: [string, number][] = [["figures", figures.length], ...KINDS.map((kind): [string, number] => [kind, records.filter((one) => one.kind === kind).length])];
  const held = counts.filter(([, count]) => count > 0);
  const at = route.state["at"];
  const chosen = route.state["show"] ?? records.find((one) => one.id === at)?.kind ?? held[0]?.[0] ?? "figures";
  const query = folded(route.state["q"] ?? "");
  useScrolledTo(at);
  if (held.length === 0) return <Section title={words.read}><EmptyState>{words.nothingRead}</EmptyState></Section>;
  const options = held.map(([value, count]) => ({ value, label: `${words[value as RecordKind]} (${formatNumber(language, count)})` }));
  return (
    <Section title={words.read} id="read">
      <p class="muted">{words.readLead}</p>
      <div class="field record-filter no-print">
        <label for="record-filter">{words.filter}</label>
        <input id="record-filter" type="search" value={route.state["q"] ?? ""} onInput={(event) => changeState(route, { q: event.currentTarget.value })} />
      </div>
      <Tabs label={words.read} value={chosen} options={options} onChange={(show) => changeState(route, { show })}>
        {chosen === "figures" ? <Figures figures={figures.filter((one) => matches(figureText(one), query))} />
          : <Records records={records.filter((one) => one.kind === chosen && matches(recordText(one), query))} at={at} />}
      </Tabs>
    </Section>
  );
}

function matches(text: string, query: string): boolean {
  return query === "" || matchesWords(folded(text), query);
}

function figureText(one: FigureRow): string {
  return [one.unit_name, one.unit_name_raw, one.index_code, one.year, one.domain_code, one.domain_label, one.measure, one.value_raw].join(" ");
}

/** Brings the record that the address names into view, once. */
function useScrolledTo(id: string | undefined) {
  useEffect(() => {
    if (id) document.getElementById(`record-${id}`)?.scrollIntoView({ block: "center" });
  }, [id]);
}

function Records({ records, at }: { records: ReadRecord[]; at: string | undefined }) {
  return (
    <ol class="records">
      {records.map((record) => <RecordView key={record.id} record={record} isChosen={record.id === at} />)}
    </ol>
  );
}

function Figures({ figures }: { figures: FigureRow[] }) {
  const words = useWords(DOCUMENT_WORDS);
  const language = useLanguage();
  const columns: Column<FigureRow>[] = [
    { key: "unit", label: words.unit, value: (one) => one.unit_name ?? one.unit_name_raw, cell: (one) => (one.unit_key ? <UnitLink unitKey={one.unit_key} name={one.unit_name} /> : <Printed text={one.unit_name_raw} />) },
    { key: "index", label: words.index, value: (one) => `${one.index_code} ${one.year}`, cell: (one) => (one.index_code && one.year !== null ? <IndexLink index={one.index_code} year={one.year} /> : null) },
    { key: "domain", label: words.domain, value: (one) => one.domain_label ?? one.domain_code, cell: (one) => <Printed text={one.domain_label ?? (one.domain_code === "_total" ? (language === "vi" ? "Tổng" : "Total") : one.domain_code)} /> },
    { key: "measure", label: words.measure, value: (one) => measureName(language, one.measure) },
    { key: "value", label: words.value, kind: "number", value: (one) => one.value, cell: (one) => <FigureLink figureId={one.figure_id}>{valueText(language, one.value, one.unit_of_measure)}</FigureLink> },
    { key: "printed", label: words.printed, value: (one) => one.quote, cell: (one) => <Pieces pieces={shortened(one)} /> },
    { key: "place", label: words.place, value: (one) => one.locator, cell: (one) => <span class="small muted">{shortPlace(language, one.locator)}</span> },
    { key: "used", label: words.used, value: (one) => (one.used_as ? 1 : 0), cell: (one) => (one.used_as ? words.usedYes : "–") },
  ];
  return <DataTable caption={`${words.figures}: ${formatNumber(language, figures.length)}`} columns={columns} rows={figures} rowKey={(one) => one.figure_id} limit={50} fileName="figures-of-document" />;
}

const SHOWN = 160;

/** The passage of a figure, not longer than a table bears. */
function shortened(figure: FigureRow) {
  return (figure.sentence?.length ?? 0) > SHOWN ? piecesOf({ ...figure, sentence: null }) : piecesOf(figure);
}
