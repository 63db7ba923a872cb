/** Text and addresses that come out of documents: shown as text, whatever they hold.
 *
 * Belongs here: isolating and showing hostile text, and which addresses may be links. Does not belong here: anything
 * that our own pages say.
 */
import type { ComponentChildren } from "preact";

/** Bidirectional controls, invisible characters and other controls, which could make a text look like another. */
const INVISIBLE = /([\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}])/u;

/** The text cut where something invisible stands, each such character by its number: `U+202E`. */
export function visibleParts(text: string): { text: string; isMark: boolean }[] {
  return text
    .split(INVISIBLE)
    .filter((part) => part !== "")
    .map((part) =>
      INVISIBLE.test(part) ? { text: `U+${part.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`, isMark: true } : { text: part, isMark: false },
    );
}

/** The same as plain text, for titles, options and labels, which hold no marks. */
export function visibleText(text: string): string {
  return visibleParts(text).map((part) => part.text).join("");
}

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
