/** A printed figure: its passage, the steps from print to fact, where else it is printed, what speaks against it.
 *
 * Belongs here: the order and words of this page. Does not belong here: finding the figure, passages.
 */
import type { ComponentChildren } from "preact";
import { figureBibtex, figureCitation } from "../evidence/citing";
import { placeText } from "../evidence/locator";
import { passageOf } from "../evidence/passage";
import { named, useLanguage, useWords } from "../language";
import { formatDate } from "../numbers";
import { EvidenceBadge } from "../parts/badges";
import { useCatalogue } from "../parts/catalogue";
import { DocumentLink, FigureLink, IndexLink, indexShort, pageAddress, UnitLink } from "../parts/links";
import { CiteBox, CopyLink, Note, PageHead, Section } from "../parts/page";
import { PassageView } from "../parts/passage";
import { OutsideLink, Printed, safeAddress } from "../parts/printed";
import { unpacked } from "../release";
import type { Language } from "../routing";
import type { DocumentFactRow, DocumentFile, FigureRow } from "../shapes";
import { FIGURE_WORDS } from "../words/figure";
import { measureName, valueText } from "../words/measures";
import { FigureFindings, Rivals } from "./figure-beside";

export interface PrintedFigureProps {
  figure: FigureRow;
  figures: FigureRow[];
  file: DocumentFile;
}

export function PrintedFigure({ figure, figures, file }: PrintedFigureProps) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  const { release } = useCatalogue();
  const title = documentTitle(file);
  const what = `${indexShort(figure.index_code ?? "")} ${figure.year ?? ""} · ${figure.unit_name ?? figure.unit_name_raw ?? ""}`;
  const isSetAside = unpacked(file.contradictions).some((one) => one.set_aside_figure_id === figure.figure_id);
  return (
    <>
      <PageHead title={`${what}: ${valueText(language, figure.value, figure.unit_of_measure)}`} kicker={words.figure}
        lead={<>{measureName(language, figure.measure)}, <DomainName figure={figure} />. <EvidenceBadge evidence={figure.evidence} /></>}>
        <div class="row no-print"><CopyLink /></div>
      </PageHead>
      {isSetAside && <Note tone="warn">{words.setAside}</Note>}
      {!figure.is_current && <Note tone="warn">{figure.superseded_by ? <>{words.superseded} <FigureLink figureId={figure.superseded_by} /></> : words.notCurrent}</Note>}
      <Section title={words.asPrinted}>
        <PassageView passage={passageOf(figure, figures)} />
        <p>{words.inDocument}: <DocumentLink documentId={file.document_id} title={title} /></p>
      </Section>
      <Section title={words.steps}><Steps figure={figure} file={file} title={title} /></Section>
      <Rivals figure={figure} file={file} />
      <FigureFindings figure={figure} file={file} />
      <Section title={words.cite}>
        <CiteBox citation={figureCitation(release, figure, file.document)} bibtex={figureBibtex(release, figure)} />
        <p class="small muted">{words.key}: <code><Printed text={figure.figure_id} /></code></p>
      </Section>
    </>
  );
}

/** The title, or the number, or the key of a document: what people call it by. */
export function documentTitle(file: DocumentFile): string {
  const { title, page_title, full_number } = file.document as Record<string, string | null | undefined>;
  return title ?? page_title ?? full_number ?? file.document_id;
}

function DomainName({ figure }: { figure: FigureRow }) {
  const language = useLanguage();
  const { domains } = useCatalogue();
  const domain = domains.find((one) => one.index_code === figure.index_code && one.domain_code === figure.domain_code);
  const name = named(language, domain?.name_vi, domain?.name_en) || figure.domain_label || figure.domain_code || "";
  return <Printed text={name} />;
}

