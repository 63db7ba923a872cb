import type { Route } from "../routing";

export function SearchPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
