import type { Route } from "../routing";

export function ComparePage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
