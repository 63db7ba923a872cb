import type { Route } from "../routing";

export function DocumentPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
