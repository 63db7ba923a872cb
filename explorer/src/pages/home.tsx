import type { Route } from "../routing";

export function HomePage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
