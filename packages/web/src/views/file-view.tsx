import type { JSX } from "preact";
import type { FileAnswer } from "../api/views.js";
import { words } from "../words/english.js";
import { Crumbs } from "./crumbs.js";
import { DefinedSymbol } from "./defined-symbol.js";
import { Documentation } from "./documentation.js";
import { RelatedList } from "./place-list.js";
import { SourceView } from "./source-view.js";
import { symbolAnchor } from "./symbol-anchor.js";

/** A file with all that it defines, and its source. */
export function FileView({ answer }: { readonly answer: FileAnswer }): JSX.Element {
  const { place, documentation, imports, importedBy, symbols, source } = answer;
  const { path } = place;
  return (
    <article>
      <Crumbs path={path} />
      <h1 tabIndex={-1}>{path.slice(path.lastIndexOf("/") + 1)}</h1>
      <Documentation html={documentation} />
      {symbols.length > 1 && (
        <nav class="outline" aria-label={words.defines}>
          <ul>
            {symbols.map(({ symbol, kind }) => (
              <li>
                <a href={`#${encodeURIComponent(symbolAnchor(symbol))}`} class={`place ${kind}`}>
                  {symbol}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class="relations">
        <RelatedList title={words.imports} related={imports} from={path} />
        <RelatedList title={words.importedBy} related={importedBy} from={path} />
      </div>
      {symbols.length > 0 && (
        <section>
          <h2>{words.defines}</h2>
          {symbols.map((symbol) => (
            <DefinedSymbol symbol={symbol} />
          ))}
        </section>
      )}
      <section>
        <h2>{words.source}</h2>
        <SourceView source={source} path={path} />
      </section>
    </article>
  );
}
