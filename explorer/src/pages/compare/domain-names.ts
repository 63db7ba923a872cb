/** Names of domains on the page that compares. */
import type { DomainBeside } from "../../comparing/beside";
import { named, useLanguage, useWords } from "../../language";
import { visibleText } from "../../parts/printed";
import { COMPARE } from "../../words/compare";

/** The name of a domain as these pages show it: the total by a word, others by code and name. */
export function useDomainNames(): (row: DomainBeside) => string {
  const words = useWords(COMPARE);
  const language = useLanguage();
  return ({ domain }) => (domain.is_total ? words.total : visibleText([domain.domain_code, named(language, domain.name_vi, domain.name_en)].filter(Boolean).join(" ")));
}
