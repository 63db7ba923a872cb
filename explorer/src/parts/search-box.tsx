/** The search box in the head of every page. */
import { useEffect, useRef } from "preact/hooks";
import { useLanguage, useWords } from "../language";
import { FRAME } from "../words/frame";
import { pageAddress } from "./links";

export function SearchBox() {
  const words = useWords(FRAME);
  const language = useLanguage();
  const box = useRef<HTMLInputElement>(null);
  useSlashKey(box);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && box.current?.value) location.hash = pageAddress(language, "search", [], { q: box.current.value });
  };
  return <input ref={box} class="search-input" type="search" aria-label={words.searchLabel} placeholder={words.search} onKeyDown={onKey} />;
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
