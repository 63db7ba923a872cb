/** Fields to choose with: a list, tabs, and a box that filters as one types, diacritics or not.
 *
 * Belongs here: choosing one of several. Does not belong here: what is chosen.
 */
import type { ComponentChildren } from "preact";
import { useId, useMemo, useRef, useState } from "preact/hooks";
import { folded, matchesWords } from "../folding";
import { named, useLanguage, useWords } from "../language";
import type { UnitRow } from "../shapes";
import { PARTS } from "../words/parts";

export interface Option {
  value: string;
  label: string;
  /** Said beside the label, such as the region of a unit. */
  detail?: string;
  group?: string;
}

export interface SelectProps {
  label: string;
  value: string;
  options: Option[];
  onChange: (value: string) => void;
}

export function Select({ label, value, options, onChange }: SelectProps) {
  const id = useId();
  const groups = [...new Set(options.map((option) => option.group))];
  const listed = (group: string | undefined) =>
    options.filter((option) => option.group === group).map((option) => <option value={option.value}>{option.label}</option>);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {groups.map((group) => (group ? <optgroup label={group}>{listed(group)}</optgroup> : listed(group)))}
      </select>
    </div>
  );
}

export interface ComboboxProps extends SelectProps {
  placeholder?: string;
  /** Empty the box once something is chosen: for adding one after another. */
  clears?: boolean;
}

/** A box to type in and a list that follows; arrows, Enter and Escape work; words match without diacritics. */
export function Combobox({ label, value, options, onChange, placeholder, clears }: ComboboxProps) {
  const id = useId();
  const words = useWords(PARTS);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const chosen = clears ? "" : (options.find((option) => option.value === value)?.label ?? "");
  const matching = useMatching(options, typed ?? "");
  const choose = (option: Option | undefined) => {
    if (!option) return;
    onChange(option.value);
    setTyped(null);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (typed === null) return setTyped("");
      setAt((at + step + matching.length) % Math.max(1, matching.length));
    } else if (event.key === "Enter" && typed !== null) {
      event.preventDefault();
      choose(matching[at]);
    } else if (event.key === "Escape") setTyped(null);
  };
  const isOpen = typed !== null;
  return (
    <div class="field combobox">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={box}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && matching[at] ? `${id}-${at}` : undefined}
        placeholder={placeholder ?? words.choose}
        value={typed ?? chosen}
        onFocus={() => box.current?.select()}
        onClick={() => setTyped((now) => now ?? "")}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
        onBlur={() => setTyped(null)}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="options" hidden={!isOpen}>
        {isOpen && matching.map((option, place) => (
          <OptionRow id={`${id}-${place}`} option={option} isActive={place === at} onChoose={() => choose(option)} />
        ))}
        {isOpen && matching.length === 0 && <li role="option" aria-disabled="true" aria-selected="false">{words.noMatch}</li>}
      </ul>
    </div>
  );
}

function OptionRow({ id, option, isActive, onChoose }: { id: string; option: Option; isActive: boolean; onChoose: () => void }) {
  const scrolled = (element: HTMLLIElement | null) => {
    if (isActive) element?.scrollIntoView({ block: "nearest" });
  };
  return (
    <li id={id} ref={scrolled} role="option" aria-selected={isActive} onMouseDown={(event) => event.preventDefault()} onClick={onChoose}>
      <span>{option.label}</span>
      {option.detail && <span class="detail">{option.detail}</span>}
    </li>
  );
}

function useMatching(options: Option[], typed: string): Option[] {
  const foldedOptions = useMemo(() => options.map((option) => folded(`${option.label} ${option.detail ?? ""} ${option.value}`)), [options]);
  const query = folded(typed);
  return useMemo(() => options.filter((_, at) => query === "" || matchesWords(foldedOptions[at]!, query)), [options, foldedOptions, query]);
}

/** Units as options, with their region and, where names recur, the geography. */
export function useUnitOptions(units: UnitRow[]): Option[] {
  const language = useLanguage();
  return useMemo(() => {
    const detail = (unit: UnitRow) => [named(language, unit.region_vi, unit.region_en), unit.geography].filter(Boolean).join(" · ");
    const options = units.map((unit) => ({ value: unit.unit_key, label: named(language, unit.name_vi, unit.name_en), detail: detail(unit) }));
    return options.sort((a, b) => VIETNAMESE.compare(a.label, b.label));
  }, [units, language]);
}

const VIETNAMESE = new Intl.Collator("vi");

export interface TabsProps {
  label: string;
  value: string;
  options: Option[];
  onChange: (value: string) => void;
  /** What the chosen tab shows. */
  children: ComponentChildren;
}

export function Tabs({ label, value, options, onChange, children }: TabsProps) {
  const id = useId();
  const place = Math.max(0, options.findIndex((option) => option.value === value));
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (place + step + options.length) % options.length;
    onChange(options[next]!.value);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div class="stack">
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKey}>
        {options.map((option, at) => (
          <button
            type="button"
            role="tab"
            id={`${id}-${at}`}
            aria-selected={at === place}
            aria-controls={`${id}-panel`}
            tabIndex={at === place ? 0 : -1}
            onClick={() => onChange(option.value)}
          >
            {option.label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${place}`}>{children}</div>
    </div>
  );
}
