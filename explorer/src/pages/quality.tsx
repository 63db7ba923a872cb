/** The page of quality: coverage, discrepancies, claims, known errors, sources and checks.
 *
 * Belongs here: its tabs and their state. Does not belong here: what each shows (`quality-*`).
 */
import { useLanguage, useWords } from "../language";
import { formatNumber } from "../numbers";
import { useCatalogue } from "../parts/catalogue";
import { useData, Waiting } from "../parts/data";
import { Tabs } from "../parts/fields";
import { CopyLink, PageHead } from "../parts/page";
import { changeState, type Route } from "../routing";
import type { Quality } from "../shapes";
import "../styles/evidence.css";
import "../styles/quality.css";
import { QUALITY_WORDS } from "../words/quality";
import { Checks, KnownErrors, Sources } from "./quality-checks";
import { Coverage } from "./quality-coverage";
import { Claims, Discrepancies } from "./quality-findings";

const TABS = ["coverage", "discrepancies", "claims", "known", "sources", "checks"] as const;

export function QualityPage({ route }: { route: Route }) {
  const words = useWords(QUALITY_WORDS);
  const language = useLanguage();
  const { release } = useCatalogue();
  const data = useData<Quality>("quality");
  const count = (value: number) => formatNumber(language, value);
  return (
    <>
      <PageHead title={words.title} lead={words.lead}
        kicker={`${count(release.figures)} ${words.figures.toLowerCase()} · ${count(release.documents)} ${words.documents.toLowerCase()} · ${count(release.discrepancies)} ${words.tabDiscrepancies.toLowerCase()}`}>
        <p class="small">{words.pages}: <a href="quality.html">{words.qualityPage}</a>; <a href="data-docs/index.html">{words.dataDocs}</a>; <a href="docs/index.html">{words.lineage}</a>.</p>
        <div class="row no-print"><CopyLink /></div>
      </PageHead>
      {data.status === "ready" ? <QualityTabs route={route} quality={data.content} /> : <Waiting of={data} />}
    </>
  );
}

function QualityTabs({ route, quality }: { route: Route; quality: Quality }) {
  const words = useWords(QUALITY_WORDS);
  const labels = { coverage: words.tabCoverage, discrepancies: words.tabDiscrepancies, claims: words.tabClaims, known: words.tabKnown, sources: words.tabSources, checks: words.tabChecks };
  const chosen = TABS.find((tab) => tab === route.state["tab"]) ?? "coverage";
  return (
    <Tabs label={words.title} value={chosen} options={TABS.map((value) => ({ value, label: labels[value] }))} onChange={(tab) => changeState(route, { tab: tab === "coverage" ? "" : tab })}>
      {chosen === "coverage" && <Coverage route={route} quality={quality} />}
      {chosen === "discrepancies" && <Discrepancies route={route} quality={quality} />}
      {chosen === "claims" && <Claims route={route} quality={quality} />}
      {chosen === "known" && <KnownErrors quality={quality} />}
      {chosen === "sources" && <Sources quality={quality} />}
      {chosen === "checks" && <Checks quality={quality} />}
    </Tabs>
  );
}
