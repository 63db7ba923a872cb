/** The frame of every page: head, navigation, language, and the page itself. */
import { LanguageContext } from "./language";
import { PAGES } from "./pages";
import { useRoute } from "./routing";

export function App() {
  const route = useRoute();
  const Page = PAGES[route.page] ?? PAGES["home"]!;
  return (
    <LanguageContext.Provider value={route.language}>
      <main id="content">
        <Page route={route} />
      </main>
    </LanguageContext.Provider>
  );
}
