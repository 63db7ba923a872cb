import type { Route } from "../routing";

export function FigurePage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
