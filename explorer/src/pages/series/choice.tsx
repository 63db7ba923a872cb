/** Choosing what trajectories show. Belongs here: the fields and suggestions. Does not belong here: the chart. */
import { useMemo } from "preact/hooks";
import { named, useLanguage, useWords } from "../../language";
import { useCatalogue } from "../../parts/catalogue";
import { Combobox, Select, type Option } from "../../parts/fields";
import { indexShort } from "../../parts/links";
import { Printed, visibleText } from "../../parts/printed";
import { unpacked } from "../../release";
import type { Series, Series34, SeriesRow, UnitRow } from "../../shapes";
import { colour, MOST_LINES } from "../../trajectories/drawing";
import { SERIES } from "../../words/series";
import { filled } from "../../words/unit";
import type { Asked, Change } from "../series";

const VIETNAMESE = new Intl.Collator("vi");

/** The last period of each unit, by its path. */
export function useUnitsByPath(): Map<string, UnitRow> {
  const { units } = useCatalogue();
  return useMemo(() => {
    const sorted = [...units].sort((a, b) => ((a.valid_to ?? "9999") < (b.valid_to ?? "9999") ? -1 : 1));
    return new Map(sorted.map((unit) => [unit.unit_path, unit]));
  }, [units]);
}

/** The names of units by their paths, in the reader's language; nothing in them is invisible. */
export function useUnitNames(): (path: string) => string {
  const language = useLanguage();
  const units = useUnitsByPath();
  return (path) => visibleText(named(language, units.get(path)?.name_vi, units.get(path)?.name_en) || path);
}

interface ChoiceProps {
  asked: Asked;
  data: Series | Series34 | null;
  onChange: Change;
}

export function Choice({ asked, data, onChange }: ChoiceProps) {
  const words = useWords(SERIES);
  const language = useLanguage();
  const { indices, yearsOf } = useCatalogue();
  const domains = useMemo(() => (data ? unpacked(data.domains) : []), [data]);
  const units = useUnitOptionsOf(data);
  const held = indices.filter((row) => yearsOf(row.index_code).length > 0);
  const indexOptions = held.map((row) => ({ value: row.index_code, label: `${indexShort(row.index_code)} – ${named(language, row.name_vi, row.name_en)}` }));
  const domainOptions = domains.map((row) => ({ value: row.domain_code, label: row.is_total ? words.total : `${row.domain_code}. ${named(language, row.name_vi, row.name_en)}` }));
  const pair = (first: [string, string], second: [string, string]) => [first, second].map(([value, label]) => ({ value, label }));
  return (
    <div class="stack no-print">
      <div class="controls">
        <Select label={words.index} value={asked.index} options={indexOptions} onChange={(index) => onChange({ index, domain: "_total" })} />
        {domainOptions.length > 1 && <Select label={words.domain} value={asked.domain} options={domainOptions} onChange={(domain) => onChange({ domain })} />}
        <Select label={words.measure} value={asked.measure} options={pair(["score", words.score], ["rank", words.rank])} onChange={(measure) => onChange({ measure: measure as Asked["measure"] })} />
        <Select label={words.mode} value={asked.mode} options={pair(["own", words.own], ["34", words.back])} onChange={(mode) => onChange({ mode: mode as Asked["mode"] })} />
        <Select label={words.layout} value={asked.layout} options={pair(["one", words.one], ["many", words.many])} onChange={(layout) => onChange({ layout: layout as Asked["layout"] })} />
      </div>
      <div class="controls">
        <Combobox label={words.unit} value="" clears options={units.filter((unit) => !asked.paths.includes(unit.value))} onChange={(path) => onChange({ paths: [...asked.paths, path].slice(0, MOST_LINES) })} />
        <Suggestions asked={asked} data={data} onChange={onChange} />
      </div>
      {asked.paths.length >= MOST_LINES && <p class="small muted" role="status">{filled(words.full, { most: MOST_LINES })}</p>}
      <Chosen asked={asked} onChange={onChange} />
    </div>
  );
}

