/** Text and addresses that come out of documents: shown as text, whatever they hold.
 *
 * Belongs here: isolating and showing hostile text, and which addresses may be links. Does not belong here: anything
 * that our own pages say.
 */
import type { ComponentChildren } from "preact";
import { visibleParts } from "../visible";

export { visibleParts, visibleText } from "../visible";

export function Printed({ text, lang }: { text: string | null | undefined; lang?: string }) {
  if (!text) return null;
  return (
    <bdi class="printed" lang={lang}>
      {visibleParts(text).map((part) => (part.isMark ? <span class="invisible-mark">{part.text}</span> : part.text))}
    </bdi>
  );
}

/** The address if it may be a link: http, https, mailto, or below the page; null otherwise. */
export function safeAddress(href: string | null | undefined): string | null {
  const text = href?.trim() ?? "";
  if (text === "" || /[\u0000-\u001f\\]/.test(text)) return null;
  if (/^(https?:\/\/|mailto:)/i.test(text)) return text;
  return /^[a-z][a-z0-9+.-]*:/i.test(text) || text.startsWith("//") ? null : text;
}

/** A link to an address out of a document; text alone where the address may not be a link. */
export function OutsideLink({ href, children }: { href: string | null | undefined; children: ComponentChildren }) {
  const address = safeAddress(href);
  if (!address) return <span>{children}</span>;
  return (
    <a href={address} rel="noopener noreferrer external">
      {children}
    </a>
  );
}
