/** The frame of every page: head with navigation, search and switches, and foot with version and files. */
import { useState } from "preact/hooks";
import { useLanguage, useWords } from "../language";
import { address, type Route } from "../routing";
import { chooseTheme, currentTheme } from "../theme";
import { FRAME } from "../words/frame";
import { useCatalogue } from "./catalogue";
import { pageAddress } from "./links";
import { SearchBox } from "./search-box";

const NAVIGATION = ["index", "unit", "series", "compare", "what-if", "tasks", "quality", "dictionary", "changes", "sql"] as const;

export function Head({ route }: { route: Route }) {
  const words = useWords(FRAME);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <header class="head">
      <div class="head-bar">
        <a class="brand" href={pageAddress(language, "home")}>
          <img src="explorer/icon.svg" alt="" width="28" height="28" />
          {words.product}
        </a>
        <div class="head-search" role="search"><SearchBox /></div>
        <div class="head-tools">
          <button type="button" class="button quiet menu-button" aria-expanded={isOpen} aria-controls="navigation" onClick={() => setOpen(!isOpen)}>
            {words.menu}
          </button>
          <LanguageSwitch route={route} />
          <ThemeSwitch />
        </div>
      </div>
      <nav id="navigation" class="head-nav" aria-label={words.navigation} data-open={isOpen}>
        <ul onClick={() => setOpen(false)}>
          {NAVIGATION.map((page) => (
            <li><a href={pageAddress(language, page)} aria-current={route.page === page ? "page" : undefined}>{words[page]}</a></li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function LanguageSwitch({ route }: { route: Route }) {
  const words = useWords(FRAME);
  const other = route.language === "vi" ? "en" : "vi";
  return (
    <a class="button quiet" href={address({ ...route, language: other })} lang={other} hreflang={other} aria-label={words.otherLanguageLabel}>
      {words.otherLanguage}
    </a>
  );
}

function ThemeSwitch() {
  const words = useWords(FRAME);
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === "dark" ? "light" : "dark";
  const change = () => {
    chooseTheme(other);
    setTheme(other);
  };
  const label = other === "dark" ? words.toDark : words.toLight;
  return <button type="button" class="button quiet" title={label} aria-label={label} onClick={change}><span aria-hidden="true">◐</span></button>;
}

const FILES = [
  ["cchc.xlsx", "Excel"],
  ["cchc.sqlite", "SQLite"],
  ["cchc.duckdb", "DuckDB"],
] as const;

export function Foot() {
  const words = useWords(FRAME);
  const { release } = useCatalogue();
  return (
    <footer class="foot">
      <div class="foot-inner">
        <div class="stack">
          <h2>{words.product}</h2>
          <p>{words.version} <strong>{release.version}</strong></p>
          <p>{release.citation}</p>
          <p>{words.licence} <a href="LICENSE.md">{words.licenceLink}</a></p>
          <p class="muted">{words.noFigures}</p>
        </div>
        <nav class="files" aria-label={words.files}>
          <h2>{words.files}</h2>
          <ul>
            {FILES.map(([href, label]) => <li><a href={href}>{label}</a></li>)}
            {release.version && <li><a href={`cchc-${release.version}.zip`}>{words.zip}</a></li>}
            <li><a href={pageAddress(useLanguage(), "dictionary")}>{words.byTable}</a></li>
            <li><a href="citations.bib">BibTeX</a></li>
            <li><a href="api/v1/index.json">{words.api}</a></li>
            <li><a href="feed.atom">{words.feed}</a></li>
          </ul>
        </nav>
        <nav class="files" aria-label={words.about}>
          <h2>{words.about}</h2>
          <ul>
            <li><a href="codebook.html">{words.codebook}</a></li>
            <li><a href="register.csv">{words.register}</a></li>
            <li><a href="quality.html">{words.qualityPage}</a></li>
            <li><a href="docs/index.html">{words.lineage}</a></li>
            <li><a href="data-docs/index.html">{words.dataDocs}</a></li>
            <li><a href="CHANGES.html">{words.changesFile}</a></li>
            <li><a href="explorer/LICENSES.txt">{words.notices}</a></li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
