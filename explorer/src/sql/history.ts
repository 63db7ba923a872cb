/** The reader's last queries, kept in this browser alone. Belongs here: keeping them. */
const PLACE = "cchc.queries";
const KEPT = 20;

export function readHistory(): string[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(held) ? held.filter((item) => typeof item === "string").slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function addToHistory(sql: string): string[] {
  return write([sql, ...readHistory().filter((held) => held !== sql)].slice(0, KEPT));
}

export function clearHistory(): string[] {
  return write([]);
}

/** Where the browser keeps nothing for pages from a folder, the history lasts as long as the page. */
function write(history: string[]): string[] {
  try {
    localStorage.setItem(PLACE, JSON.stringify(history));
  } catch {
    return history;
  }
  return history;
}
