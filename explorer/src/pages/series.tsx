import type { Route } from "../routing";

export function SeriesPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
