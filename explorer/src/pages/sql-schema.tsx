/** The tables and columns there are, with what they mean, beside the editor.
 *
 * Belongs here: showing and filtering them. Does not belong here: their meanings (the release's dictionary).
 */
import { useMemo, useState } from "preact/hooks";
import { folded, matchesWords } from "../folding";
import { useLanguage, useWords } from "../language";
import { formatNumber } from "../numbers";
import type { Dictionary, DictionaryColumn } from "../shapes";
import { SQL_WORDS } from "../words/sql";

type Table = Dictionary["tables"][number];

export function SchemaBrowser({ tables, onInsert, onShow }: { tables: Table[]; onInsert: (name: string) => void; onShow: (table: string) => void }) {
  const words = useWords(SQL_WORDS);
  const [wanted, setWanted] = useState("");
  const query = folded(wanted);
  const texts = useMemo(() => tables.map((table) => folded([table, ...table.columns].map((one) => `${one.name} ${one.vi} ${one.en}`).join(" "))), [tables]);
  const shown = tables.filter((_, at) => query === "" || matchesWords(texts[at]!, query));
  return (
    <section class="section">
      <h2>{words.aboutColumns}</h2>
      <div class="field sql-filter">
        <label for="sql-filter">{words.filter}</label>
        <input id="sql-filter" type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </div>
      {shown.length === 0 && <p class="muted" role="status">{words.noTable}</p>}
      <div class="sql-tables">
        {shown.map((table) => <TableBox key={table.name} table={table} query={query} onInsert={onInsert} onShow={onShow} />)}
      </div>
    </section>
  );
}

function TableBox({ table, query, onInsert, onShow }: { table: Table; query: string; onInsert: (name: string) => void; onShow: (table: string) => void }) {
  const words = useWords(SQL_WORDS);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const columns = table.columns.filter((column) => query === "" || columnMatches(column, query));
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary><code>{table.name}</code> <span class="small muted">{formatNumber(language, table.rows)} {words.rows}</span></summary>
      {isOpen && (
        <div class="stack">
          <p>{table[language] || table.en}</p>
          <p><button type="button" class="button" onClick={() => onShow(table.name)}>{words.use}</button></p>
          <ul class="sql-columns">
            {(columns.length ? columns : table.columns).map((column) => (
              <li key={column.name}>
                <button type="button" class="sql-name" aria-label={`${words.insert}: ${column.name}`} onClick={() => onInsert(column.name)}>{column.name}</button>{" "}
                <span class="small muted">{column.type}{table.key.includes(column.name) ? ` · ${words.key}` : ""}</span>
                <span class="sql-meaning">{column[language] || column.en}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </details>
  );
}

function columnMatches(column: DictionaryColumn, query: string): boolean {
  return matchesWords(folded(`${column.name} ${column.vi} ${column.en}`), query);
}
