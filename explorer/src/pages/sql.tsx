/** The page of queries: SQL over every table of the release, in the browser.
 *
 * Belongs here: what the reader does and what is shown when. Does not belong here: the database (`sql/`).
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLanguage, useWords } from "../language";
import { useCatalogue } from "../parts/catalogue";
import { Waiting, useData } from "../parts/data";
import { Select } from "../parts/fields";
import { CopyLink, PageHead } from "../parts/page";
import { changeState, type Route } from "../routing";
import type { Dictionary } from "../shapes";
import { runQuery, Stopped, stopQuery, type Progress } from "../sql/engine";
import { EXAMPLES } from "../sql/examples";
import { QueryError } from "../sql/failures";
import { addToHistory, clearHistory, readHistory } from "../sql/history";
import type { SqlResult } from "../sql/protocol";
import { sentence } from "../sql/sentences";
import "../styles/sql.css";
import { SQL_WORDS } from "../words/sql";
import { SqlResultView } from "./sql-result";
import { SchemaBrowser } from "./sql-schema";

const LIMITS = ["100", "1000", "10000", "100000"];
const LIMIT = "1000";

type Outcome =
  | { is: "nothing" }
  | { is: "under way"; progress: Progress }
  | { is: "failed"; said: string }
  | { is: "done"; result: SqlResult & { version: string } };

export function SqlPage({ route }: { route: Route }) {
  const words = useWords(SQL_WORDS);
  const dictionary = useData<Dictionary>("dictionary");
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {dictionary.status === "ready" ? <Console route={route} tables={dictionary.content.tables} /> : <Waiting of={dictionary} />}
    </>
  );
}

function Console({ route, tables }: { route: Route; tables: Dictionary["tables"] }) {
  const words = useWords(SQL_WORDS);
  const [sql, setSql] = useState(route.state["q"] ?? EXAMPLES[2]!.sql);
  const [history, setHistory] = useState(readHistory);
  const limit = LIMITS.find((one) => one === route.state["limit"]) ?? LIMIT;
  const [outcome, run] = useRunning(route, tables, () => setHistory(readHistory()));
  const editor = useRef<HTMLTextAreaElement>(null);
  const start = (text: string) => {
    setSql(text);
    void run(text, Number(limit));
  };
  useEffect(() => {
    if (route.state["q"]) void run(route.state["q"], Number(limit));
  }, []);
  const insert = (name: string) => {
    const box = editor.current!;
    box.setRangeText(name, box.selectionStart, box.selectionEnd, "end");
    setSql(box.value);
    box.focus();
  };
  return (
    <div class="sql stack">
      <Examples onChoose={start} />
      <div class="field">
        <label for="sql-text">{words.query}</label>
        <textarea id="sql-text" ref={editor} rows={Math.min(16, Math.max(6, sql.split("\n").length + 1))} spellcheck={false} autocomplete="off" autocapitalize="off"
          aria-describedby="sql-hint" value={sql} onInput={(event) => setSql(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            start(sql);
          }} />
        <p id="sql-hint" class="small muted">{words.hint}</p>
      </div>
      <div class="row controls">
        <button type="button" class="button primary" onClick={() => start(sql)}>{words.run}</button>
        <button type="button" class="button" aria-disabled={outcome.is !== "under way"} onClick={() => outcome.is === "under way" && stopQuery()}>{words.stop}</button>
        <Select label={words.limit} value={limit} options={LIMITS.map((value) => ({ value, label: value }))}
          onChange={(value) => changeState(route, { limit: value === LIMIT ? "" : value })} />
        <CopyLink />
      </div>
      <OutcomeView outcome={outcome} />
      <History queries={history} onChoose={start} onClear={() => setHistory(clearHistory())} />
      <SchemaBrowser tables={tables} onInsert={insert} onShow={(name) => start(`select * from ${name} limit 100`)} />
      <p class="source-note">{words.moreSql}</p>
    </div>
  );
}

/** What came of the last query, and how to run one; its text then stands in the address. */
function useRunning(route: Route, tables: Dictionary["tables"], onDone: () => void) {
  const words = useWords(SQL_WORDS);
  const [outcome, setOutcome] = useState<Outcome>({ is: "nothing" });
  const latest = useRef({ route, number: 0 });
  latest.current.route = route;
  const run = async (sql: string, limit: number) => {
    const number = ++latest.current.number;
    if (outcome.is === "under way") stopQuery();
    const say = (next: Outcome) => number === latest.current.number && setOutcome(next);
    changeState(latest.current.route, { q: sql.trim() });
    try {
      const result = await runQuery(sql, limit, tables, (progress) => say({ is: "under way", progress }));
      addToHistory(sql.trim());
      say({ is: "done", result });
    } catch (error) {
      const said = error instanceof Stopped ? words.stopped : error instanceof QueryError ? sentence(words, error.failure, sql, tables) : words.failLoad;
      say({ is: "failed", said });
    }
    onDone();
  };
  return [outcome, run] as const;
}

function Examples({ onChoose }: { onChoose: (sql: string) => void }) {
  const words = useWords(SQL_WORDS);
  const language = useLanguage();
  const options = [{ value: "", label: words.example }, ...EXAMPLES.map((example, at) => ({ value: String(at), label: example.name[language] }))];
  return <Select label={words.examples} value="" options={options} onChange={(at) => at !== "" && onChoose(EXAMPLES[Number(at)]!.sql)} />;
}

function OutcomeView({ outcome }: { outcome: Outcome }) {
  const words = useWords(SQL_WORDS);
  const { release } = useCatalogue();
  return (
    <div class="stack" data-outcome={outcome.is}>
      <p class="hidden-visually" role="status">{outcome.is === "done" ? `${words.result}: ${outcome.result.rows.length} ${words.rows}` : ""}</p>
      {outcome.is === "under way" && <p class="loading" role="status">{progressText(words, outcome.progress)}</p>}
      {outcome.is === "failed" && <div class="failure" role="alert"><p>{outcome.said}</p></div>}
      {outcome.is === "done" && <SqlResultView result={outcome.result} release={release} />}
    </div>
  );
}

function progressText(words: Record<"engine" | "loading" | "running", string>, progress: Progress): string {
  if (progress.step === "engine") return words.engine;
  return progress.step === "query" ? words.running : `${words.loading} ${progress.name} (${progress.at}/${progress.of})…`;
}

function History({ queries, onChoose, onClear }: { queries: string[]; onChoose: (sql: string) => void; onClear: () => void }) {
  const words = useWords(SQL_WORDS);
  const short = useMemo(() => queries.map((sql) => sql.replace(/\s+/g, " ")), [queries]);
  return (
    <details class="sql-history">
      <summary>{words.history} ({queries.length})</summary>
      {queries.length === 0 && <p class="muted">{words.noHistory}</p>}
      <ol>
        {queries.map((sql, at) => (
          <li key={sql}><button type="button" class="sql-past" title={sql} onClick={() => onChoose(sql)}>{short[at]}</button></li>
        ))}
      </ol>
      {queries.length > 0 && <p class="row center small muted">{words.historyNote} <button type="button" class="button quiet" onClick={onClear}>{words.clearHistory}</button></p>}
    </details>
  );
}
