import { PageHead } from "../parts/page";
import type { Route } from "../routing";

export function SeriesPage({ route }: { route: Route }) {
  return <PageHead title={route.page} />;
}
