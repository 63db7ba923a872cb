/** Which page an address leads to. Belongs here: the table of pages, nothing else. */
import type { FunctionComponent } from "preact";
import { HomePage } from "./pages/home";
import { IndexYearPage } from "./pages/index-year";
import { SeriesPage } from "./pages/series";
import { UnitPage } from "./pages/unit";
import { WhatIfPage } from "./pages/what-if";
import { ComparePage } from "./pages/compare";
import { TasksPage } from "./pages/tasks";
import { FigurePage } from "./pages/figure";
import { DocumentPage } from "./pages/document";
import { QualityPage } from "./pages/quality";
import { DictionaryPage } from "./pages/dictionary";
import { ChangesPage } from "./pages/changes";
import { SqlPage } from "./pages/sql";
import { SearchPage } from "./pages/search";
import type { Route } from "./routing";

export type Page = FunctionComponent<{ route: Route }>;

const PAGES: Record<string, Page> = {
  home: HomePage,
  index: IndexYearPage,
  series: SeriesPage,
  unit: UnitPage,
  "what-if": WhatIfPage,
  compare: ComparePage,
  tasks: TasksPage,
  figure: FigurePage,
  document: DocumentPage,
  quality: QualityPage,
  dictionary: DictionaryPage,
  changes: ChangesPage,
  sql: SqlPage,
  search: SearchPage,
};

/** The page of that name; an address may name anything, `constructor` too. */
export function pageOf(name: string): Page | undefined {
  return Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
}
