/** Choosing what is compared. Belongs here: the fields. Does not belong here: comparing. */
import { useMemo } from "preact/hooks";
import { MOST_UNITS } from "../../comparing/beside";
import { symbolPath } from "../../comparing/symbols";
import { unitPath } from "../../file-names";
import { named, useLanguage, useWords } from "../../language";
import { useCatalogue } from "../../parts/catalogue";
import { Combobox, Select } from "../../parts/fields";
import { indexShort } from "../../parts/links";
import { Printed } from "../../parts/printed";
import { unpacked } from "../../release";
import type { IndexYear } from "../../shapes";
import { colour } from "../../trajectories/drawing";
import { COMPARE } from "../../words/compare";
import { filled } from "../../words/unit";
import type { Asked, Change } from "../compare";
import { useUnitNames, useUnitsByPath } from "../series/choice";

const VIETNAMESE = new Intl.Collator("vi");

interface ChoiceProps {
  asked: Asked;
  file: IndexYear | null;
  onChange: Change;
}

export function CompareChoice({ asked, file, onChange }: ChoiceProps) {
  const words = useWords(COMPARE);
  const language = useLanguage();
  const { indices, yearsOf } = useCatalogue();
  const withPairs = indices.filter((row) => yearsOf(row.index_code).some((year) => year.units_scored > 1));
  const indexOptions = withPairs.map((row) => ({ value: row.index_code, label: `${indexShort(row.index_code)} – ${named(language, row.name_vi, row.name_en)}` }));
  const years = [...new Set(yearsOf(asked.index).filter((row) => row.units_scored > 1).map((row) => row.year))].sort((a, b) => b - a);
  const newestOf = (index: string) => Math.max(0, ...yearsOf(index).filter((row) => row.units_scored > 1).map((row) => row.year));
  const units = useUnitOptionsOf(file);
  return (
    <div class="stack no-print">
      <div class="controls">
        <Select label={words.index} value={asked.index} options={indexOptions} onChange={(index) => onChange({ index, year: newestOf(index) })} />
        <Select label={words.year} value={String(asked.year)} options={years.map((year) => ({ value: String(year), label: String(year) }))} onChange={(year) => onChange({ year: Number(year) })} />
        <Combobox label={words.unit} value="" clears options={units.filter((unit) => !asked.paths.includes(unit.value))} onChange={(path) => onChange({ paths: [...asked.paths, path].slice(0, MOST_UNITS) })} />
        <Select label={words.detail} value={asked.detail ? "all" : "top"} options={[{ value: "top", label: words.top }, { value: "all", label: words.all }]} onChange={(detail) => onChange({ detail: detail === "all" })} />
      </div>
      {asked.paths.length >= MOST_UNITS && <p class="small muted" role="status">{filled(words.full, { most: MOST_UNITS })}</p>}
      <Chosen asked={asked} onChange={onChange} />
    </div>
  );
}

function useUnitOptionsOf(file: IndexYear | null) {
  const language = useLanguage();
  const units = useUnitsByPath();
  return useMemo(() => {
    const paths = new Set(file ? unpacked(file.scores).filter((row) => row.score !== null).map((row) => unitPath(row.unit_key)) : []);
    const options = [...paths].map((path) => {
      const unit = units.get(path);
      return { value: path, label: named(language, unit?.name_vi, unit?.name_en) || path, detail: named(language, unit?.region_vi, unit?.region_en) };
    });
    return options.sort((a, b) => VIETNAMESE.compare(a.label, b.label));
  }, [file, units, language]);
}

function Chosen({ asked, onChange }: Omit<ChoiceProps, "file">) {
  const words = useWords(COMPARE);
  const nameOf = useUnitNames();
  if (asked.paths.length === 0) return null;
  const others = (path: string) => asked.paths.filter((one) => one !== path);
  return (
    <ul class="chips" aria-label={words.chosen}>
      {asked.paths.map((path, at) => (
        <li class="chip" key={path}>
          <UnitSign at={at} />
          <Printed text={nameOf(path)} />
          {at === 0 && asked.paths.length > 1 && <span class="muted small">({words.isFirst})</span>}
          {at > 0 && <button type="button" class="chip-remove" title={filled(words.first, { unit: nameOf(path) })} aria-label={filled(words.first, { unit: nameOf(path) })} onClick={() => onChange({ paths: [path, ...others(path)] })}>↤</button>}
          <button type="button" class="chip-remove" aria-label={filled(words.remove, { unit: nameOf(path) })} onClick={() => onChange({ paths: others(path) })}>×</button>
        </li>
      ))}
    </ul>
  );
}

/** The sign of a unit in the drawing: its form and colour. */
export function UnitSign({ at }: { at: number }) {
  return <svg class="line-swatch" viewBox="-7 -7 14 14" aria-hidden="true"><path d={symbolPath(at)} fill={colour(at)} /></svg>;
}
