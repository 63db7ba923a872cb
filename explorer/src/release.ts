/** The one door to the release's data: loads data files, once each.
 *
 * A data file is a script that calls `cchcData(name, content)`: from a folder (`file://`) a page may load scripts,
 * but not fetch files. Belongs here: loading and unpacking. Does not belong here: what a page makes of the data.
 */
import type { Packed } from "./shapes";

declare global {
  interface Window {
    cchcData?: (name: string, content: unknown) => void;
  }
}

const arrived = new Map<string, unknown>();
const asked = new Map<string, Promise<unknown>>();

window.cchcData = (name, content) => {
  arrived.set(name, content);
};

/** The content of `explorer/data/<name>.js`. Rejects with a sentence when the file is not there or holds no data. */
export function load<Content>(name: string): Promise<Content> {
  const known = asked.get(name);
  if (known) return known as Promise<Content>;
  const loading = arrived.has(name) ? Promise.resolve(arrived.get(name)) : loadedScript(name);
  asked.set(name, loading);
  loading.catch(() => asked.delete(name));
  return loading as Promise<Content>;
}

/** The content of a data file that is here already; undefined while it is not. */
export function loaded<Content>(name: string): Content | undefined {
  return arrived.get(name) as Content | undefined;
}

async function loadedScript(name: string): Promise<unknown> {
  await loadScript(`explorer/data/${name}.js`);
  if (!arrived.has(name)) throw new Error(`The data file ${name} holds no data.`);
  return arrived.get(name);
}

/** Load a script of the release by its address below the page. */
export function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    // In a task of its own: what the page draws of the data does not lengthen the task that reads it.
    script.onload = () => setTimeout(resolve);
    script.onerror = () => reject(new Error(`The file ${address} cannot be loaded.`));
    document.head.append(script);
  });
}

/** Rows of a packed table as objects, or those of them that are wanted, each asked for by its place in the table. */
export function unpacked<Row>(table: Packed<Row>, isWanted: (at: number) => boolean = () => true): Row[] {
  // All columns stand in the object that is copied: columns added one after another would take twice the time.
  const empty: Record<string, unknown> = { ...table.same, ...Object.fromEntries(table.columns.map((name) => [name, null])) };
  const rows = table.rows.map((_, at) => (isWanted(at) ? { ...empty } : null));
  for (const [place, name] of table.columns.entries()) {
    const read = readerOf(table, name);
    // A key that begins like the one above it is read from the first row on.
    const needsAll = table.front?.includes(name);
    for (const [at, row] of rows.entries()) {
      const cell = row || needsAll ? read(table.rows[at]![place]) : null;
      if (row) row[name] = cell;
    }
  }
  return rows.filter((row) => row !== null) as Row[];
}

/** The values of one column, a row each. */
export function column<Row, Name extends keyof Row & string>(table: Packed<Row>, name: Name): Row[Name][] {
  const place = table.columns.indexOf(name);
  if (place < 0) return table.rows.map(() => table.same?.[name] as Row[Name]);
  const read = readerOf(table, name);
  return table.rows.map((row) => read(row[place]) as Row[Name]);
}

/** How the cells of a column are read, from its first row on. */
function readerOf<Row>(table: Packed<Row>, name: keyof Row & string): (cell: unknown) => unknown {
  const words = table.words?.[name];
  if (words) return (cell) => (cell === null ? null : words[cell as number]);
  if (!table.front?.includes(name)) return (cell) => cell;
  let last = "";
  return (cell) => {
    if (typeof cell !== "string") return cell;
    last = last.slice(0, Number.parseInt(cell.slice(0, 2), 36)) + cell.slice(2);
    return last;
  };
}
