import type { JSX } from "preact";
import type { CollectionRecord } from "../api/collections.js";
import { words } from "../words/english.js";
import { collectionLinks } from "./collection-links.js";

/** Metadata by keys. */
export function MetadataView({
  metadata,
}: {
  readonly metadata: CollectionRecord["metadata"];
}): JSX.Element | null {
  if (metadata.length === 0) return null;
  return (
    <dl class="metadata">
      {metadata.map(([key, value]) => (
        <div>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Records with what they hold, each a way to itself. */
export function RecordList({
  collection,
  records,
  at = null,
}: {
  readonly collection: string;
  readonly records: readonly CollectionRecord[];
  readonly at?: string | null;
}): JSX.Element {
  return (
    <ol class="records">
      {records.map(({ id, document, isCut, metadata, distance }) => (
        <li>
          <a class="place" href={collectionLinks.record({ collection, id, at })}>
            {id}
          </a>
          {distance !== null && <small> {words.collections.distance(distance)}</small>}
          {document !== null && (
            <p class="document">
              {document}
              {isCut && "…"}
            </p>
          )}
          <MetadataView metadata={metadata} />
        </li>
      ))}
    </ol>
  );
}
