import type { Route } from "../routing";

export function WhatIfPage({ route }: { route: Route }) {
  return <h1>{route.page}</h1>;
}
