/** What went wrong with a query, taken out of SQLite's messages, so that the page can say it in two languages.
 *
 * Belongs here: telling failures apart. Does not belong here: their words (`words/sql.ts`).
 */
import type { SqlFailure } from "./protocol";

export class QueryError extends Error {
  constructor(readonly failure: SqlFailure) {
    super(failure.kind);
  }
}

const FORMS: [RegExp, (found: string) => SqlFailure][] = [
  [/no such table: (.+)$/, (name) => ({ kind: "no table", name })],
  [/no such column: (.+?)(?: - should this be .*)?$/, (name) => ({ kind: "no column", name })],
  [/near "(.*)": syntax error$/s, (near) => ({ kind: "syntax", near })],
  [/(incomplete input)$/, () => ({ kind: "syntax", near: "" })],
  [/not authorized/, () => ({ kind: "not a question" })],
];

export function failureOf(error: unknown): SqlFailure {
  if (error instanceof QueryError) return error.failure;
  const message = (error instanceof Error ? error.message : String(error)).replace(/^SQLITE_\w+: sqlite3 result code \d+: /, "");
  for (const [form, made] of FORMS) {
    const found = form.exec(message);
    if (found) return made(found[1] ?? "");
  }
  return { kind: "other", message };
}
