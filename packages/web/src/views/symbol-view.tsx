import type { ComponentChildren, JSX } from "preact";
import type { SymbolAnswer } from "../api/views.js";
import { words } from "../words/english.js";
import { Crumbs } from "./crumbs.js";
import { SymbolFacts } from "./defined-symbol.js";
import { useLinks } from "./links.js";
import { RelatedList } from "./place-list.js";
import { SourceView } from "./source-view.js";

/** All that is known of one symbol; `children` are parts that are asked for by themselves. */
export function SymbolView({
  answer,
  children,
}: {
  readonly answer: SymbolAnswer;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const links = useLinks();
  const { symbol, subclasses, source, writtenBy, writtenAt, isMadeHere } = answer;
  const { path, line, endLine, kind } = symbol;
  return (
    <article>
      <Crumbs path={path} symbol={symbol.symbol} />
      <h1 tabIndex={-1}>
        {symbol.symbol} <small>{kind}</small>
      </h1>
      <p class="quiet">
        <a href={links.line(path, line)}>
          {path}, {words.lines(line, endLine)}
        </a>
        {" · "}
        {words.writtenBy(writtenBy, writtenAt.slice(0, 10))}
      </p>
      {!isMadeHere && <p class="notice">{words.notMadeHere}</p>}
      <SymbolFacts symbol={symbol} level={2} />
      <RelatedList title={words.subclasses} related={subclasses} from={path} />
      <section>
        <h2>{words.source}</h2>
        <SourceView source={source} path={path} />
      </section>
      {children}
    </article>
  );
}
