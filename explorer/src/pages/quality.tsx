import type { Route } from "../routing";

export function QualityPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
