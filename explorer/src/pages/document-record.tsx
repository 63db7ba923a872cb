/** One record of a document: its quote as printed, and what was understood.
 *
 * Belongs here: the form of tasks, targets, deductions, duties and anomalies. Does not belong here: lists.
 */
import type { ComponentChildren } from "preact";
import { placeText } from "../evidence/locator";
import { markedQuote, type ReadRecord } from "../evidence/records";
import { named, useLanguage, useWords } from "../language";
import { formatDate, formatNumber } from "../numbers";
import { useCatalogue } from "../parts/catalogue";
import { PageLink } from "../parts/links";
import { Pieces } from "../parts/passage";
import { Printed } from "../parts/printed";
import { SaidBadge } from "../parts/verdicts";
import type { DeductionRow, TargetRow } from "../shapes";
import { anomalyName, DOCUMENT_KINDS } from "../words/anomalies";
import { DOCUMENT_WORDS } from "../words/document";
import { unitName } from "../words/measures";
import { SEVERITIES } from "../words/verdicts";

export function RecordView({ record, isChosen }: { record: ReadRecord; isChosen: boolean }) {
  const language = useLanguage();
  const section = "section" in record.row ? record.row.section : null;
  return (
    <li id={`record-${record.id}`} class={`record${isChosen ? " chosen" : ""}`}>
      <p class="small muted">{[section, placeText(language, record.row.locator)].filter(Boolean).join(" · ")}</p>
      <p class="record-quote"><Pieces pieces={markedQuote(record)} /></p>
      <dl class="fields small"><Understood record={record} /></dl>
    </li>
  );
}

function Understood({ record }: { record: ReadRecord }) {
  const words = useWords(DOCUMENT_WORDS);
  const language = useLanguage();
  switch (record.kind) {
    case "tasks":
      return <>
        <Field name={words.domain}><Subject code={record.row.conformed_code} label={record.row.domain_label} /></Field>
        <Field name={words.lead}><Printed text={record.row.lead_units.join("; ")} /></Field>
        <Field name={words.coordinating}><Printed text={record.row.coordinating_units.join("; ")} /></Field>
        <Field name={words.deadline}>{deadline(language, record.row.due_on, record.row.deadline)}</Field>
      </>;
    case "targets":
      return <>
        <Field name={words.domain}><Subject code={record.row.conformed_code} label={record.row.domain_label} /></Field>
        <Field name={words.target}><TargetText row={record.row} /></Field>
        <Field name={words.deadline}>{deadline(language, record.row.due_on, record.row.deadline)}</Field>
      </>;
    case "deductions":
      return <Deduction row={record.row} />;
    case "duties":
      return <>
        <Field name={words.lead}><Printed text={record.row.units.join("; ")} /></Field>
        <Field name={words.to}><Printed text={record.row.recipients.join("; ")} /></Field>
        <Field name={words.frequency}><Printed text={record.row.frequency} /></Field>
        <Field name={words.deadline}><Printed text={record.row.due_raw} /></Field>
      </>;
    case "anomalies":
      return <>
        <Field name={words.anomalies}><SaidBadge of={SEVERITIES} code={record.row.severity} /> {anomalyName(language, record.row.kind)}</Field>
        <Field name={words.expected}><Printed text={record.row.expected} /></Field>
        <Field name={words.found}><Printed text={record.row.found} /></Field>
        <Field name={words.note}><Printed text={record.row.message} lang="en" /></Field>
      </>;
  }
}

function Deduction({ row }: { row: DeductionRow }) {
  const words = useWords(DOCUMENT_WORDS);
  const language = useLanguage();
  return <>
    <Field name={words.domain}><Subject code={row.conformed_code} label={row.domain_label} /></Field>
    <Field name={words.note}><Printed text={[row.criterion, row.reason].filter(Boolean).join(": ")} /></Field>
    <Field name={words.target}>{row.threshold_value !== null && `${sign(row.threshold_operator)} ${formatNumber(language, row.threshold_value)} ${unitName(language, row.threshold_unit)}`}</Field>
    <Field name={words.lost}>{row.lost_points !== null && `${formatNumber(language, row.lost_points)} ${unitName(language, "points")}`}</Field>
    <Field name={words.evidenceDocuments}><Printed text={row.evidence_documents.join("; ")} /></Field>
  </>;
}

function Field({ name, children }: { name: string; children: ComponentChildren }) {
  const isEmpty = children === null || children === false || children === "" || (typeof children === "object" && "props" in (children as object) && (children as { props: { text?: unknown } }).props.text === "");
  return isEmpty ? null : <><dt>{name}</dt><dd>{children}</dd></>;
}

/** The conformed domain, which leads to the tasks of all plans for it, and how the document calls it. */
function Subject({ code, label }: { code: string | null; label: string | null }) {
  const language = useLanguage();
  const { conformed } = useCatalogue();
  const subject = conformed.find((one) => one.conformed_code === code);
  if (!code && !label) return <>–</>;
  return (
    <>
      {code && <PageLink page="tasks" state={{ subject: code }}>{named(language, subject?.conformed_name_vi, subject?.conformed_name_en) || code}</PageLink>}
      {label && <> <q><Printed text={label} /></q></>}
    </>
  );
}

function TargetText({ row }: { row: TargetRow }) {
  const language = useLanguage();
  const unit = unitName(language, row.unit_of_measure);
  if (row.value === null) return <>{DOCUMENT_KINDS[row.operator ?? ""]?.[language] ?? <Printed text={row.value_raw} />}</>;
  const values = row.value_to === null ? formatNumber(language, row.value) : `${formatNumber(language, row.value)}–${formatNumber(language, row.value_to)}`;
  const base = row.base ?? row.base_year;
  return <>{[sign(row.operator, language), values, unit].filter(Boolean).join(" ")}{base ? <> (<Printed text={String(base)} />)</> : null}{row.index_code && ` · ${row.index_code.replaceAll("_", " ")}`}</>;
}

function sign(operator: string | null, language: "vi" | "en" = "vi"): string {
  const signs: Record<string, string> = { ">=": "≥", "<=": "≤", "=": "", between: "" };
  return operator === null ? "" : (signs[operator] ?? DOCUMENT_KINDS[operator]?.[language] ?? operator);
}

/** A day where the document gives one; otherwise the month or year it gives. */
function deadline(language: "vi" | "en", day: string | null, told: string | null): string {
  if (told && /^\d{4}-\d{2}$/.test(told)) return language === "vi" ? `${told.slice(5)}/${told.slice(0, 4)}` : told;
  return told && /^\d{4}$/.test(told) ? told : day ? formatDate(language, day) : (told ?? "");
}
