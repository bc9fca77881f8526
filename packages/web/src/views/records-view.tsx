import type { JSX } from "preact";
import type { RecordsAnswer } from "../api/collections.js";
import { words } from "../words/english.js";
import { CollectionHead } from "./collection-head.js";
import { collectionLinks } from "./collection-links.js";
import { FilterForm, type OnGo } from "./filter-form.js";
import { RecordList } from "./record-list.js";

/** Records of a collection: some at a time, filtered, or nearest to a text. */
export function RecordsView({
  answer,
  at,
  onGo,
}: {
  readonly answer: RecordsAnswer;
  readonly at: string | null;
  readonly onGo: OnGo;
}): JSX.Element {
  const { collection, query, where, contains, offset, records, next, page } = answer;
  const { name } = collection;
  const shown = { collection: name, where, contains, at };
  return (
    <article>
      <CollectionHead collection={collection} at={at} />
      {at === null && <FilterForm answer={answer} onGo={onGo} />}
      <p role="status">
        {query === null
          ? words.collections.shown(
              offset,
              records.length,
              collection.records,
              where !== null || contains !== null,
            )
          : words.collections.nearestTo(query)}
      </p>
      <RecordList collection={name} records={records} at={at} />
      <nav class="pager" aria-label={words.collections.pages}>
        {offset > 0 && (
          <a rel="prev" href={collectionLinks.records({ ...shown, offset: Math.max(0, offset - page) })}>
            {words.collections.previous}
          </a>
        )}
        {next !== null && (
          <a rel="next" href={collectionLinks.records({ ...shown, offset: next })}>
            {words.collections.next}
          </a>
        )}
      </nav>
    </article>
  );
}
