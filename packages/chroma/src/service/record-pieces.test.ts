import { describe, expect, it } from "@jest/globals";
import { recordPieces } from "./record-pieces.js";
import { recordsPerCall, steadyPace } from "./write-pace.js";

const count = 3 * recordsPerCall + 50;
const ids = Array.from({ length: count }, (_value, index) => `id${index}`);

describe("recordPieces", () => {
  it("copies a piece's vectors when its turn comes, so that nothing waits for the whole batch", () => {
    let read = 0;
    const vector = (): number[] =>
      new Proxy([1, 2], {
        get(target, key, receiver) {
          if (key === "0") read += 1;
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
    const pieces = recordPieces("add", { ids, embeddings: ids.map(vector) }, "Add", () => steadyPace.next());
    expect(read).toBe(0);
    for (const expected of [200, 400, 600, 650]) {
      pieces.next();
      expect(read).toBe(expected);
    }
    expect(pieces.next().done).toBe(true);
  });

  it("views the caller's buffer and cuts every list at the same places", () => {
    const embeddings = Float32Array.from({ length: count * 2 }, (_value, index) => index);
    const pieces = [
      ...recordPieces("add", { ids, embeddings, documents: ids, uris: ids }, "Add", () => steadyPace.next()),
    ];
    expect(pieces.map((piece) => piece.ids.length)).toEqual([200, 200, 200, 50]);
    for (const { vectors, ids: own, documents, uris, metadatas } of pieces) {
      expect(vectors?.buffer).toBe(embeddings.buffer);
      expect([documents, uris, metadatas]).toEqual([own, own, null]);
      expect(vectors?.[0]).toBe(2 * ids.indexOf(own[0] ?? ""));
    }
  });
});
