import { posix } from "node:path";
import type { ComponentChildren, JSX } from "preact";
import { render } from "preact-render-to-string";
import type { SymbolHistoryAnswer } from "../api/history.js";
import { type Links, LinksContext } from "../views/links.js";
import { RevisionsContext } from "../views/revisions-context.js";
import { words } from "../words/english.js";
import { startWords } from "../words/english-start.js";
import { relativeAddress } from "./site-paths.js";

/** One page of an export. */
export interface SitePage {
  /** Where it lies in the export. */
  readonly path: string;
  readonly title: string;
  readonly links: Links;
  /** The commit of the history that it is of. */
  readonly commit: string | null;
  /** The history of a place that the page shows. */
  readonly revisionsOf: (id: string) => SymbolHistoryAnswer["revisions"];
  readonly children: ComponentChildren;
}

/** Pages are opened as files, too, where nothing is "self". */
const POLICY =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'";

/** A page as HTML: its style, its search, and what it shows. */
export function siteHtml(page: SitePage): string {
  return `<!doctype html>\n${render(<Document {...page} />)}\n`;
}

function Document({ path, title, links, commit, revisionsOf, children }: SitePage): JSX.Element {
  const to = (file: string): string => relativeAddress(path, file);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <link rel="stylesheet" href={to("site.css")} />
        <link rel="icon" href={to("icon.svg")} />
        <script
          src={to("site.js")}
          data-index={to("search-index.js")}
          data-root={posix.relative(posix.dirname(path), ".") || "."}
          defer
        />
      </head>
      <body>
        <a class="skip" href="#main">
          {startWords.skip}
        </a>
        <header>
          <nav aria-label={startWords.navigation}>
            <a class="brand" href={links.overview}>
              {startWords.overview}
            </a>
          </nav>
          <div class="search" role="search" id="search" />
        </header>
        <main id="main">
          <LinksContext.Provider value={links}>
            <RevisionsContext.Provider value={revisionsOf}>{children}</RevisionsContext.Provider>
          </LinksContext.Provider>
        </main>
        <footer>{words.exported(commit)}</footer>
      </body>
    </html>
  );
}
