import type { Route } from "../routing";

export function DictionaryPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
