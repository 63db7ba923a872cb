import { PageHead } from "../parts/page";
import type { Route } from "../routing";

export function HomePage({ route }: { route: Route }) {
  return <PageHead title={route.page} />;
}
