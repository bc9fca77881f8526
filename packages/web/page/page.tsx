import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { LinksContext, type LiveLinks, LiveLinksContext } from "../src/views/links.js";
import { StandingNote } from "../src/views/standing-note.js";
import { startWords } from "../src/words/english-start.js";
import { address, linksAt, refOf } from "./address.js";
import { lazy, loadedViews } from "./lazy.js";
import { isPaletteOpen } from "./palette-key.js";
import { SearchBox } from "./search-box.js";
import { hasTree } from "./serves.js";
import { isLoading, shown, standingNow } from "./shown.js";
import { View } from "./view.js";

const Palette = lazy(async () => (await import("./palette.js")).Palette);

/** The whole page: where one can go, what is shown, and where the index stands. */
export function Page(): JSX.Element {
  const main = useRef<HTMLElement>(null);
  const answer = shown.value;
  const { pathname } = address.value;
  const ref = refOf(address.value);
  const links = linksAt(ref);
  const standing =
    ref !== null && answer !== null && "standing" in answer ? answer.standing : standingNow.value;
  const isOfCollections = pathname.startsWith("/collections");
  const { href } = address.value;
  const arrivedAt = useRef("");
  useEffect(() => {
    // What is shown while an answer is waited for is that of the address before; what only came anew is no other place.
    if (answer === null || isLoading.value || arrivedAt.current === href) return;
    if (arrive(main.current)) arrivedAt.current = href;
  }, [answer, isLoading.value, href, loadedViews.value]);
  const here = (path: string): { "aria-current"?: "page" } =>
    pathname === path ? { "aria-current": "page" } : {};
  return (
    <LinksContext.Provider value={links}>
      <LiveLinksContext.Provider value={links}>
        <a class="skip" href="#main">
          {startWords.skip}
        </a>
        <header>
          <nav aria-label={startWords.navigation}>
            {places(links).map(([path, href, name]) => (
              <a class={path === "/" ? "brand" : ""} href={href} {...here(path)}>
                {name}
              </a>
            ))}
          </nav>
          {hasTree && <SearchBox />}
          <button
            type="button"
            class="go-to"
            aria-haspopup="dialog"
            aria-keyshortcuts="Control+K"
            onClick={() => {
              isPaletteOpen.value = true;
            }}
          >
            {startWords.goTo} <kbd aria-hidden="true">Ctrl K</kbd>
          </button>
          {standing !== null && <StandingNote standing={standing} />}
        </header>
        {isPaletteOpen.value && <Palette />}
        {ref !== null && (
          <aside class="notice at">
            {isOfCollections
              ? startWords.collectionsAt(ref.slice(0, 20))
              : startWords.at.note(ref.slice(0, 20))}{" "}
            <a href={isOfCollections || pathname === "/place" ? now(address.value) : "/"}>
              {startWords.at.back}
            </a>
          </aside>
        )}
        <main id="main" ref={main} aria-busy={isLoading.value} tabIndex={-1}>
          {answer === null ? <p role="status">{startWords.loading}</p> : <View answer={answer} />}
        </main>
      </LiveLinksContext.Provider>
    </LinksContext.Provider>
  );
}

/** Where one can go from everywhere: path, address, name. */
function places(links: LiveLinks): (readonly [path: string, href: string, name: string])[] {
  const collections = ["/collections", links.collections, startWords.collections] as const;
  if (!hasTree) return [["/", "/", startWords.product], collections];
  return [
    ["/", links.overview, startWords.product],
    ["/history", links.history, startWords.history],
    ["/merge", links.merge, startWords.merge],
    ["/run", links.run, startWords.run],
    collections,
  ];
}

/** The same place as it was documented last. */
function now(url: URL): string {
  const query = new URLSearchParams(url.search);
  query.delete("at");
  return `${url.pathname}?${query.toString()}${url.hash}`;
}

/**
 * As the browser does with a page of its own: the title, the place that the address names, and where reading goes on. `false` while the view is
 * not there yet.
 */
function arrive(main: HTMLElement | null): boolean {
  const heading = main?.querySelector("h1");
  if (heading === null || heading === undefined) return false;
  document.title = `${heading.textContent} – ${startWords.product}`;
  const { hash } = location;
  const place = hash === "" ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
  if (place !== null) place.scrollIntoView({ block: "center" });
  else if (document.activeElement?.closest("header") === null) {
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  return true;
}
