/** Addresses of pages: `#/<language>/<page>/<part>/...?<key>=<value>`. All state of a page stands in its address.
 *
 * Belongs here: pure translation of addresses, and the hook that follows them. Does not belong here: pages.
 */
import { useEffect, useState } from "preact/hooks";

export type Language = "vi" | "en";

export interface Route {
  language: Language;
  page: string;
  /** The decoded parts after the page's name, such as `["PAPI", "2024"]`. */
  parts: string[];
  state: Record<string, string>;
}

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [first = "", ...rest] = path.split("/").map(decoded);
  const language: Language = first === "en" ? "en" : "vi";
  const [page = "home", ...parts] = first === "en" || first === "vi" ? rest : [first, ...rest];
  return { language, page: page || "home", parts, state: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a route; empty values of `state` are left out, keys are sorted, so that equal states have one address. */
export function address(route: Route): string {
  const path = [route.language, route.page === "home" ? "" : route.page, ...route.parts].map(encodeURIComponent).join("/");
  const kept = Object.entries(route.state).filter(([, value]) => value !== "").sort(([a], [b]) => (a < b ? -1 : 1));
  const query = new URLSearchParams(kept).toString();
  return `#/${path}${query ? `?${query}` : ""}`;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

/** Change the state of the page shown, without a new step in the browser's history. */
export function changeState(route: Route, change: Record<string, string>): void {
  const next = address({ ...route, state: { ...route.state, ...change } });
  history.replaceState(null, "", next);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
