import { PageHead } from "../parts/page";
import type { Route } from "../routing";

export function IndexYearPage({ route }: { route: Route }) {
  return <PageHead title={route.page} />;
}
