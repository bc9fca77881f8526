import type { JSX } from "preact";
import type { FolderAnswer } from "../api/views.js";
import { words } from "../words/english.js";
import { Crumbs } from "./crumbs.js";
import { Documentation } from "./documentation.js";
import { useLinks } from "./links.js";
import { LongList, PlaceList, RelatedList } from "./place-list.js";

/** What a folder holds. */
export function FolderView({ answer }: { readonly answer: FolderAnswer }): JSX.Element {
  const links = useLinks();
  const { place, documentation, mentionedIn, parts, uses } = answer;
  // A text that only names its parts says nothing beside their list.
  const isToldByParts = documentation === "" && parts.some(({ summary }) => summary !== "");
  return (
    <article>
      <Crumbs path={place.path} />
      <h1 tabIndex={-1}>{place.path}</h1>
      {!isToldByParts && <Documentation html={documentation} />}
      <RelatedList title={words.mentionedIn} related={mentionedIn} from={place.path} />
      <section>
        <h2>{words.parts}</h2>
        <PlaceList places={parts} />
      </section>
      {uses.length > 0 && (
        <section>
          <h2>{words.uses}</h2>
          <LongList items={uses}>
            {({ from, to, count }) => (
              <>
                <a href={links.place(from)}>{from}</a> → <a href={links.place(to)}>{to}</a>
                <span class="summary">{words.usesLine(count)}</span>
              </>
            )}
          </LongList>
        </section>
      )}
    </article>
  );
}
