/** Text held to a length at a word's end. Belongs here: the pure cut. */

/** At most `most` characters, cut after a whole word where one ends in the last third, and marked where it was cut. */
export function shortened(text: string, most: number): string {
  const plain = text.replace(/\s+/g, " ").trim();
  const letters = Array.from(plain);
  if (letters.length <= most) return plain;
  const cut = letters.slice(0, most - 1).join("");
  const end = cut.lastIndexOf(" ");
  return `${(end > (most * 2) / 3 ? cut.slice(0, end) : cut).replace(/[\s,;:.–-]+$/, "")}…`;
}
