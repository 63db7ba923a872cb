/** What nobody would see in a text, by its number: marks of direction, letters without width, controls.
 *
 * Belongs here: telling them. Does not belong here: elements (`parts/printed`).
 */
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
