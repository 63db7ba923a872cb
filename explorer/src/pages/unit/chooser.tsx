/** Choosing a unit: a box that finds by name, and all units by level. */
import { useMemo } from "preact/hooks";
import { named, useLanguage, useWords } from "../../language";
import { useCatalogue } from "../../parts/catalogue";
import { Combobox } from "../../parts/fields";
import { UnitLink, unitAddress } from "../../parts/links";
import { PageHead } from "../../parts/page";
import { Printed, visibleText } from "../../parts/printed";
import type { UnitRow } from "../../shapes";
import { UNIT } from "../../words/unit";
import { levelName } from "./about";

const LEVELS = ["province", "ministry", "department", "district", "commune"];
const VIETNAMESE = new Intl.Collator("vi");

/** Each unit once, by its last period. */
export function useUnitsOnce(): UnitRow[] {
  const { units } = useCatalogue();
  return useMemo(() => {
    const last = new Map<string, UnitRow>();
    for (const unit of units) {
      const known = last.get(unit.unit_path);
      if (!known || (unit.valid_from ?? "") > (known.valid_from ?? "")) last.set(unit.unit_path, unit);
    }
    return [...last.values()].sort((a, b) => VIETNAMESE.compare(a.name_vi, b.name_vi));
  }, [units]);
}

export function UnitChooser({ title, lead }: { title: string; lead: string }) {
  const words = useWords(UNIT);
  const language = useLanguage();
  const { unit } = useCatalogue();
  const units = useUnitsOnce();
  const parentName = (row: UnitRow) => (row.parent_unit_key ? (unit(row.parent_unit_key)?.name_vi ?? "") : "");
  const options = units.map((row) => ({
    value: row.unit_key,
    label: visibleText(named(language, row.name_vi, row.name_en)),
    detail: [parentName(row), levelName(words, row.level)].filter(Boolean).join(" · "),
  }));
  return (
    <>
      <PageHead title={title} lead={lead} />
      <Combobox label={words.chooseUnit} value="" options={options} onChange={(unitKey) => (location.hash = unitAddress(language, unitKey))} />
      {LEVELS.map((level) => {
        const rows = units.filter((row) => row.level === level);
        if (rows.length === 0) return null;
        return (
          <details open={level === "province"}>
            <summary>{levelName(words, level)} ({rows.length})</summary>
            <ul class="unit-list">
              {rows.map((row) => (
                <li key={row.unit_key}><UnitLink unitKey={row.unit_key} />{parentName(row) && level !== "province" && <span class="small muted"> · <Printed text={parentName(row)} /></span>}</li>
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}
