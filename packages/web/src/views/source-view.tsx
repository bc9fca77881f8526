import type { JSX } from "preact";
import type { Source, Token } from "../api/tokens.js";
import { words } from "../words/english.js";
import { useLinks } from "./links.js";

/** Highlighted source with its calls as links. */
export function SourceView({
  source,
  path,
}: {
  readonly source: Source | null;
  readonly path: string;
}): JSX.Element {
  if (source === null) return <p class="quiet">{words.noSource}</p>;
  const { from, lines, isAsDocumented } = source;
  return (
    <>
      {!isAsDocumented && <p class="notice">{words.sourceChanged}</p>}
      <div class="source" role="region" aria-label={`${words.source}: ${path}`} tabIndex={0}>
        <table role="presentation">
          <tbody>
            {lines.map((tokens, at) => (
              <SourceLine number={from + at} tokens={tokens} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function SourceLine({
  number,
  tokens,
}: {
  readonly number: number;
  readonly tokens: readonly Token[];
}): JSX.Element {
  return (
    <tr id={`L${number}`}>
      <td class="number" data-line={number} />
      <td>
        <code>
          {tokens.map((token) => (
            <Piece token={token} />
          ))}
        </code>
      </td>
    </tr>
  );
}

function Piece({ token: [text, kind = "", target] }: { readonly token: Token }): JSX.Element {
  const links = useLinks();
  if (target !== undefined)
    return (
      <a href={links.place(target)} class={`call ${kind}`} title={target}>
        {text}
      </a>
    );
  return kind === "" ? <>{text}</> : <span class={`hl-${kind}`}>{text}</span>;
}
