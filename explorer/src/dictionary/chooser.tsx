/** Choosing what a codebook shall tell, and taking it away. */
import { useState } from "preact/hooks";
import { useLanguage } from "../language";
import { useCatalogue } from "../parts/catalogue";
import { downloadText } from "../parts/csv";
import { Select } from "../parts/fields";
import type { Dictionary } from "../shapes";
import type { DictionaryWords } from "../words/dictionary";
import { codebookMarkdown, codebookOf } from "./codebook";

const USUAL_TABLES = ["fct_score", "dim_unit", "dim_domain"];

export function CodebookChooser({ dictionary, words }: { dictionary: Dictionary; words: DictionaryWords }) {
  const language = useLanguage();
  const catalogue = useCatalogue();
  const years = [...new Set(catalogue.indexYears.map((row) => row.year))].sort((a, b) => a - b);
  const names = dictionary.tables.map((table) => table.name);
  const [tables, setTables] = useState(USUAL_TABLES.filter((name) => names.includes(name)));
  const [indices, setIndices] = useState<string[]>([]);
  const [from, setFrom] = useState(years[0] ?? 0);
  const [to, setTo] = useState(years.at(-1) ?? 0);
  const isEmpty = tables.length + indices.length === 0;
  const take = (form: "md" | "json") => {
    const book = codebookOf({ tables, indices, from: Math.min(from, to), to: Math.max(from, to) }, dictionary, catalogue, language);
    const text = form === "md" ? codebookMarkdown(book, language) : `${JSON.stringify(book, null, 2)}\n`;
    downloadText(`cchc-codebook-${catalogue.release.version}.${form}`, text, form === "md" ? "text/markdown;charset=utf-8" : "application/json");
  };
  const yearOptions = years.map((year) => ({ value: String(year), label: String(year) }));
  return (
    <div class="stack">
      <p>{words.codebookHint} <a href="codebook.html">codebook.html</a></p>
      <Choices legend={words.chosenTables} names={names} chosen={tables} onChange={setTables} />
      <p class="row">
        <button type="button" class="button" onClick={() => setTables(names)}>{words.allTables}</button>
        <button type="button" class="button" onClick={() => setTables([])}>{words.noTables}</button>
      </p>
      <Choices legend={words.chosenIndices} names={catalogue.indices.map((row) => row.index_code)} chosen={indices} onChange={setIndices} />
      <div class="controls">
        <Select label={words.from} value={String(from)} options={yearOptions} onChange={(year) => setFrom(Number(year))} />
        <Select label={words.to} value={String(to)} options={yearOptions} onChange={(year) => setTo(Number(year))} />
        <button type="button" class="button primary" disabled={isEmpty} onClick={() => take("md")}>{words.downloadMarkdown}</button>
        <button type="button" class="button" disabled={isEmpty} onClick={() => take("json")}>{words.downloadJson}</button>
      </div>
      <p class="small muted" role="status">{isEmpty ? words.chooseFirst : ""}</p>
    </div>
  );
}

function Choices({ legend, names, chosen, onChange }: { legend: string; names: string[]; chosen: string[]; onChange: (chosen: string[]) => void }) {
  const toggle = (name: string) => onChange(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {names.map((name) => (
        <label key={name}>
          <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} /> <code>{name}</code>
        </label>
      ))}
    </fieldset>
  );
}
