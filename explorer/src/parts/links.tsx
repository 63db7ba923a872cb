/** Links between the pages. Belongs here: which address leads to what. Does not belong here: the pages. */
import type { ComponentChildren } from "preact";
import { unitPath } from "../file-names";
import { named, useLanguage } from "../language";
import { address, type Language } from "../routing";
import { useCatalogue } from "./catalogue";
import { Printed } from "./printed";

export interface LinkState {
  [key: string]: string | number | null | undefined;
}

/** The address of a page: `pageAddress("vi", "index", ["PAPI", 2024], { domain: "_total" })`. */
export function pageAddress(language: Language, page: string, parts: (string | number)[] = [], state: LinkState = {}): string {
  const kept = Object.entries(state).map(([key, value]) => [key, value === null || value === undefined ? "" : String(value)]);
  return address({ language, page, parts: parts.map(String), state: Object.fromEntries(kept) });
}

/** The address of a unit's profile, over all its periods; `state` holds the index and year to open it at. */
export function unitAddress(language: Language, unitKey: string, state: LinkState = {}): string {
  return pageAddress(language, "unit", unitPath(unitKey).split("/"), state);
}

export interface PageLinkProps {
  page: string;
  parts?: (string | number)[];
  state?: LinkState;
  class?: string;
  children: ComponentChildren;
}

export function PageLink({ page, parts, state, children, ...rest }: PageLinkProps) {
  return <a href={pageAddress(useLanguage(), page, parts, state)} {...rest}>{children}</a>;
}

export function IndexLink({ index, year, state = {}, children }: { index: string; year?: number; state?: LinkState; children?: ComponentChildren }) {
  const language = useLanguage();
  const row = useCatalogue().index(index);
  const parts = year === undefined ? [index] : [index, year];
  return (
    <a href={pageAddress(language, "index", parts, state)} title={named(language, row?.name_vi, row?.name_en) || undefined}>
      {children ?? `${indexShort(index)}${year === undefined ? "" : ` ${year}`}`}
    </a>
  );
}

/** An index's code as people say it: `PAR INDEX`. */
export function indexShort(code: string): string {
  return code.replaceAll("_", " ");
}

export function UnitLink({ unitKey, name, state = {} }: { unitKey: string; name?: string | null; state?: LinkState }) {
  const language = useLanguage();
  const unit = useCatalogue().unit(unitKey);
  const text = (language === "en" && unit?.name_en) || (name ?? named(language, unit?.name_vi, unit?.name_en));
  return <a href={unitAddress(language, unitKey, state)}><Printed text={text || unitKey} /></a>;
}

export interface FigureLinkProps {
  /** Of a figure, or the score_key of a value that no single figure is. */
  figureId: string | null | undefined;
  children?: ComponentChildren;
  /** What the link leads to, read after its text where many such links stand together. */
  label?: string;
}

export function FigureLink({ figureId, children, label }: FigureLinkProps) {
  const language = useLanguage();
  if (!figureId) return <>{children}</>;
  return (
    <a href={pageAddress(language, "figure", [figureId])}>
      {children ?? (language === "vi" ? "Số gốc" : "Figure")}
      {label && <span class="hidden-visually"> {label}</span>}
    </a>
  );
}

export function DocumentLink({ documentId, title }: { documentId: string; title?: string | null }) {
  const language = useLanguage();
  return <a href={pageAddress(language, "document", [documentId])}><Printed text={title || documentId} /></a>;
}
