import { signal } from "@preact/signals";
import { collectionLinks } from "../src/views/collection-links.js";
import type { LiveLinks } from "../src/views/links.js";

/** Where the page is: the path names the view, the query what it shows. */
export const address = signal(new URL(location.href));

/** The version that is looked at; `null`: the tree as it was documented last. */
export function refOf(url: URL): string | null {
  return url.searchParams.get("at");
}

/** Goes to an address of this page without loading it anew. */
export function go(to: string, { replace = false } = {}): void {
  const url = new URL(to, location.href);
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  address.value = url;
}

/** Follows the browser's own buttons, and every link to this page. */
export function followLinks(): void {
  addEventListener("popstate", () => {
    address.value = new URL(location.href);
  });
  document.addEventListener("click", (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = (event.target as Element).closest("a");
    if (link === null || link.target !== "" || !hasAddress(link)) return;
    const url = new URL(hrefOf(link), location.href);
    if (url.origin !== location.origin) return;
    // A place on the same page is the browser's own matter.
    if (url.hash !== "" && url.pathname === location.pathname && url.search === location.search) return;
    event.preventDefault();
    go(url.href);
  });
}

/** Links of drawings have an object for an address. */
function hrefOf(link: HTMLAnchorElement | SVGAElement): string {
  return typeof link.href === "string" ? link.href : link.href.baseVal;
}

function hasAddress(link: Element): link is HTMLAnchorElement | SVGAElement {
  return link.hasAttribute("href");
}

/** Addresses of the views, all of the version that is looked at. */
export function linksAt(ref: string | null): LiveLinks {
  const address = (path: string, given: Readonly<Record<string, string>> = {}, hash = ""): string => {
    const query = new URLSearchParams({ ...given, ...(ref === null ? {} : { at: ref }) }).toString();
    return `${path}${query === "" ? "" : `?${query}`}${hash}`;
  };
  return {
    overview: address("/"),
    place: (id) => (id === "." ? address("/") : address("/place", { id })),
    line: (path, line) => address("/place", { id: path }, `#L${line}`),
    history: address("/history"),
    merge: "/merge",
    run: "/run",
    commit: (hash) => address("/changes", { commit: hash }),
    changes: (from, to) => address("/changes", { from, to }),
    collections: collectionLinks.collections(),
    at: (hash) => `/?${new URLSearchParams({ at: hash }).toString()}`,
  };
}
