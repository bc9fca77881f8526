import type { JSX } from "preact";
import { CollectionChangesView, CollectionHistoryView } from "../src/views/collection-history-view.js";
import { collectionLinks } from "../src/views/collection-links.js";
import { CollectionsView } from "../src/views/collections-view.js";
import { LiveLinksContext } from "../src/views/links.js";
import { RecordView } from "../src/views/record-view.js";
import { RecordsView } from "../src/views/records-view.js";
import { VectorMapView } from "../src/views/vector-map-view.js";
import { address, go, linksAt, refOf } from "./address.js";
import type { ShownCollections } from "./shown.js";

/** What was answered of collections, as its view; commits lead to collections here, not to the tree. */
export function CollectionsPage({ answer }: { readonly answer: ShownCollections }): JSX.Element {
  const at = refOf(address.value);
  const links = {
    ...linksAt(null),
    commit: (hash: string) => collectionLinks.changes({ commit: hash }),
    at: (hash: string) => collectionLinks.collections(hash),
  };
  return (
    <LiveLinksContext.Provider value={links}>
      <Shown answer={answer} at={at} />
    </LiveLinksContext.Provider>
  );
}

function Shown({
  answer,
  at,
}: {
  readonly answer: ShownCollections;
  readonly at: string | null;
}): JSX.Element {
  switch (answer.view) {
    case "collections":
      return <CollectionsView answer={answer} at={at} />;
    case "records":
      return <RecordsView key={location.search} answer={answer} at={at} onGo={go} />;
    case "record":
      return <RecordView answer={answer} at={at} />;
    case "vector-map":
      return <VectorMapView answer={answer} onGo={go} />;
    case "collection-history":
      return <CollectionHistoryView answer={answer} onGo={go} />;
    case "collection-changes":
      return <CollectionChangesView answer={answer} />;
  }
}
