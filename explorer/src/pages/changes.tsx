/** The page of changes: what differs between this release and the one before.
 *
 * Belongs here: summary, choosing and listing. Does not belong here: comparing (`publishing/changes.py`).
 */
import { useMemo } from "preact/hooks";
import { useLanguage, useWords } from "../language";
import { formatNumber, NOTHING } from "../numbers";
import { useCatalogue } from "../parts/catalogue";
import { Loading, useData } from "../parts/data";
import { Select } from "../parts/fields";
import { DocumentLink, FigureLink, pageAddress } from "../parts/links";
import { CopyLink, EmptyState, Note, PageHead } from "../parts/page";
import { Printed } from "../parts/printed";
import { DataTable, type Column } from "../parts/table";
import { unpacked } from "../release";
import { changeState, type Route } from "../routing";
import type { Changes } from "../shapes";
import { CHANGES_WORDS } from "../words/changes";

type Words = Record<keyof (typeof CHANGES_WORDS)["en"], string>;
/** As `publishing/changes.py` calls them, in the order of columns. */
const KINDS = ["added", "changed", "removed", "moved", "key changed", "table added", "table removed", "column added", "column removed", "not compared"];

type ChangeRow = { table: string; kind: string; key: string; column: string | null; old: string | null; new: string | null };

export function ChangesPage({ route }: { route: Route }) {
  const words = useWords(CHANGES_WORDS);
  const { release } = useCatalogue();
  const data = useData<Changes>("changes");
  const previous = data.status === "ready" ? data.content.previous : null;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} kicker={previous ? `${words.since} ${previous} → ${release.version}` : release.version}>
        <p class="small">{words.files}: <a href="CHANGES.html">{words.page}</a>; <a href="changes.csv">{words.csv}</a>; <a href="feed.atom">{words.feed}</a>.</p>
        <div class="row no-print"><CopyLink /></div>
      </PageHead>
      {data.status === "waiting" && <Loading />}
      {data.status === "failed" && <EmptyState>{words.noData}</EmptyState>}
      {data.status === "ready" && (previous === null ? <EmptyState>{words.first}</EmptyState> : <ChangesView route={route} changes={data.content} />)}
    </>
  );
}

function ChangesView({ route, changes }: { route: Route; changes: Changes }) {
  const words = useWords(CHANGES_WORDS);
  const rows = useMemo(() => unpacked(changes.rows), [changes]);
  const summary = useMemo(() => unpacked(changes.summary), [changes]);
  if (summary.length === 0) return <EmptyState>{words.none}</EmptyState>;
  const { table = "", kind = "" } = route.state;
  const shown = rows.filter((row) => (!table || row.table === table) && (!kind || row.kind === kind));
  const options = (values: string[], label: (value: string) => string) => [{ value: "", label: words.all }, ...[...new Set(values)].sort().map((value) => ({ value, label: label(value) }))];
  return (
    <div class="stack">
      <Summary rows={summary} route={route} />
      <h2>{words.list}</h2>
      {changes.rows_total > rows.length && <Note tone="info">{words.cut}</Note>}
      <div class="row controls">
        <Select label={words.table} value={table} options={options(summary.map((row) => row.table), (value) => value)} onChange={(value) => changeState(route, { table: value })} />
        <Select label={words.kind} value={kind} options={options(summary.map((row) => row.kind), (value) => kindName(words, value))} onChange={(value) => changeState(route, { kind: value })} />
      </div>
      <List rows={shown} />
    </div>
  );
}

type SummaryRow = { table: string; counts: Map<string, number> };

/** A row a table, a column a kind of change; each number leads to its rows. */
function Summary({ rows, route }: { rows: { table: string; kind: string; rows: number }[]; route: Route }) {
  const words = useWords(CHANGES_WORDS);
  const language = useLanguage();
  const kinds = KINDS.filter((kind) => rows.some((row) => row.kind === kind));
  const tables = new Map<string, SummaryRow>();
  for (const row of rows) {
    const held = tables.get(row.table) ?? { table: row.table, counts: new Map() };
    held.counts.set(row.kind, row.rows);
    tables.set(row.table, held);
  }
  const at = (table: string, kind: string) => pageAddress(language, "changes", [], { ...route.state, table, kind });
  const columns: Column<SummaryRow>[] = [
    { key: "table", label: words.table, value: (row) => row.table, cell: (row) => <a href={at(row.table, "")}><code>{row.table}</code></a> },
    ...kinds.map((kind): Column<SummaryRow> => ({
      key: kind, label: kindName(words, kind), kind: "number", value: (row) => row.counts.get(kind) ?? null,
      cell: (row) => (row.counts.has(kind) ? <a href={at(row.table, kind)}>{formatNumber(language, row.counts.get(kind))}</a> : NOTHING),
    })),
  ];
  return <DataTable caption={words.summary} columns={columns} rows={[...tables.values()]} rowKey={(row) => row.table} isChosen={(row) => row.table === route.state["table"]} fileName="changes-summary" />;
}

function List({ rows }: { rows: ChangeRow[] }) {
  const words = useWords(CHANGES_WORDS);
  const columns: Column<ChangeRow>[] = [
    { key: "key", label: words.key, value: (row) => row.key, cell: (row) => <Key row={row} /> },
    { key: "table", label: words.table, value: (row) => row.table, cell: (row) => <code>{row.table}</code> },
    { key: "kind", label: words.kind, value: (row) => kindName(words, row.kind) },
    { key: "column", label: words.column, value: (row) => row.column, cell: (row) => row.column && <code>{row.column}</code> },
    { key: "old", label: words.old, value: (row) => row.old, cell: (row) => <Printed text={row.old} /> },
    { key: "new", label: words.new, value: (row) => row.new, cell: (row) => <Printed text={row.new} /> },
  ];
  return <DataTable caption={`${words.list}: ${rows.length}`} columns={columns} rows={rows} rowKey={(row) => [row.table, row.kind, row.key, row.column].join(" ")} limit={50} fileName="changes" />;
}

/** The key of a row, leading to its page where it has one and is still there. */
function Key({ row }: { row: ChangeRow }) {
  const language = useLanguage();
  if (row.kind !== "removed") {
    if (row.table === "fct_figure") return <FigureLink figureId={row.key}><Printed text={row.key} /></FigureLink>;
    if (row.table === "fct_score" || row.table === "fct_bound") return <a href={pageAddress(language, "figure", [row.key])}><Printed text={row.key} /></a>;
    if (row.table === "dim_document") return <DocumentLink documentId={row.key} />;
  }
  return <Printed text={row.key} />;
}

function kindName(words: Words, kind: string): string {
  return words[kind.replaceAll(" ", "_") as keyof Words] ?? kind;
}
