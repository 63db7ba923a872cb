import type { Route } from "../routing";

export function ChangesPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
