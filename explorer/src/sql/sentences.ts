/** A failure as one sentence or two, with the name that was probably meant.
 *
 * Belongs here: choosing and filling the words. Does not belong here: finding failures (`failures.ts`).
 */
import type { Dictionary } from "../shapes";
import type { SQL_WORDS } from "../words/sql";
import { nearest } from "./nearest";
import type { SqlFailure } from "./protocol";

type SqlWords = Record<keyof (typeof SQL_WORDS)["en"], string>;

export function sentence(words: SqlWords, failure: SqlFailure, sql: string, tables: Dictionary["tables"]): string {
  switch (failure.kind) {
    case "no table":
      return [filled(words.failNoTable, { name: failure.name }), likeName(words, failure.name, tables.map((table) => table.name))].join(" ").trim();
    case "no column":
      return noColumn(words, failure.name, sql, tables);
    case "several":
      return words.failSeveral;
    case "empty":
      return words.failEmpty;
    case "not a question":
      return words.failNotQuestion;
    case "syntax":
      return failure.near ? `${filled(words.failSyntax, { near: failure.near })} ${words.askAgain}` : words.failUnfinished;
    case "other":
      return filled(words.failOther, { message: failure.message.replace(/\.$/, "") });
  }
}

function noColumn(words: SqlWords, name: string, sql: string, tables: Dictionary["tables"]): string {
  const bare = name.split(".").at(-1) ?? name;
  const asked = tables.filter((table) => new RegExp(`\\b${table.name}\\b`, "i").test(sql));
  const elsewhere = tables.filter((table) => table.columns.some((column) => column.name === bare.toLowerCase())).map((table) => table.name);
  const like = likeName(words, bare, new Set(asked.flatMap((table) => table.columns.map((column) => column.name))));
  const where = elsewhere.length ? filled(words.inTables, { names: elsewhere.slice(0, 4).join(", ") }) : "";
  return [filled(words.failNoColumn, { name }), elsewhere.length ? where : like].join(" ").trim();
}

function likeName(words: SqlWords, name: string, names: Iterable<string>): string {
  const found = nearest(name, names);
  return found ? filled(words.nearest, { name: found }) : "";
}

function filled(text: string, parts: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => parts[key] ?? whole);
}
