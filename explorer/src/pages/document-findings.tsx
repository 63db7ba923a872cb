/** What speaks against a document's figures, and which documents it cites or is cited in.
 *
 * Belongs here: these two sections of the page. Does not belong here: the form of one finding (`parts/verdicts`).
 */
import { useLanguage, useWords } from "../language";
import { formatDate, formatNumber } from "../numbers";
import { DocumentLink, IndexLink } from "../parts/links";
import { Section } from "../parts/page";
import { Printed } from "../parts/printed";
import { ClaimCheck, Contradiction, Discrepancy } from "../parts/verdicts";
import { unpacked } from "../release";
import type { CitationRow, DocumentFile, KnownErrorRow } from "../shapes";
import { DOCUMENT_WORDS } from "../words/document";
import { FIGURE_WORDS } from "../words/figure";

const SHOWN = 10;
const TELLING = new Set(["differs", "wrong_year", "other_index"]);

export function DocumentFindings({ parts }: { parts: DocumentFile[] }) {
  const words = useWords(DOCUMENT_WORDS);
  const language = useLanguage();
  const discrepancies = once(parts.flatMap((part) => unpacked(part.discrepancies)), (row) => row.discrepancy_id);
  const contradictions = once(parts.flatMap((part) => unpacked(part.contradictions)), (row) => row.contradiction_id);
  const claims = once(parts.flatMap((part) => unpacked(part.claims)), (row) => row.claim_id).filter((row) => row.document_id === parts[0]!.document_id);
  const telling = claims.filter((row) => TELLING.has(row.verdict));
  const known = unpacked(parts[0]!.known_errors);
  const isEmpty = discrepancies.length + contradictions.length + telling.length + known.length === 0;
  return (
    <Section title={words.findings}>
      {isEmpty && <p class="muted">{words.noFindings}</p>}
      <Limited rows={discrepancies.map((row) => <Discrepancy key={row.discrepancy_id} row={row} />)} />
      <Limited rows={contradictions.map((row) => <Contradiction key={row.contradiction_id} row={row} />)} />
      <Limited rows={telling.map((row) => <ClaimCheck key={row.claim_id} row={row} unit={null} />)} />
      {known.length > 0 && <><h3>{words.knownErrors}</h3>{known.map((row) => <KnownError key={row.error_id} row={row} />)}</>}
      {claims.length > telling.length && <p class="small muted">{formatNumber(language, claims.length - telling.length)} {words.agreeing}</p>}
    </Section>
  );
}

/** The first rows, and the rest behind a word. */
export function Limited({ rows, shown = SHOWN }: { rows: preact.ComponentChild[]; shown?: number }) {
  const words = useWords(DOCUMENT_WORDS);
  if (rows.length === 0) return null;
  return (
    <div class="stack">
      {rows.slice(0, shown)}
      {rows.length > shown && <details><summary>{words.showAll} ({rows.length - shown})</summary><div class="stack">{rows.slice(shown)}</div></details>}
    </div>
  );
}

function once<Row>(rows: Row[], key: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}

export function KnownError({ row }: { row: KnownErrorRow }) {
  const words = useWords(FIGURE_WORDS);
  return (
    <div class="finding">
      <p>
        <span class="badge">{row.status}</span> {row.index_code && row.year !== null && <IndexLink index={row.index_code} year={row.year} />}
        {row.document_id && <> · <DocumentLink documentId={row.document_id} /></>}
      </p>
      <p>{row.value && <>{words.found}: <q><Printed text={row.value} /></q>. </>}<Printed text={row.reason} lang="en" /></p>
    </div>
  );
}

export function DocumentCitations({ file }: { file: DocumentFile }) {
  const words = useWords(DOCUMENT_WORDS);
  const cites = unpacked(file.cites);
  const citedBy = unpacked(file.cited_by);
  const titles = new Map(unpacked(file.documents).map((one) => [one.document_id, [one.full_number, one.title ?? one.page_title].filter(Boolean).join(" · ")]));
  return (
    <Section title={words.citations}>
      <h3>{words.cites} ({cites.length})</h3>
      {cites.length === 0 ? <p class="muted">{words.noCites}</p> : <Limited rows={cites.map((row) => <Citation key={row.citation_id} row={row} otherId={row.cited_document_id} titles={titles} />)} />}
      <h3>{words.citedBy} ({citedBy.length})</h3>
      {citedBy.length === 0 ? <p class="muted">{words.noCitedBy}</p> : <Limited rows={citedBy.map((row) => <Citation key={row.citation_id} row={row} otherId={row.citing_document_id} titles={titles} />)} />}
    </Section>
  );
}

function Citation({ row, otherId, titles }: { row: CitationRow; otherId: string | null; titles: Map<string, string> }) {
  const words = useWords(DOCUMENT_WORDS);
  const language = useLanguage();
  const name = [row.cited_type, row.cited_full_number].filter(Boolean).join(" ");
  const day = row.cited_on ? formatDate(language, row.cited_on) : null;
  return (
    <div class="finding">
      <p>
        {otherId ? <DocumentLink documentId={otherId} title={titles.get(otherId) || name || null} /> : <strong><Printed text={name} /></strong>}
        {!otherId && <span class="small muted"> ({words.notHeld})</span>}
        {[row.cited_issuer, day].filter(Boolean).map((told) => <> · <Printed text={told} /></>)}
      </p>
      {row.about && <p class="small">{words.aboutWhat} <Printed text={row.about} /> {row.about_index_code && row.about_year !== null && <IndexLink index={row.about_index_code} year={row.about_year} />}</p>}
      {row.quote && <p class="small muted"><q><Printed text={row.quote} /></q></p>}
    </div>
  );
}
