import type { ComponentChildren, JSX } from "preact";
import { useContext } from "preact/hooks";
import type { FileAnswer } from "../api/views.js";
import { words } from "../words/english.js";
import { Crumbs } from "./crumbs.js";
import { DefinedSymbol } from "./defined-symbol.js";
import { Documentation } from "./documentation.js";
import { KeptRevisions } from "./kept-revisions.js";
import { RelatedList } from "./place-list.js";
import { RevisionsContext } from "./revisions-context.js";
import { SourceView } from "./source-view.js";
import { symbolAnchor } from "./symbol-anchor.js";

/** Of more than these only the outer ones are listed ahead: a wall of names is no outline. */
const MOST_IN_OUTLINE = 40;

/** A file with all that it defines, and its source; `children` are parts that are asked for by themselves. */
export function FileView({
  answer,
  children,
}: {
  readonly answer: FileAnswer;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { place, documentation, imports, importedBy, mentionedIn, symbols, source } = answer;
  const { path } = place;
  const outline =
    symbols.length > MOST_IN_OUTLINE ? symbols.filter(({ symbol }) => !symbol.includes(".")) : symbols;
  const revisions = useContext(RevisionsContext)(place.id);
  return (
    <article>
      <Crumbs path={path} />
      <h1 tabIndex={-1}>{path.slice(path.lastIndexOf("/") + 1)}</h1>
      <Documentation html={documentation} />
      <KeptRevisions revisions={revisions} />
      {outline.length > 1 && (
        <nav class="outline" aria-label={words.defines}>
          <ul>
            {outline.map(({ symbol, kind }) => (
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
        <RelatedList title={words.mentionedIn} related={mentionedIn} from={path} />
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
      {children}
    </article>
  );
}
