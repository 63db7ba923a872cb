/** Words of the pages in Vietnamese and English.
 *
 * Belongs here: choosing words. The words themselves stand beside the page that uses them, in `words/`.
 */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "./routing";
import { visibleText } from "./visible";

export type Words<Key extends string> = Record<Language, Record<Key, string>>;

export const LanguageContext = createContext<Language>("vi");

/** The words of a page in the reader's language. */
export function useWords<Key extends string>(words: Words<Key>): Record<Key, string> {
  return words[useContext(LanguageContext)];
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** A name in the reader's language, or in the other one where it has none. */
export function named(language: Language, vi: string | null | undefined, en: string | null | undefined): string {
  return visibleText((language === "vi" ? (vi ?? en) : (en ?? vi)) ?? "");
}

/** The half of a text that holds both languages, `English · tiếng Việt`, as the warehouse tells reasons. */
export function half(language: Language, text: string | null | undefined): string {
  const [english = "", vietnamese = english] = (text ?? "").split(" · ");
  return language === "vi" ? vietnamese : english;
}
