import type { Route } from "../routing";

export function IndexYearPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
