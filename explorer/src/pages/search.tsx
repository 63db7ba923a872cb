/** All answers to a search, by kind. */
import { useMemo, useState } from "preact/hooks";
import { useLanguage, useWords } from "../language";
import { Waiting } from "../parts/data";
import { EmptyState, PageHead } from "../parts/page";
import { Printed } from "../parts/printed";
import { changeState, type Route } from "../routing";
import { find } from "../search/engine";
import { addressOf, grouped, KINDS, told, type Group } from "../search/places";
import { useSearchIndex } from "../search/use-search";
import { SEARCH } from "../words/search";
import "../styles/search.css";

const LISTED = 30;

export function SearchPage({ route }: { route: Route }) {
  const words = useWords(SEARCH);
  const query = route.state["q"] ?? "";
  const index = useSearchIndex(true);
  const groups = useMemo(() => (index.status === "ready" ? grouped(find(index.content, query)) : []), [index, query]);
  const total = groups.reduce((sum, group) => sum + group.found.length, 0);
  return (
    <>
      <PageHead title={query ? `${words.titleOf} “${query}”` : words.title} lead={words.lead} />
      <div class="field search-field">
        <label for="search-words">{words.label}</label>
        <input id="search-words" type="search" value={query} onInput={(event) => changeState(route, { q: event.currentTarget.value })} />
      </div>
      {index.status !== "ready" && <Waiting of={index} />}
      <p class="muted small" role="status">{index.status === "ready" && query ? `${total} ${words.results}` : ""}</p>
      {index.status === "ready" && total === 0 && (
        <EmptyState title={query ? `${words.none}: ${query}` : undefined}>{words.hint}</EmptyState>
      )}
      {groups.map((group) => <AnswersOfKind key={group.kind} group={group} />)}
    </>
  );
}

function AnswersOfKind({ group }: { group: Group }) {
  const language = useLanguage();
  const kinds = useWords(KINDS);
  const words = useWords(SEARCH);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? group.found : group.found.slice(0, LISTED);
  return (
    <section class="section">
      <h2>{kinds[group.kind]} <span class="muted small">{group.found.length}</span></h2>
      <ol class="answers">
        {shown.map(({ row }) => {
          const { title, detail } = told(language, row);
          return (
            <li>
              <a href={addressOf(language, row)}><Printed text={title} /></a>
              {detail && <span class="muted small"><Printed text={detail} /></span>}
            </li>
          );
        })}
      </ol>
      {shown.length < group.found.length && (
        <p><button type="button" class="button" onClick={() => setWhole(true)}>{words.showAll} ({group.found.length})</button></p>
      )}
    </section>
  );
}
