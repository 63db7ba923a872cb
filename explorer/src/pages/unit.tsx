import type { Route } from "../routing";

export function UnitPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
