/** What the page of queries and its worker say to each other. Belongs here: types only. */

/** A column of a table, with its type in DuckDB's terms, as the dictionary tells it. */
export interface TableForm {
  name: string;
  columns: { name: string; type: string }[];
  key: string[];
}

export type SqlCell = string | number | null;

export interface SqlResult {
  columns: string[];
  rows: SqlCell[][];
  /** Whether there are more rows than the limit let through. */
  isCut: boolean;
  milliseconds: number;
}

export type SqlFailure =
  | { kind: "no table"; name: string }
  | { kind: "no column"; name: string }
  | { kind: "several" }
  | { kind: "empty" }
  | { kind: "not a question" }
  | { kind: "syntax"; near: string }
  | { kind: "other"; message: string };

/** What the worker can be asked; images and the engine travel as gzip in base64. */
export type SqlRequest =
  | { ask: "open"; engine: string; tables: TableForm[] }
  | { ask: "names"; sql: string }
  | { ask: "table"; name: string; image: string }
  | { ask: "run"; sql: string; limit: number };

export type SqlAnswer =
  | { about: "open"; version: string }
  | { about: "names"; tables: string[] }
  | { about: "table"; name: string }
  | { about: "run"; result: SqlResult }
  | { about: "failure"; failure: SqlFailure };