function Steps({ figure, file, title }: { figure: FigureRow; file: DocumentFile; title: string }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  return (
    <ol class="steps">
      <Step name={words.stepDocument}><DocumentLink documentId={file.document_id} title={title} /><DocumentLine file={file} /></Step>
      <Step name={words.stepCapture}><CaptureLine figure={figure} /></Step>
      <Step name={words.stepPlace}>{placeText(language, figure.locator)} <span class="small muted">(<code>{figure.locator}</code>)</span></Step>
      <Step name={words.stepRaw}><q><Printed text={figure.value_raw} /></q>{figure.doubt && <> · <Printed text={figure.doubt} /></>}</Step>
      <Step name={words.stepValue}><strong>{valueText(language, figure.value, figure.unit_of_measure)}</strong> ({measureName(language, figure.measure)}{figure.base_year ? `, ${figure.base_year} → ${figure.year}` : ""}){figure.reconciled && <> · <Printed text={figure.reconciled} /></>}</Step>
      <Step name={words.stepUnit}>
        {figure.unit_key ? <UnitLink unitKey={figure.unit_key} name={figure.unit_name} /> : words.noUnit}
        {figure.unit_name_raw && figure.unit_name_raw !== figure.unit_name && <> ({words.printedAs} <q><Printed text={figure.unit_name_raw} /></q>)</>}
      </Step>
      <Step name={words.stepDomain}>
        {figure.index_code && figure.year !== null && <IndexLink index={figure.index_code} year={figure.year} state={{ domain: figure.domain_code }} />}: <DomainName figure={figure} />
        {figure.domain_label && <> ({words.printedAs} <q><Printed text={figure.domain_label} /></q>)</>}
      </Step>
      <Step name={words.stepReader}><code><Printed text={`${figure.reader ?? ""} ${figure.reader_version ?? ""}`} /></code></Step>
      <Step name={words.stepFact}><FactLine figure={figure} fact={unpacked(file.facts).find((one) => one.score_key === figure.score_key)} /></Step>
    </ol>
  );
}

function Step({ name, children }: { name: string; children: ComponentChildren }) {
  return <li><span class="step-name">{name}</span><div>{children}</div></li>;
}

function DocumentLine({ file }: { file: DocumentFile }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  const { publisher, issuer, full_number, issued_on, published_on, url } = file.document as Record<string, string | undefined>;
  const day = issued_on ?? published_on;
  const told = [publisher ?? issuer, full_number, day && formatDate(language, day)].filter(Boolean).join(" · ");
  return (
    <div class="small muted">
      <Printed text={told} />
      {safeAddress(url) && <> · <OutsideLink href={url}>{words.source}</OutsideLink></>}
    </div>
  );
}

function CaptureLine({ figure }: { figure: FigureRow }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  const last = figure.last_seen_on ? `, ${words.captureLast} ${formatDate(language, figure.last_seen_on)}` : "";
  return (
    <>
      <code class="hash">{figure.capture_id}</code>
      <div class="small muted">{words.captureSeen} {formatDate(language, figure.first_seen_on)}{last}. {words.captureNote}</div>
    </>
  );
}

/** The league table in which the fact stands, with its row marked. */
function rowAddress(language: Language, figure: FigureRow): string {
  const domain = figure.domain_code === "_total" ? "" : figure.domain_code;
  return pageAddress(language, "index", [figure.index_code ?? "", figure.year ?? ""], { domain, unit: figure.unit_key });
}

function FactLine({ figure, fact }: { figure: FigureRow; fact: DocumentFactRow | undefined }) {
  const words = useWords(FIGURE_WORDS);
  const language = useLanguage();
  if (!fact || !["score", "rank", "max_score"].includes(figure.measure)) {
    return <>{words.noFact} {fact && <a href={rowAddress(language, figure)}>{words.facts}: {valueText(language, fact.score, fact.unit_of_measure)}</a>}</>;
  }
  const used = { score: words.usedScore, rank: words.usedRank, max: words.usedMax };
  const chosen = figure.measure === "rank" ? fact.rank_figure_id : fact.figure_id;
  return (
    <>
      <p>
        {figure.used_as ? used[figure.used_as] : words.notUsed}{" "}
        <a href={rowAddress(language, figure)}>{words.facts}: {valueText(language, figure.measure === "rank" ? fact.rank_published : fact.score, figure.measure === "rank" ? "rank" : fact.unit_of_measure)}</a>{" "}
        {figure.measure !== "rank" && <EvidenceBadge evidence={fact.evidence} />}
      </p>
      {!figure.used_as && <p class="small muted">{words.notUsedHint} {chosen && <FigureLink figureId={chosen}>{words.chosen}</FigureLink>}</p>}
    </>
  );
}
