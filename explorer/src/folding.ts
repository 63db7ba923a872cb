/** Words without diacritics and case, as people type them: `Quảng Ngãi` and `quang ngai` fold alike.
 *
 * Belongs here: pure folding and comparing of words. Does not belong here: what is searched.
 */

/** Lower case, no diacritics (đ too), single spaces. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Whether every word asked for begins some word of the text, both folded. */
export function matchesWords(foldedText: string, foldedQuery: string): boolean {
  const text = ` ${foldedText}`;
  return foldedQuery.split(" ").every((word) => text.includes(` ${word}`));
}

/** Whether one change of a letter (another, one more, one less, two swapped) makes `a` of `b`. */
export function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
