/** The name that a mistyped one is most like. Belongs here: likeness of names, nothing else. */

/** The nearest of `names`, or undefined where none is near: at most a third of the letters may differ. */
export function nearest(typed: string, names: Iterable<string>): string | undefined {
  const wanted = typed.toLowerCase();
  let best: string | undefined;
  let least = Infinity;
  for (const name of names) {
    const far = distance(wanted, name.toLowerCase()) - (name.includes(wanted) ? 0.5 : 0);
    if (far < least) [best, least] = [name, far];
  }
  return best !== undefined && (least <= Math.max(1, best.length / 3) || best.includes(wanted)) ? best : undefined;
}

/** How many letters must be put in, taken out, changed or exchanged with the next one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + Number(a[i - 1] !== b[j - 1]);
      const isExchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, changed, isExchanged ? before[j - 2]! + 1 : Infinity));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
