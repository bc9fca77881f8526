import { performance } from "node:perf_hooks";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { checkRecords } from "./check-records.js";

const ids = Array.from({ length: 50_000 }, (_value, index) => `id${index}`);

describe("checkRecords", () => {
  it("names the record whose id stands twice, and the vector of another length", async () => {
    const twice = [...ids.slice(0, 600), "id0"];
    const embeddings = twice.map((_id, index) => (index === 599 ? [1] : [1, 2]));
    await expect(checkRecords("add", { ids: twice, embeddings }, "Add")).rejects.toMatchObject({
      records: [
        { position: 599, id: "id599", reason: "has a vector of 1 numbers, and record 0 one of 2" },
        { position: 600, id: "id0", reason: "has the id of record 0: an id stands twice in the batch" },
      ],
    });
  });

  it("leaves the event loop to others while it works", async () => {
    const embeddings = new Float32Array(ids.length * 100).fill(1);
    const metadatas = ids.map((_id, index) => ({ index, list: [1, 2, 3], text: "text" }));
    let turns = 0;
    const over = new AbortController();
    const others = (async () => {
      for (; !over.signal.aborted; turns += 1) await nextTurn();
    })();
    const startedAtMs = performance.now();
    await checkRecords("add", { ids, embeddings, metadatas }, "Add");
    const tookMs = performance.now() - startedAtMs;
    over.abort();
    await others;
    // A turn is 4 ms and one record; a check in one go would give no turn at all.
    expect(turns).toBeGreaterThanOrEqual(Math.min(3, Math.floor(tookMs / 8)));
  });
});
