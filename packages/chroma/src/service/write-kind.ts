/** One of the three ways to write records. */
export type WriteKind = "add" | "upsert" | "update";
