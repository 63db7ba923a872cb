/** The page's side of the database: starts the worker, loads the tables that a query names, runs it, stops it.
 *
 * Belongs here: the order of these steps. Does not belong here: SQL itself (`worker.ts`), the page.
 *
 * The worker outlives the page of queries, so that tables once loaded stay while the reader looks elsewhere.
 */
import { load, loadScript } from "../release";
import { QueryError } from "./failures";
import type { SqlAnswer, SqlRequest, SqlResult, TableForm } from "./protocol";

declare global {
  interface Window {
    cchcEngine?: { worker: string; wasm: string };
  }
}

export type Progress = { step: "engine" } | { step: "table"; name: string; at: number; of: number } | { step: "query" };

export class Stopped extends Error {}

interface Running {
  worker: Worker;
  version: string;
  filled: Set<string>;
}

let running: Promise<Running> | null = null;
let stopAsking: (() => void) | null = null;

/** The rows of a query; the tables it reads are loaded first. Rejects with QueryError or Stopped. */
export async function runQuery(sql: string, limit: number, tables: TableForm[], onProgress: (progress: Progress) => void): Promise<SqlResult & { version: string }> {
  onProgress({ step: "engine" });
  const engine = await started(tables);
  const named = await asked(engine.worker, { ask: "names", sql });
  const known = new Set(tables.map((table) => table.name));
  // Functions such as json_each read as tables do, but are none of ours.
  const missing = (named as { tables: string[] }).tables.filter((name) => known.has(name) && !engine.filled.has(name));
  for (const [at, name] of missing.entries()) {
    onProgress({ step: "table", name, at: at + 1, of: missing.length });
    const { image } = await load<{ image: string }>(`tables/${name}`);
    await asked(engine.worker, { ask: "table", name, image });
    engine.filled.add(name);
  }
  onProgress({ step: "query" });
  const answer = await asked(engine.worker, { ask: "run", sql, limit });
  return { ...(answer as { result: SqlResult }).result, version: engine.version };
}

/** End what is running; the next query starts a new worker. */
export function stopQuery(): void {
  running?.then(({ worker }) => worker.terminate(), () => undefined);
  running = null;
  stopAsking?.();
}

function started(tables: TableForm[]): Promise<Running> {
  running ??= start(tables).catch((error: unknown) => {
    running = null;
    throw error;
  });
  return running;
}

async function start(tables: TableForm[]): Promise<Running> {
  if (!window.cchcEngine) await loadScript("explorer/engine.js");
  const engine = window.cchcEngine!;
  const address = URL.createObjectURL(new Blob([engine.worker], { type: "text/javascript" }));
  const worker = new Worker(address);
  const opened = await asked(worker, { ask: "open", engine: engine.wasm, tables });
  URL.revokeObjectURL(address);
  return { worker, version: (opened as { version: string }).version, filled: new Set() };
}

function asked(worker: Worker, request: SqlRequest): Promise<SqlAnswer> {
  return new Promise((resolve, reject) => {
    stopAsking = () => reject(new Stopped());
    worker.onmessage = (event: MessageEvent<SqlAnswer>) =>
      event.data.about === "failure" ? reject(new QueryError(event.data.failure)) : resolve(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      stopQuery();
      reject(new QueryError({ kind: "other", message: event.message || "worker" }));
    };
    worker.postMessage(request);
  });
}
