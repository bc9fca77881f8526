import type { Deadline } from "@stemma/core";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { GetResult } from "../model/records.js";

const everything = ["documents", "embeddings", "metadatas", "uris"] as const;

/** All records in Chroma's own order, `pageSize` at a time. What is written meanwhile may or may not be among them. */
export async function* pagesOf(
  collection: ChromaCollection,
  pageSize: number,
  deadline: Deadline,
): AsyncGenerator<GetResult> {
  for (let offset = 0; ; ) {
    const request = { limit: pageSize, offset, include: everything };
    const page = await collection.get(request, deadline.rest());
    if (page.ids.length === 0) return;
    offset += page.ids.length;
    yield page;
  }
}
