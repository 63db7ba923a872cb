/** The frame of every page, and the page itself. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { LanguageContext, useWords } from "./language";
import { pageOf } from "./pages";
import { CatalogueContext, catalogueOf } from "./parts/catalogue";
import { useData, Waiting } from "./parts/data";
import { requestFocus } from "./parts/focus";
import { Foot, Head } from "./parts/frame";
import { Later } from "./parts/later";
import { PageLink } from "./parts/links";
import { EmptyState, ErrorBoundary, PageHead } from "./parts/page";
import { useRoute, type Route } from "./routing";
import type { Core } from "./shapes";
import { FRAME } from "./words/frame";

export function App() {
  const route = useRoute();
  useEffect(() => {
    document.documentElement.lang = route.language;
  }, [route.language]);
  useFocusOnNavigation(route);
  const core = useData<Core>("core");
  const catalogue = useMemo(() => (core.status === "ready" ? catalogueOf(core.content) : null), [core]);
  const content = (
    <>
      <SkipLink />
      <Head route={route} />
      <main id="content" class="page" tabIndex={-1}>
        {catalogue ? <PageOf route={route} /> : <Waiting of={core} />}
      </main>
      <Later><Foot /></Later>
    </>
  );
  return (
    <LanguageContext.Provider value={route.language}>
      {catalogue ? <CatalogueContext.Provider value={catalogue}>{content}</CatalogueContext.Provider> : content}
    </LanguageContext.Provider>
  );
}

/** The page of the route; a new page gets a new boundary, so that an error does not outlive the page it struck. */
function PageOf({ route }: { route: Route }) {
  const Page = pageOf(route.page) ?? NoSuchPage;
  return (
    <ErrorBoundary key={`${route.page}/${route.parts.join("/")}`}>
      <Page route={route} />
    </ErrorBoundary>
  );
}

function NoSuchPage() {
  const words = useWords(FRAME);
  return (
    <>
      <PageHead title={words.noPage} />
      <EmptyState>{words.noPageHint} <PageLink page="home">{words.home}</PageLink></EmptyState>
    </>
  );
}

/** The address of the page is in the hash, so the link moves the focus itself. */
function SkipLink() {
  const words = useWords(FRAME);
  const skip = (event: Event) => {
    event.preventDefault();
    document.getElementById("content")?.focus();
  };
  return <a class="skip" href="#content" onClick={skip}>{words.skip}</a>;
}

function useFocusOnNavigation(route: Route): void {
  const place = `${route.page}/${route.parts.join("/")}`;
  const last = useRef(place);
  if (last.current !== place) {
    last.current = place;
    requestFocus();
  }
}
