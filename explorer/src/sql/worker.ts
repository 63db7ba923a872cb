/** The worker that answers queries: SQLite in memory, away from the page, so that a long query can be stopped.
 *
 * Belongs here: the engine, filling tables, running one query. Does not belong here: loading files, words.
 *
 * It begins with every table there is, empty, so that a query tells which of them it reads before any is loaded.
 */
import sqlite3InitModule, { type Database, type PreparedStatement, type Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { failureOf, QueryError } from "./failures";
import type { SqlAnswer, SqlCell, SqlRequest, SqlResult, TableForm } from "./protocol";

let sqlite: Sqlite3Static;
let db: Database;
let keys = new Map<string, string[]>();
const LONGEST_TEXT = 10_000_000;
/** Letters in an answer: more would fill the page's memory, whatever the number of rows. */
const MOST_TEXT = 50_000_000;

onmessage = async (event: MessageEvent<SqlRequest>) => {
  try {
    postMessage(await answer(event.data));
  } catch (error) {
    postMessage({ about: "failure", failure: failureOf(error) } satisfies SqlAnswer);
  }
};

async function answer(request: SqlRequest): Promise<SqlAnswer> {
  switch (request.ask) {
    case "open":
      return { about: "open", version: await open(request.engine, request.tables) };
    case "names":
      return { about: "names", tables: namedTables(request.sql) };
    case "table":
      fill(request.name, await unpacked(request.image));
      return { about: "table", name: request.name };
    case "run":
      return { about: "run", result: run(request.sql, request.limit) };
  }
}

async function open(engine: string, tables: TableForm[]): Promise<string> {
  const start = sqlite3InitModule as unknown as (options: { wasmBinary: Uint8Array }) => Promise<Sqlite3Static>;
  sqlite = await start({ wasmBinary: await unpacked(engine) });
  db = new sqlite.oo1.DB(":memory:");
  sqlite.capi.sqlite3_limit(db.pointer!, sqlite.capi.SQLITE_LIMIT_LENGTH, LONGEST_TEXT);
  db.createFunction("fold", (_, text) => folded(text), { deterministic: true });
  keys = new Map(tables.map((table) => [table.name, table.key]));
  for (const table of tables) {
    db.exec(`create table ${quoted(table.name)} (${table.columns.map((column) => `${quoted(column.name)} ${sqlType(column.type)}`).join(", ")})`);
  }
  return sqlite.version.libVersion;
}

/** The tables that a query reads. */
function namedTables(sql: string): string[] {
  const read = new Set<string>();
  watched(read, () => prepared(sql).finalize());
  return [...read].filter((name) => !name.startsWith("sqlite_"));
}

/** Take the rows of a table out of its image: SQLite copies whole records where two tables have one form. */
function fill(name: string, image: Uint8Array): void {
  const { capi, wasm } = sqlite;
  db.exec("attach ':memory:' as image");
  try {
    const place = wasm.allocFromTypedArray(image);
    const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE;
    db.checkRc(capi.sqlite3_deserialize(db.pointer!, "image", place, image.byteLength, image.byteLength, flags));
    const form = db.selectValue("select sql from image.sqlite_schema where type = 'table'") as string;
    db.exec(`drop table main.${quoted(name)}; ${form}; insert into main.${quoted(name)} select * from image.${quoted(name)}`);
    // Joins of large tables stand on their keys; without an index SQLite would make one for every query.
    const key = (keys.get(name) ?? []).map(quoted).join(", ");
    if (key) db.exec(`create index main.${quoted(`key of ${name}`)} on ${quoted(name)} (${key})`);
  } finally {
    db.exec("detach image");
  }
}

function run(sql: string, limit: number): SqlResult {
  return watched(new Set(), () => {
    const begun = performance.now();
    const statement = prepared(sql);
    try {
      const columns = statement.getColumnNames([]);
      const rows: SqlCell[][] = [];
      let isCut = false;
      let letters = 0;
      while (statement.step()) {
        if (rows.length === limit || letters > MOST_TEXT) {
          isCut = true;
          break;
        }
        const row = (statement.get([]) as unknown[]).map(cell);
        for (const one of row) letters += typeof one === "string" ? one.length : 0;
        rows.push(row);
      }
      return { columns, rows, isCut, milliseconds: performance.now() - begun };
    } finally {
      statement.finalize();
    }
  });
}

/** One statement, and nothing after it. */
function prepared(sql: string): PreparedStatement {
  if (isBlank(sql)) throw new QueryError({ kind: "empty" });
  const statement = db.prepare(sql);
  const own = sqlite.capi.sqlite3_sql(statement.pointer!) ?? "";
  if (isBlank(sql.slice(sql.indexOf(own) + own.length))) return statement;
  statement.finalize();
  throw new QueryError({ kind: "several" });
}

/** Whether only comments, spaces and semicolons are there. */
function isBlank(sql: string): boolean {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, "").replace(/[;\s]/g, "") === "";
}

/** Do something with a guard that lets nothing but reading through, and notes what is read. */
function watched<Result>(read: Set<string>, work: () => Result): Result {
  const { capi } = sqlite;
  const allowed = new Set<number>([capi.SQLITE_SELECT, capi.SQLITE_READ, capi.SQLITE_FUNCTION, capi.SQLITE_RECURSIVE]);
  let isRefused = false;
  const guard = (_: number, action: number, name: string | 0) => {
    if (action === capi.SQLITE_READ && name) read.add(name);
    if (allowed.has(action)) return capi.SQLITE_OK;
    isRefused = true;
    return capi.SQLITE_DENY;
  };
  capi.sqlite3_set_authorizer(db.pointer!, guard, 0);
  try {
    return work();
  } catch (error) {
    throw isRefused ? new QueryError({ kind: "not a question" }) : error;
  } finally {
    capi.sqlite3_set_authorizer(db.pointer!, null as unknown as typeof guard, 0);
  }
}

function cell(value: unknown): SqlCell {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  return value instanceof Uint8Array ? `blob (${value.byteLength})` : String(value);
}

/** The `fold` of queries: lower case without diacritics. Signs and blanks stay, unlike in `folding.ts`. */
function folded(text: unknown): string | null {
  if (text === null || text === undefined) return null;
  return String(text).normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();
}

function sqlType(type: string): string {
  if (/INT|BOOLEAN/.test(type) && !type.endsWith("[]")) return "integer";
  return /^(DOUBLE|FLOAT)$/.test(type) ? "real" : "text";
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function unpacked(text: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
