/** What a document says of itself, where it comes from, and when it was captured.
 *
 * Belongs here: these fields. Does not belong here: records read from it.
 */
import type { ComponentChildren } from "preact";
import { useLanguage, useWords } from "../language";
import { formatDate, formatNumber } from "../numbers";
import { Section } from "../parts/page";
import { OutsideLink, Printed, safeAddress } from "../parts/printed";
import { DataTable, type Column } from "../parts/table";
import { unpacked } from "../release";
import type { CaptureRow, DocumentFile } from "../shapes";
import "../styles/evidence.css";
import { DOCUMENT_WORDS } from "../words/document";

type Words = Record<keyof (typeof DOCUMENT_WORDS)["en"], string>;

export function DocumentFacts({ file }: { file: DocumentFile }) {
  const words = useWords(DOCUMENT_WORDS);
  const language = useLanguage();
  const told = fields(words, (day) => formatDate(language, day), file.document);
  return (
    <Section title={words.about}>
      <dl class="fields">
        {told.map(([name, value]) => (
          <><dt>{name}</dt><dd>{value}</dd></>
        ))}
      </dl>
      <Captures captures={unpacked(file.captures)} />
    </Section>
  );
}

function fields(words: Words, date: (day: string) => string, document: Record<string, unknown>): [string, ComponentChildren][] {
  const text = (name: string) => (document[name] === undefined || document[name] === null || document[name] === "" ? null : String(document[name]));
  const list = (name: string) => (Array.isArray(document[name]) && document[name].length ? document[name].join("; ") : null);
  const day = (name: string) => (text(name) ? date(text(name)!) : null);
  const joined = (names: string[]) => names.map(text).filter(Boolean).join(", ") || null;
  const plain: [string, string | null][] = [
    [words.type, text("type")],
    [words.number, text("full_number")],
    [words.issuer, text("issuer") ?? text("issuer_raw")],
    [words.publisher, text("publisher")],
    [words.signer, [joined(["signer_capacity", "signer_title", "signer"]), list("co_signers")].filter(Boolean).join("; ") || null],
    [words.digital, [text("digital_signer"), day("digitally_signed_on")].filter(Boolean).join(", ") || null],
    [words.issued, [day("issued_on"), text("place")].filter(Boolean).join(", ") || null],
    [words.effective, day("effective_on")],
    [words.expires, day("expires_on")],
    [words.published, day("published_on")],
    [words.validity, text("validity")],
    [words.field, text("field")],
    [words.gazette, [text("gazette_number"), day("gazette_on")].filter(Boolean).join(", ") || null],
    [words.addressees, list("addressees")],
    [words.recipients, list("recipients")],
    [words.attachments, list("attachments")],
    [words.planYears, list("plan_years")],
    [words.indexYears, list("index_years")],
    [words.complete, document["text_complete"] === undefined ? null : document["text_complete"] ? words.whole : words.cut],
    [words.pageTold, list("told_by_page")],
    [words.source, text("source")],
    [words.licence, text("licence")],
    [words.compiled, text("compiled_from")],
    [words.note, text("note")],
    [words.key, text("document_id")],
  ];
  const rows = plain.filter(([, value]) => value).map(([name, value]): [string, ComponentChildren] => [name, <Printed text={value} />]);
  const url = text("url");
  if (url) rows.splice(-1, 0, [words.address, <Address words={words} url={url} />]);
  return rows;
}

function Address({ words, url }: { words: Words; url: string }) {
  if (safeAddress(url)) return <OutsideLink href={url}><Printed text={url} /></OutsideLink>;
  return <><code><Printed text={url} /></code> <span class="small muted">({words.notLink})</span></>;
}

function Captures({ captures }: { captures: CaptureRow[] }) {
  const words = useWords(DOCUMENT_WORDS);
  const language = useLanguage();
  if (captures.length === 0) return null;
  const columns: Column<CaptureRow>[] = [
    { key: "at", label: words.looked, value: (row) => row.looked_at, cell: (row) => `${formatDate(language, row.looked_at)} ${row.looked_at.slice(11, 16)}` },
    { key: "outcome", label: words.outcome, value: (row) => row.outcome },
    { key: "method", label: words.how, value: (row) => row.method },
    { key: "type", label: words.file, value: (row) => row.media_type, cell: (row) => <Printed text={row.media_type} /> },
    { key: "bytes", label: words.size, kind: "number", value: (row) => row.bytes, cell: (row) => formatNumber(language, row.bytes) },
    { key: "sha", label: `${words.capture} (sha256)`, value: (row) => row.capture_id, cell: (row) => <code class="hash">{row.capture_id}</code> },
  ];
  return (
    <details class="captures">
      <summary>{words.captures} ({captures.length})</summary>
      <DataTable caption={words.captures} columns={columns} rows={captures} rowKey={(row) => row.look_id} fileName="captures" />
    </details>
  );
}
