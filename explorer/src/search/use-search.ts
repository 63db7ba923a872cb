/** The search index on a page: loaded once somebody means to search, and made once. */
import { useMemo } from "preact/hooks";
import { useCatalogue } from "../parts/catalogue";
import { useData, type Data } from "../parts/data";
import type { Search } from "../shapes";
import type { SearchIndex } from "./engine";
import { searchIndexOf } from "./places";

const made = new WeakMap<Search, SearchIndex>();

export function useSearchIndex(isWanted: boolean): Data<SearchIndex> {
  const catalogue = useCatalogue();
  const data = useData<Search>(isWanted ? "search" : null);
  return useMemo(() => {
    if (data.status !== "ready") return data;
    const index = made.get(data.content) ?? searchIndexOf(data.content, catalogue);
    made.set(data.content, index);
    return { status: "ready", content: index };
  }, [data, catalogue]);
}
