/** A table to sort, read on a narrow screen, and take away as CSV.
 *
 * Belongs here: sorting, the row limit, the form of the table. Does not belong here: what the cells mean.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useWords } from "../language";
import { PARTS } from "../words/parts";
import { useCatalogue } from "./catalogue";
import { csvText, downloadText } from "./csv";
import { useRowsDrawn } from "./later";
import { sortedRows, type Column } from "./sorting";

export type { Column } from "./sorting";

export interface DataTableProps<Row> {
  caption: ComponentChildren;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** `score` sorts up, `-score` down; with `onSort` the page keeps it in its address. */
  sort?: string;
  onSort?: (sort: string) => void;
  limit?: number;
  /** Of the CSV, without its ending; no download where it is left out. */
  fileName?: string;
  isChosen?: (row: Row) => boolean;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, limit = 100 } = props;
  const id = useId();
  const [ownSort, setOwnSort] = useState(props.sort ?? "");
  const [isWhole, setWhole] = useState(false);
  const sort = props.onSort ? (props.sort ?? "") : ownSort;
  const sorted = useMemo(() => sortedRows(rows, columns, sort), [rows, columns, sort]);
  const shown = isWhole ? sorted : sorted.slice(0, limit);
  const drawn = useRowsDrawn(shown.length);
  const choose = props.onSort ?? setOwnSort;
  const [scroll, isWide] = useIsWide();
  return (
    <div class="table-box">
      <div class={`table-scroll${isWide ? " is-wide" : ""}`} ref={scroll} {...(isWide ? { tabIndex: 0, role: "region", "aria-labelledby": id } : {})}>
        <table class="data-table">
          <caption id={id}>{props.caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <ColumnHead key={column.key} column={column} sort={sort} onSort={choose} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, drawn).map((row) => (
              <tr key={props.rowKey(row)} class={props.isChosen?.(row) ? "chosen" : undefined}>
                {columns.map((column, at) => {
                  const content = column.cell ? column.cell(row) : column.value(row);
                  const kind = column.kind === "number" ? "number" : undefined;
                  return at === 0 ? <th scope="row" class={kind}>{content}</th> : <td class={kind}>{content}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TableTools {...props} shown={shown} total={rows.length} onWhole={() => setWhole(true)} />
    </div>
  );
}

function ColumnHead<Row>({ column, sort, onSort }: { column: Column<Row>; sort: string; onSort: (sort: string) => void }) {
  const first = column.firstSort ?? (column.kind === "number" ? "descending" : "ascending");
  const now = sort === column.key ? "ascending" : sort === `-${column.key}` ? "descending" : undefined;
  const next = now === undefined ? first : now === "ascending" ? "descending" : "ascending";
  const arrow = now && <span class="sort-arrow" aria-hidden="true">{now === "ascending" ? "↑" : "↓"}</span>;
  return (
    <th scope="col" class={column.kind === "number" ? "number" : undefined} aria-sort={now}>
      <button type="button" title={column.hint} onClick={() => onSort(next === "ascending" ? column.key : `-${column.key}`)}>
        {column.kind === "number" && arrow}
        {column.label}
        {column.kind !== "number" && arrow}
      </button>
    </th>
  );
}

function TableTools<Row>(props: DataTableProps<Row> & { shown: Row[]; total: number; onWhole: () => void }) {
  const words = useWords(PARTS);
  const { release } = useCatalogue();
  const download = () => {
    const rows = props.shown.map((row) => props.columns.map((column) => column.value(row)));
    const text = csvText(props.columns.map((column) => column.label), rows, [release.citation, location.href]);
    downloadText(`${props.fileName}-${release.version}.csv`, text, "text/csv;charset=utf-8");
  };
  return (
    <div class="table-tools">
      <span>
        {props.shown.length < props.total ? `${props.shown.length} ${words.of} ${props.total}` : props.total} {words.rows}
      </span>
      {props.shown.length < props.total && (
        <button type="button" class="button quiet" onClick={props.onWhole}>{words.showAll}</button>
      )}
      {props.fileName && (
        <button type="button" class="button quiet push" onClick={download}>{words.downloadCsv}</button>
      )}
    </div>
  );
}

/** Whether the table is wider than its place, so that it must scroll by itself and keep its first column. */
function useIsWide() {
  const box = useRef<HTMLDivElement>(null);
  const [isWide, setWide] = useState(false);
  const look = () => {
    const table = box.current?.querySelector("table");
    if (table && box.current) setWide(table.offsetWidth > box.current.clientWidth + 3);
  };
  useLayoutEffect(() => {
    // It looks when the page has been laid out, before it is painted.
    const observer = new ResizeObserver(look);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  // Of what is closed the observer tells nothing: it would be too wide when it is opened.
  useEffect(look, []);
  return [box, isWide] as const;
}
