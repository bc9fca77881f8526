import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import type { Defined } from "../api/views.js";
import { words } from "../words/english.js";
import { Documentation } from "./documentation.js";
import { KeptRevisions } from "./kept-revisions.js";
import { useLinks } from "./links.js";
import { RelatedList } from "./place-list.js";
import { RevisionsContext } from "./revisions-context.js";
import { symbolAnchor } from "./symbol-anchor.js";

/** A class or function with its documentation, its callers and what it calls. */
export function DefinedSymbol({ symbol }: { readonly symbol: Defined }): JSX.Element {
  const links = useLinks();
  const { path, line, endLine, kind } = symbol;
  return (
    <section class="defined" id={symbolAnchor(symbol.symbol)} aria-label={symbol.symbol}>
      <h3>
        <a href={links.place(symbol.id)}>{symbol.symbol}</a> <small>{kind}</small>{" "}
        <a class="lines" href={links.line(path, line)}>
          {words.lines(line, endLine)}
        </a>
      </h3>
      <SymbolFacts symbol={symbol} level={4} />
    </section>
  );
}

/** What is known of a symbol beside its name. */
export function SymbolFacts({
  symbol,
  level,
}: {
  readonly symbol: Defined;
  /** Of its headings. */
  readonly level: 2 | 4;
}): JSX.Element {
  const revisions = useContext(RevisionsContext)(symbol.id);
  const { path, signature, documentation, callers, callees, bases, mentionedIn } = symbol;
  return (
    <>
      {signature !== null && (
        <pre class="signature" tabIndex={0}>
          <code>{signature}</code>
        </pre>
      )}
      <Documentation html={documentation} />
      <div class="relations">
        <RelatedList title={words.bases} related={bases} from={path} level={level} />
        <RelatedList title={words.callers} related={callers} from={path} level={level} />
        <RelatedList title={words.callees} related={callees} from={path} path={path} level={level} />
        <RelatedList title={words.mentionedIn} related={mentionedIn} from={path} level={level} />
      </div>
      <KeptRevisions revisions={revisions} />
    </>
  );
}
