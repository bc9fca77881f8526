import type { JSX } from "preact";
import type { CollectionInfo } from "../api/collections.js";
import { words } from "../words/english.js";
import { collectionLinks } from "./collection-links.js";

/** Where one is among the collections, and what this one is. */
export function CollectionHead({
  collection: { name, records, model, space },
  at,
  record,
}: {
  readonly collection: CollectionInfo;
  readonly at: string | null;
  /** Of which the page is. */
  readonly record?: string;
}): JSX.Element {
  return (
    <>
      <nav class="crumbs" aria-label={words.collections.where}>
        <ol>
          <li>
            <a href={collectionLinks.collections(at)}>{words.collections.all}</a>
          </li>
          {record !== undefined && (
            <li>
              <a href={collectionLinks.records({ collection: name, at })}>{name}</a>
            </li>
          )}
        </ol>
      </nav>
      <h1 tabIndex={-1}>{record ?? name}</h1>
      {record === undefined && (
        <p class="quiet">
          {[
            ...(records === null ? [] : [words.collections.count(records)]),
            model ?? words.collections.ownVectors,
            ...(space === null ? [] : [space]),
          ].join(" · ")}
          {at === null && (
            <>
              {" · "}
              <a href={collectionLinks.map(name)}>{words.collections.map}</a>
            </>
          )}
        </p>
      )}
    </>
  );
}
