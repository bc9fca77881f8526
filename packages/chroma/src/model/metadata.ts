/**
 * What Chroma stores beside a record or a collection. A list holds texts, numbers, or `true` and `false`. `null` removes a key in an
 * update or upsert and is not written by an add.
 *
 * Whole numbers are 64-bit integers to Chroma. One that a JavaScript number does not hold exactly (`time.time_ns()`, snowflake ids)
 * is read as a `bigint`, and may be written as one.
 */
export type MetadataValue =
  | string
  | number
  | bigint
  | boolean
  | readonly string[]
  | readonly boolean[]
  | readonly (number | bigint)[]
  | null;

/** Keys to values; at least one key. A key that is `undefined` counts as left out. */
export type Metadata = Readonly<Record<string, MetadataValue | undefined>>;