function useUnitOptionsOf(data: Series | Series34 | null): Option[] {
  const language = useLanguage();
  const units = useUnitsByPath();
  const rows = useRows(data);
  return useMemo(() => {
    const paths = new Set(rows.map((row) => row.unit_path));
    const options = [...paths].map((path) => {
      const unit = units.get(path);
      return { value: path, label: named(language, unit?.name_vi, unit?.name_en) || path, detail: named(language, unit?.region_vi, unit?.region_en) };
    });
    return options.sort((a, b) => VIETNAMESE.compare(a.label, b.label));
  }, [rows, units, language]);
}

/** The rows of a file of either kind; those on 34 provinces have no rank of a publisher. */
function useRows(data: Series | Series34 | null): SeriesRow[] {
  return useMemo(() => (data ? unpacked<SeriesRow>(data.rows as never) : []), [data]);
}

/** The units shown, each in the colour of its line, to take away again. */
function Chosen({ asked, onChange }: { asked: Asked; onChange: Change }) {
  const words = useWords(SERIES);
  const nameOf = useUnitNames();
  if (asked.paths.length === 0) return null;
  return (
    <ul class="chips" aria-label={words.chosen}>
      {asked.paths.map((path, at) => (
        <li class="chip" key={path}>
          <svg class="line-swatch" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="6" fill={colour(at)} /></svg>
          <Printed text={nameOf(path)} />
          <button type="button" class="chip-remove" aria-label={filled(words.remove, { unit: nameOf(path) })} onClick={() => onChange({ paths: asked.paths.filter((one) => one !== path) })}>×</button>
        </li>
      ))}
      {asked.paths.length > 1 && <li><button type="button" class="button quiet" onClick={() => onChange({ paths: [] })}>{words.clear}</button></li>}
    </ul>
  );
}

/** Units that a reader may want first: the leaders of the last year, and those around the first unit. */
function Suggestions({ asked, data, onChange }: ChoiceProps) {
  const words = useWords(SERIES);
  const units = useUnitsByPath();
  const nameOf = useUnitNames();
  const rows = useRows(data);
  const leaders = useMemo(() => leadersOf(rows, asked.domain), [rows, asked.domain]);
  const held = useMemo(() => new Set(rows.map((row) => row.unit_path)), [rows]);
  const first = asked.paths[0];
  const region = first ? units.get(first)?.region_vi : null;
  const around = region && first ? [...units.values()].filter((unit) => unit.region_vi === region && unit.level === units.get(first)?.level && held.has(unit.unit_path)) : [];
  const withFirst = [...new Set([first ?? "", ...around.map((unit) => unit.unit_path)])].filter(Boolean).slice(0, MOST_LINES);
  return (
    <div class="row">
      {leaders && <button type="button" class="button" onClick={() => onChange({ paths: leaders.paths })}>{filled(words.leaders, { year: leaders.year })}</button>}
      {first && withFirst.length > 1 && <button type="button" class="button" onClick={() => onChange({ paths: withFirst })}>{filled(words.region, { unit: nameOf(first) })}</button>}
    </div>
  );
}

/** The five best of the last year in which at least five are ranked or scored. */
function leadersOf(all: SeriesRow[], domain: string): { year: number; paths: string[] } | null {
  const rows = all.filter((row) => row.domain_code === domain && !/^(national|region)\//.test(row.unit_path));
  const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => b - a);
  for (const year of years) {
    const ranked = rows.filter((row) => row.year === year && rankOf(row) !== null).sort((a, b) => rankOf(a)! - rankOf(b)!);
    const scored = rows.filter((row) => row.year === year && row.score !== null).sort((a, b) => b.score! - a.score!);
    const best = ranked.length >= 5 ? ranked : scored;
    if (best.length >= 5) return { year, paths: best.slice(0, 5).map((row) => row.unit_path) };
  }
  return null;
}

function rankOf(row: SeriesRow): number | null {
  return row.rank_published ?? row.rank_inferred ?? row.rank_computed ?? null;
}
