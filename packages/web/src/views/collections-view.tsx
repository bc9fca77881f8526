import type { JSX } from "preact";
import type { CollectionsAnswer } from "../api/collections.js";
import { words } from "../words/english.js";
import { collectionLinks } from "./collection-links.js";
import { MetadataView } from "./record-list.js";

/** All collections of a place. */
export function CollectionsView({
  answer: { place, collections, hasHistory },
  at,
}: {
  readonly answer: CollectionsAnswer;
  readonly at: string | null;
}): JSX.Element {
  return (
    <article>
      <h1 tabIndex={-1}>{words.collections.title(place)}</h1>
      {hasHistory && (
        <p>
          <a href={collectionLinks.history}>{words.collections.history}</a>
          {" · "}
          <a href={collectionLinks.changes()}>{words.commits.uncommitted}</a>
        </p>
      )}
      {collections.length === 0 && <p>{words.collections.none}</p>}
      <ul class="records">
        {collections.map(({ name, records, space, model, metadata }) => (
          <li>
            <a class="place" href={collectionLinks.records({ collection: name, at })}>
              {name}
            </a>{" "}
            {records !== null && <span>{words.collections.count(records)}</span>}
            {at === null && (
              <>
                {" · "}
                <a href={collectionLinks.map(name)} aria-label={words.collections.mapOf(name)}>
                  {words.collections.map}
                </a>
              </>
            )}
            <p class="quiet">
              {[model ?? words.collections.ownVectors, space ?? ""].filter(Boolean).join(" · ")}
            </p>
            <MetadataView metadata={metadata} />
          </li>
        ))}
      </ul>
    </article>
  );
}
