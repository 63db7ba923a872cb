/** The page of a figure, of a derived fact or bound, or of a contradiction, by its key.
 *
 * Belongs here: finding what the key names. Does not belong here: how each is shown (`figure-printed`, `figure-derived`).
 */
import { useEffect, useState } from "preact/hooks";
import { findByKey, type Found } from "../evidence/find-figure";
import { useWords } from "../language";
import { Failure, Loading } from "../parts/data";
import { PageLink } from "../parts/links";
import { EmptyState, PageHead } from "../parts/page";
import { Printed } from "../parts/printed";
import type { Route } from "../routing";
import { FIGURE_WORDS } from "../words/figure";
import { ContradictionView, FactView } from "./figure-derived";
import { PrintedFigure } from "./figure-printed";

type Sought = { key: string; found: Found | "failed" };

export function FigurePage({ route }: { route: Route }) {
  const key = route.parts.join("/");
  const [sought, setSought] = useState<Sought | null>(null);
  const words = useWords(FIGURE_WORDS);
  useEffect(() => {
    let isWanted = true;
    const say = (found: Found | "failed") => isWanted && setSought({ key, found });
    findByKey(key).then(say, () => say("failed"));
    return () => {
      isWanted = false;
    };
  }, [key]);
  if (sought?.key !== key) return <><PageHead title={words.figure} /><Loading /></>;
  if (sought.found === "failed") return <><PageHead title={words.figure} /><Failure /></>;
  return <FoundView keyText={key} found={sought.found} />;
}

function FoundView({ keyText, found }: { keyText: string; found: Found }) {
  const words = useWords(FIGURE_WORDS);
  switch (found.is) {
    case "figure":
      return <PrintedFigure {...found} />;
    case "fact":
      return <FactView {...found} />;
    case "contradiction":
      return <ContradictionView contradiction={found.contradiction} />;
    case "nothing":
      return (
        <>
          <PageHead title={words.notFoundTitle} />
          <EmptyState>{words.notFound} <code><Printed text={keyText} /></code>. <PageLink page="search">{words.notFoundHint}</PageLink></EmptyState>
        </>
      );
  }
}
