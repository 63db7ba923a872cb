import { expect, test } from "vitest";
import { EXAMPLES } from "../src/sql/examples";
import { failureOf, QueryError } from "../src/sql/failures";
import { nearest } from "../src/sql/nearest";
import { sentence } from "../src/sql/sentences";
import { SQL_WORDS } from "../src/words/sql";

const TABLES = [
  { name: "fct_score", vi: "", en: "", key: [], rows: 1, columns: ["score_key", "score", "unit_name"].map((name) => ({ name, type: "VARCHAR", vi: "", en: "" })) },
  { name: "mart_gap", vi: "", en: "", key: [], rows: 1, columns: ["score_key", "best_unit_name"].map((name) => ({ name, type: "VARCHAR", vi: "", en: "" })) },
];

test("the nearest name is found, and none where none is near", () => {
  expect(nearest("fct_scroe", ["fct_score", "fct_figure"])).toBe("fct_score");
  expect(nearest("score", ["fct_bound", "fct_score"])).toBe("fct_score");
  expect(nearest("unit_nmae", ["unit_key", "unit_name"])).toBe("unit_name");
  expect(nearest("weather", ["fct_score", "dim_unit"])).toBeUndefined();
});

test("failures of SQLite are told apart", () => {
  const of = (message: string) => failureOf(new Error(message));
  expect(of("SQLITE_ERROR: sqlite3 result code 1: no such table: x")).toEqual({ kind: "no table", name: "x" });
  expect(of("SQLITE_ERROR: sqlite3 result code 1: no such column: a.b")).toEqual({ kind: "no column", name: "a.b" });
  expect(of('SQLITE_ERROR: sqlite3 result code 1: near "selec": syntax error')).toEqual({ kind: "syntax", near: "selec" });
  expect(of("SQLITE_ERROR: sqlite3 result code 1: incomplete input")).toEqual({ kind: "syntax", near: "" });
  expect(of("out of memory")).toEqual({ kind: "other", message: "out of memory" });
  expect(failureOf(new QueryError({ kind: "several" }))).toEqual({ kind: "several" });
});

test("each failure is a sentence that names what was probably meant", () => {
  const said = (failure: Parameters<typeof sentence>[1], sql = "select x from fct_score") => sentence(SQL_WORDS.en, failure, sql, TABLES);
  expect(said({ kind: "no table", name: "fct_scores" })).toBe("There is no table “fct_scores”. The nearest is “fct_score”.");
  expect(said({ kind: "no column", name: "s.scor" })).toBe("There is no column “s.scor” in the tables asked. The nearest is “score”.");
  expect(said({ kind: "no column", name: "best_unit_name" })).toBe("There is no column “best_unit_name” in the tables asked. It stands in: mart_gap.");
  expect(said({ kind: "syntax", near: "" })).toBe(SQL_WORDS.en.failUnfinished);
  expect(said({ kind: "other", message: "too big." })).toBe("It cannot be run: too big.");
});

test("the words are there in both languages, and the examples only read", () => {
  expect(Object.keys(SQL_WORDS.vi)).toEqual(Object.keys(SQL_WORDS.en));
  for (const example of EXAMPLES) expect(example.sql, example.name.en).toMatch(/^select /);
});
