/** What Chroma stores beside a record or a collection; `null` removes a key in an update (not on a server). */
export type MetadataValue = string | number | boolean | readonly (string | number | boolean)[] | null;

/** Keys to values; at least one key. */
export type Metadata = Readonly<Record<string, MetadataValue>>;
