/** What tables, columns and codes mean; what became of domains; a codebook to take away. */
import { useMemo } from "preact/hooks";
import { CodebookChooser } from "../dictionary/chooser";
import { codeMeaning } from "../dictionary/codebook";
import { register } from "../dictionary/register";
import { folded, matchesWords } from "../folding";
import { named, useLanguage, useWords } from "../language";
import { formatNumber, NOTHING } from "../numbers";
import { useCatalogue } from "../parts/catalogue";
import { useData, Waiting } from "../parts/data";
import { IndexLink, indexShort } from "../parts/links";
import { EmptyState, PageHead, Section } from "../parts/page";
import { Printed } from "../parts/printed";
import { DataTable } from "../parts/table";
import { unpacked } from "../release";
import { changeState, type Language, type Route } from "../routing";
import type { Dictionary } from "../shapes";
import { DICTIONARY, type DictionaryWords } from "../words/dictionary";
import "../styles/dictionary.css";

type Table = Dictionary["tables"][number];
type Code = { table: string; column: string; code: string; rows: number; name_vi: string | null; name_en: string | null };

export function DictionaryPage({ route }: { route: Route }) {
  const words = useWords(DICTIONARY);
  const data = useData<Dictionary>("dictionary");
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {data.status !== "ready" ? (
        <Waiting of={data} />
      ) : (
        <>
          <Tables dictionary={data.content} route={route} words={words} />
          <Section title={words.codebook} id="codebook"><CodebookChooser dictionary={data.content} words={words} /></Section>
        </>
      )}
      <Register words={words} />
    </>
  );
}

function Tables({ dictionary, route, words }: { dictionary: Dictionary; route: Route; words: DictionaryWords }) {
  const query = folded(route.state["q"] ?? "");
  const codes = useMemo(() => unpacked(dictionary.codes), [dictionary]);
  const tables = useMemo(() => dictionary.tables.map((table) => matching(table, codes, query)).filter((table) => table !== null), [dictionary, codes, query]);
  return (
    <Section title={words.tables}>
      <div class="field search-field">
        <label for="dictionary-words">{words.search}</label>
        <input id="dictionary-words" type="search" value={route.state["q"] ?? ""} onInput={(event) => changeState(route, { q: event.currentTarget.value })} />
      </div>
      {tables.length === 0 && <EmptyState title={words.none}>{words.noneHint}</EmptyState>}
      {tables.map((table) => (
        <TableMeaning key={table.name} table={table} codes={codes.filter((code) => code.table === table.name)} isOpen={query !== "" || route.state["table"] === table.name} words={words} />
      ))}
    </Section>
  );
}

/** The table with the columns that match, all of them where it matches itself; null where nothing does. */
function matching(table: Table, codes: Code[], query: string): Table | null {
  if (query === "" || matchesWords(folded(`${table.name} ${table.vi} ${table.en}`), query)) return table;
  const coded = (column: string) => codes.filter((code) => code.table === table.name && code.column === column).map((code) => code.code).join(" ");
  const columns = table.columns.filter((column) => matchesWords(folded(`${column.name} ${column.vi} ${column.en} ${coded(column.name)}`), query));
  return columns.length > 0 ? { ...table, columns } : null;
}

function TableMeaning({ table, codes, isOpen, words }: { table: Table; codes: Code[]; isOpen: boolean; words: DictionaryWords }) {
  const language = useLanguage();
  return (
    <details class="dictionary-table" open={isOpen}>
      <summary>
        <code>{table.name}</code> <span class="muted small">{formatNumber(language, table.rows)} {words.rows} · {table.columns.length} {words.columns}</span>
        <span class="dictionary-meaning">{language === "vi" ? table.vi : table.en}</span>
      </summary>
      <p class="small muted row file-links">
        <span>{words.key}: {table.key.map((column) => <code>{column} </code>)}</span>
        <a href={`csv/${table.name}.csv`}>{table.name}.csv</a>
        <a href={`parquet/${table.name}.parquet`}>{table.name}.parquet</a>
      </p>
      <DataTable
        caption={<span class="hidden-visually">{table.name}</span>}
        columns={[
          { key: "name", label: words.column, value: (column) => column.name, cell: (column) => <code>{column.name}</code> },
          { key: "type", label: words.type, value: (column) => column.type, cell: (column) => <span class="small muted">{column.type}</span> },
          {
            key: "meaning", label: words.meaning, value: (column) => (language === "vi" ? column.vi : column.en),
            cell: (column) => <>{language === "vi" ? column.vi : column.en}<Codes codes={codes.filter((code) => code.column === column.name)} words={words} /></>,
          },
        ]}
        rows={table.columns}
        rowKey={(column) => column.name}
        fileName={`dictionary-${table.name}`}
      />
    </details>
  );
}

function Codes({ codes, words }: { codes: Code[]; words: DictionaryWords }) {
  const language: Language = useLanguage();
  if (codes.length === 0) return null;
  return (
    <details class="small">
      <summary>{words.codes} ({codes.length})</summary>
      <ul class="codes">
        {codes.map((row) => {
          const meaning = named(language, row.name_vi, row.name_en) || codeMeaning(row.column, row.code, language);
          return <li><code><Printed text={row.code} /></code> <span class="muted">{formatNumber(language, row.rows)}</span>{meaning && `: ${meaning}`}</li>;
        })}
      </ul>
    </details>
  );
}

function Register({ words }: { words: DictionaryWords }) {
  const language = useLanguage();
  const { domains, frameworks, breaks } = useCatalogue();
  const rows = useMemo(() => register(domains, frameworks, breaks), [domains, frameworks, breaks]);
  const fate = (row: (typeof rows)[number]) => [
    row.isNew ? words.added : "",
    ...row.breaks.map((one) => `${words.break} ${one.year}: ${named(language, one.reason_vi, one.reason_en)}`),
    row.next ? `${words.renamed} “${named(language, row.next.name_vi, row.next.name_en)}”` : "",
    row.hasEnded ? words.ended : "",
  ].filter(Boolean).join("; ");
  return (
    <Section title={words.register} id="register">
      <p class="muted">{words.registerHint} <a href="register.csv">register.csv</a></p>
      <DataTable
        caption={<span class="hidden-visually">{words.register}</span>}
        columns={[
          { key: "index", label: words.index, value: (row) => row.index_code, cell: (row) => <IndexLink index={row.index_code}>{indexShort(row.index_code)}</IndexLink> },
          { key: "code", label: words.code, value: (row) => row.domain_code, cell: (row) => <code>{row.domain_code}</code> },
          { key: "name", label: words.name, value: (row) => named(language, row.name_vi, row.name_en) },
          { key: "years", label: words.years, value: (row) => yearsText(row.years), cell: (row) => <span class="nowrap">{yearsText(row.years)}</span> },
          { key: "max", label: words.maximum, kind: "number", value: (row) => row.maxima.at(-1), cell: (row) => row.maxima.map((one) => formatNumber(language, one)).join(" → ") || NOTHING },
          { key: "fate", label: words.fate, value: (row) => fate(row), cell: (row) => <>{fate(row)}{!row.next && !row.hasEnded && <span class="muted">{fate(row) && "; "}{words.stands}</span>}</> },
        ]}
        rows={rows}
        rowKey={(row) => row.key}
        limit={40}
        fileName="domains"
      />
    </Section>
  );
}

function yearsText(years: { from: number; to: number | null }[]): string {
  return years.map(({ from, to }) => (to === from ? String(from) : `${from}–${to ?? ""}`)).join(", ");
}
