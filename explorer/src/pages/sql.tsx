import type { Route } from "../routing";

export function SqlPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
