import type { JSX } from "preact";
import type { RecordAnswer } from "../api/collections.js";
import { words } from "../words/english.js";
import { CollectionHead } from "./collection-head.js";
import { MetadataView, RecordList } from "./record-list.js";

/** One record, whole, with those nearest to it. */
export function RecordView({
  answer: { collection, record, uri, dimension, nearest },
  at,
}: {
  readonly answer: RecordAnswer;
  readonly at: string | null;
}): JSX.Element {
  const { id, document, isCut, metadata } = record;
  return (
    <article>
      <CollectionHead collection={collection} at={at} record={id} />
      <p class="quiet">
        {words.collections.dimension(dimension)}
        {uri !== null && ` · ${uri}`}
      </p>
      {document === null ? <p>{words.collections.noDocument}</p> : <p class="document">{document}</p>}
      {isCut && <p class="notice">{words.collections.cut}</p>}
      <MetadataView metadata={metadata} />
      {nearest.length > 0 && (
        <section>
          <h2>{words.collections.nearest}</h2>
          <RecordList collection={collection.name} records={nearest} />
        </section>
      )}
    </article>
  );
}
