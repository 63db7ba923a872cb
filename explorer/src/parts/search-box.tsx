/** The search box in the head of every page: answers by kind as one types, by keyboard or mouse.
 *
 * Belongs here: the box and its list. Does not belong here: matching (`search/engine.ts`).
 */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { useLanguage, useWords } from "../language";
import { find, type Found } from "../search/engine";
import { addressOf, grouped, KINDS, told, type Group } from "../search/places";
import { useSearchIndex } from "../search/use-search";
import { FRAME } from "../words/frame";
import { SEARCH } from "../words/search";
import { pageAddress } from "./links";
import { Printed } from "./printed";

const LISTED_OF_A_KIND = 5;
const LISTED = 14;

export function SearchBox() {
  const language = useLanguage();
  const words = { ...useWords(FRAME), ...useWords(SEARCH) };
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const [at, setAt] = useState(-1);
  const index = useSearchIndex(isWanted);
  const groups = useMemo(() => (index.status === "ready" ? shortened(grouped(find(index.content, typed))) : []), [index, typed]);
  useSlashKey(box);
  const all = pageAddress(language, "search", [], { q: typed });
  const addresses = [...groups.flatMap((group) => group.found.map((one) => addressOf(language, one.row))), all];
  const go = (address: string) => {
    location.hash = address;
    setOpen(false);
    setTyped("");
    setAt(-1);
    box.current?.blur();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && typed) {
      event.preventDefault();
      setOpen(true);
      setAt(at < 0 && step < 0 ? addresses.length - 1 : (at + step + addresses.length) % addresses.length);
    } else if (event.key === "Enter" && typed.trim()) go(addresses[at] ?? all);
    else if (event.key === "Escape") {
      if (isOpen) event.preventDefault();
      setOpen(false);
      setAt(-1);
    }
  };
  const isShown = isOpen && typed.trim() !== "";
  return (
    <div class="combobox">
      <input
        ref={box}
        class="search-input"
        type="text"
        enterkeyhint="search"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={words.searchLabel}
        aria-keyshortcuts="/"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && at >= 0 ? `${id}-${at}` : undefined}
        placeholder={words.search}
        value={typed}
        onFocus={() => setWanted(true)}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setAt(-1);
        }}
        onKeyDown={onKey}
        onBlur={() => setOpen(false)}
      />
      <div id={`${id}-list`} role="listbox" aria-label={words.suggestions} class="options search-options" hidden={!isShown}>
        {isShown && <Answers id={id} groups={groups} at={at} onChoose={go} />}
        {isShown && (
          <Option id={`${id}-${addresses.length - 1}`} isActive={at === addresses.length - 1} onChoose={() => go(all)}>
            <span>{groups.length === 0 && index.status === "ready" ? `${words.none}: ${typed}` : words.all}</span>
            <kbd class="detail">↵</kbd>
          </Option>
        )}
      </div>
    </div>
  );
}

function Answers({ id, groups, at, onChoose }: { id: string; groups: Group[]; at: number; onChoose: (address: string) => void }) {
  const language = useLanguage();
  const kinds = useWords(KINDS);
  let place = 0;
  return (
    <>
      {groups.map((group) => (
        <div role="group" aria-label={kinds[group.kind]}>
          <div class="group-label" aria-hidden="true">{kinds[group.kind]}</div>
          {group.found.map(({ row }) => {
            const now = place++;
            const { title, detail } = told(language, row);
            return (
              <Option id={`${id}-${now}`} isActive={now === at} onChoose={() => onChoose(addressOf(language, row))}>
                <span class="clamped"><Printed text={title} /></span>
                {detail && <span class="detail clamped"><Printed text={detail} /></span>}
              </Option>
            );
          })}
        </div>
      ))}
    </>
  );
}

interface OptionProps {
  id: string;
  isActive: boolean;
  onChoose: () => void;
  children: ComponentChildren;
}

function Option({ id, isActive, onChoose, children }: OptionProps) {
  const scrolled = (element: HTMLDivElement | null) => {
    if (isActive) element?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div id={id} ref={scrolled} role="option" aria-selected={isActive} onMouseDown={(event) => event.preventDefault()} onClick={onChoose}>
      {children}
    </div>
  );
}

/** A few of each kind, best kinds first. */
function shortened(groups: Group[]): Group[] {
  let left = LISTED;
  const short: Group[] = [];
  for (const group of groups) {
    const found: Found[] = group.found.slice(0, Math.min(LISTED_OF_A_KIND, left));
    left -= found.length;
    if (found.length > 0) short.push({ kind: group.kind, found });
  }
  return short;
}

/** `/` leads to the search box, unless the reader is typing somewhere. */
function useSlashKey(box: { current: HTMLInputElement | null }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || target.closest("input, select, textarea, [contenteditable]")) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
