/** The head of a page, and the small boxes that pages share.
 *
 * Belongs here: title and focus, notes, empty states, citing, copying. Does not belong here: tables, charts, fields.
 */
import { Component, type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLanguage, useWords } from "../language";
import { PARTS } from "../words/parts";
import { focusIfRequested } from "./focus";
import { pageAddress } from "./links";
import { visibleText } from "./printed";

const PRODUCT = { vi: "Kho dữ liệu CCHC", en: "CCHC Warehouse" };

export interface PageHeadProps {
  title: string;
  /** A line above the title: where in the whole this page stands. */
  kicker?: ComponentChildren;
  lead?: ComponentChildren;
  children?: ComponentChildren;
}

/** The first heading: sets the window's title and takes the focus when the reader came here by a link. */
export function PageHead({ title: given, kicker, lead, children }: PageHeadProps) {
  const language = useLanguage();
  const title = visibleText(given);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === PRODUCT[language] ? title : `${title} · ${PRODUCT[language]}`;
    focusIfRequested(heading.current);
  });
  return (
    <header class="page-head">
      {kicker && <p class="kicker">{kicker}</p>}
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </header>
  );
}

/** A part of a page with a heading of its own. */
export function Section({ title, id, children }: { title: string; id?: string; children: ComponentChildren }) {
  return (
    <section class="section" id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Why nothing is here, honestly: not published, not found, or not asked for yet. */
export function EmptyState({ title, children }: { title?: string | undefined; children: ComponentChildren }) {
  return (
    <div class="empty stack">
      {title && <p><strong>{title}</strong></p>}
      <p>{children}</p>
    </div>
  );
}

/** Where an address names an index or a year that the release does not hold, below the fields to choose another. */
export function UnknownIndex() {
  return <EmptyState>{useWords(PARTS).unknownIndex}</EmptyState>;
}

export function Note({ tone = "", children }: { tone?: "" | "warn" | "info"; children: ComponentChildren }) {
  return <div class={`note ${tone}`}>{children}</div>;
}

/** Below a table or chart: who printed it, and what to mind. */
export function SourceNote({ children }: { children: ComponentChildren }) {
  const words = useWords(PARTS);
  return <p class="source-note">{words.source}: {children}</p>;
}

/** A button that copies a text and says so. */
export function CopyButton({ text, label, primary }: { text: () => string; label: string; primary?: boolean }) {
  const words = useWords(PARTS);
  const [said, say] = useState("");
  const copy = async () => {
    say((await copied(text())) ? words.copied : words.notCopied);
    setTimeout(() => say(""), 3000);
  };
  return (
    <span class="row center">
      <button type="button" class={`button${primary ? " primary" : ""}`} onClick={copy}>{label}</button>
      <span class="small muted" role="status">{said}</span>
    </span>
  );
}

/** Copies the address of what is on screen. */
export function CopyLink() {
  const words = useWords(PARTS);
  return <CopyButton text={() => location.href} label={words.copyLink} />;
}

/** A citation to read and to copy, with BibTeX where it is given. */
export function CiteBox({ citation: given, bibtex }: { citation: string; bibtex?: string }) {
  const words = useWords(PARTS);
  const citation = visibleText(given);
  return (
    <div class="cite stack">
      <p>{citation}</p>
      <div class="row no-print">
        <CopyButton text={() => citation} label={words.copyCitation} />
        {bibtex && <CopyButton text={() => bibtex} label={words.copyBibtex} />}
      </div>
    </div>
  );
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

/** Pages opened from a folder have no clipboard of their own: copy by a field instead. */
function copiedByHand(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.className = "hidden-visually";
  document.body.append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  return isDone;
}

/** Shows a sentence in the place of a page that broke, so that the frame stays usable. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static override getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: unknown) {
    console.error(error);
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const words = useWords(PARTS);
  return (
    <div class="failure stack" role="alert">
      <p>{words.broken} {words.brokenHint}</p>
      <p><a href={pageAddress(useLanguage(), "home")}>{words.home}</a></p>
    </div>
  );
}
