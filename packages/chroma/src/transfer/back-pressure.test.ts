import { Writable } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { GetResult } from "../model/records.js";
import { exportTo, type TransferFormat } from "./index.js";

const pageCount = 100;
const pageSize = 50;
const dimension = 384;

/** A collection whose pages are made when they are asked for, and counted. */
function generated(): { readonly collection: ChromaCollection; readonly pagesRead: () => number } {
  let pages = 0;
  const get = ({ offset = 0 }): Promise<GetResult> => {
    const ids =
      offset >= pageCount * pageSize
        ? []
        : Array.from({ length: pageSize }, (_value, row) => `${offset + row}`);
    pages += 1;
    return Promise.resolve({
      ids,
      dimension,
      embeddings: new Float32Array(ids.length * dimension).fill(0.1),
      documents: ids.map((id) => `text ${id}`),
      metadatas: ids.map(() => null),
      uris: ids.map(() => null),
    });
  };
  const collection = {
    name: "many",
    metadata: null,
    configuration: {},
    count: () => Promise.resolve(5_000),
    get,
  };
  return { collection: collection as unknown as ChromaCollection, pagesRead: () => pages };
}

describe.each<TransferFormat>(["jsonl", "arrow"])("an export as %s", (format) => {
  it("reads no further than the target takes: memory does not grow with the collection", async () => {
    const { collection, pagesRead } = generated();
    let bytes = 0;
    let release = (): void => undefined;
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const target = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        void isReleased.then(() => done());
      },
    });
    const exporting = exportTo(collection, target, { format, pageSize });
    // As many turns as all pages would need.
    for (let turn = 0; turn < pageCount * 20; turn += 1) await new Promise(setImmediate);
    expect(pagesRead()).toBeGreaterThan(0);
    expect(pagesRead()).toBeLessThan(5);
    release();
    expect(await exporting).toBe(pageCount * pageSize);
    expect(pagesRead()).toBe(pageCount + 1);
    expect(bytes).toBeGreaterThan(pageCount * pageSize * dimension * 4);
  });
});
