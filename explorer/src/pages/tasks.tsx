import type { Route } from "../routing";

export function TasksPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
