import type { JSX } from "preact";
import type { SourcesAnswer } from "../api/sources.js";
import { words } from "../words/english.js";
import { Inline } from "./inline.js";
import { useLinks } from "./links.js";
import { PlaceLink } from "./place-list.js";

/** Each sentence of a text with the lines and places that it stands on. */
export function SentenceSources({ answer }: { readonly answer: SourcesAnswer }): JSX.Element {
  const { sentences, unknownNames } = answer;
  if (sentences.length === 0) return <p class="quiet">{words.undocumented}</p>;
  if (sentences.every(({ standing }) => standing === "unknown"))
    return <p class="quiet">{words.sources.none}</p>;
  return (
    <>
      <ol class="sentences">
        {sentences.map((sentence) => (
          <Sentence sentence={sentence} />
        ))}
      </ol>
      {unknownNames.length > 0 && <p class="notice">{words.sources.unknown(unknownNames)}</p>}
    </>
  );
}

function Sentence({
  sentence: { text, standing, missing, lines, isOfAuthor, places },
}: {
  readonly sentence: SourcesAnswer["sentences"][number];
}): JSX.Element {
  const links = useLinks();
  const isDoubtful = standing === "stale" || standing === "unsupported";
  return (
    <li>
      <Inline text={text} />
      <p class="quiet">
        <span class={isDoubtful ? "unsure" : ""}>{words.sources.standings[standing]}</span>
        {isOfAuthor && <span>{words.sources.ofAuthor}</span>}
        {lines.map(({ path, from, to }) => (
          <a class="lines" href={links.line(path, from)}>
            {words.lines(from, to)}
          </a>
        ))}
        {places.map((place) => (
          <PlaceLink place={place} />
        ))}
        {missing.length > 0 && <span class="unsure">{words.sources.missing(missing)}</span>}
      </p>
    </li>
  );
}
