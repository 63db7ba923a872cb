/** The page of a document: what it is, what was read from it, what it cites and who cites it.
 *
 * Belongs here: loading the document's files and the order of the page. Does not belong here: its sections
 * (`document-facts`, `document-read`, `document-findings`).
 */
import { useEffect, useState } from "preact/hooks";
import { loadParts } from "../evidence/find-figure";
import { useLanguage, useWords } from "../language";
import { formatDate } from "../numbers";
import { EvidenceBadge } from "../parts/badges";
import { useCatalogue } from "../parts/catalogue";
import { Loading } from "../parts/data";
import { PageLink } from "../parts/links";
import { CiteBox, CopyLink, EmptyState, PageHead, Section } from "../parts/page";
import { Printed } from "../parts/printed";
import { bibtex } from "../evidence/citing";
import { unpacked } from "../release";
import type { Route } from "../routing";
import type { DocumentFile } from "../shapes";
import { DOCUMENT_WORDS } from "../words/document";
import { DocumentCitations, DocumentFindings } from "./document-findings";
import { DocumentFacts } from "./document-facts";
import { DocumentRead } from "./document-read";
import { documentTitle } from "./figure-printed";

type Sought = { id: string; parts: DocumentFile[] };

export function DocumentPage({ route }: { route: Route }) {
  const id = route.parts.join("/");
  const words = useWords(DOCUMENT_WORDS);
  const [sought, setSought] = useState<Sought | null>(null);
  useEffect(() => {
    let isWanted = true;
    const say = (parts: DocumentFile[]) => isWanted && setSought({ id, parts });
    loadParts(id, () => false).then(say, () => say([]));
    return () => {
      isWanted = false;
    };
  }, [id]);
  if (sought?.id !== id) return <><PageHead title={words.document} /><Loading /></>;
  const first = sought.parts[0];
  if (!first) return <NotHeld id={id} />;
  return <DocumentView route={route} first={first} parts={sought.parts} />;
}

function NotHeld({ id }: { id: string }) {
  const words = useWords(DOCUMENT_WORDS);
  return (
    <>
      <PageHead title={words.notFoundTitle} />
      <EmptyState>{words.notFound} <code><Printed text={id} /></code>. <PageLink page="search">{useLanguage() === "vi" ? "Tìm văn bản" : "Search documents"}</PageLink></EmptyState>
    </>
  );
}

function DocumentView({ route, first, parts }: { route: Route; first: DocumentFile; parts: DocumentFile[] }) {
  const words = useWords(DOCUMENT_WORDS);
  const language = useLanguage();
  const { release } = useCatalogue();
  const { type, full_number, issuer, publisher, issued_on, published_on, evidence, url } = first.document as Record<string, string | undefined>;
  const hasFigures = parts.some((part) => unpacked(part.figures).length > 0);
  const day = issued_on ?? published_on;
  const told = [full_number, issuer ?? publisher, day && formatDate(language, day)].filter(Boolean).join(" · ");
  const citation = [issuer ?? publisher, documentTitle(first), full_number, day, url].filter(Boolean).join(". ");
  return (
    <>
      <PageHead title={documentTitle(first)} kicker={<Printed text={type ?? words.document} />} lead={<><Printed text={told} /> {hasFigures && <EvidenceBadge evidence={evidence} />}</>}>
        <div class="row no-print"><CopyLink /></div>
      </PageHead>
      <DocumentFacts file={first} />
      <DocumentRead route={route} parts={parts} />
      <DocumentFindings parts={parts} />
      <DocumentCitations file={first} />
      <Section title={words.cite}>
        <CiteBox citation={`${citation}. In: ${release.citation} Document ${first.document_id}.`} bibtex={bibtex(release, `document ${first.document_id}`)} />
      </Section>
    </>
  );
}
