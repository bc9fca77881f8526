import { describe, expect, it } from "@jest/globals";
import type { ComparedIndex } from "../changes/project-changes.js";
import { GraphOfRef } from "./graph-of-ref.js";

/** A history that reads its collections when it is told to, and gives up where its caller does. */
function slowIndex(): {
  readonly index: ComparedIndex;
  readonly read: () => void;
  readonly asked: Promise<void>;
} {
  let read = (): void => undefined;
  let isAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => (isAsked = resolve));
  const versions = {
    resolve: () => Promise.resolve("c1"),
    repository: {
      readCollections: (_: string, { signal }: { readonly signal?: AbortSignal }) =>
        new Promise((resolve, reject) => {
          signal?.addEventListener("abort", () => reject(new Error("given up")));
          read = () => resolve([]);
          isAsked();
        }),
    },
  };
  const index = { versions, collection: "documentation" } as unknown as ComparedIndex;
  return { index, read: () => read(), asked };
}

describe("the graph of an earlier version", () => {
  it("is there for the others where the one who asked first gives up", async () => {
    const { index, read, asked } = slowIndex();
    const graphs = new GraphOfRef();
    const leaving = new AbortController();
    const first = graphs.open(index, "main", { signal: leaving.signal });
    const second = graphs.open(index, "main", {});
    await asked;
    leaving.abort();
    await expect(first).rejects.toMatchObject({ code: "CANCELLED" });
    read();
    const graph = await second;
    expect(await graph.readOutline()).toEqual([]);
    expect(await graphs.open(index, "main", {})).toBe(graph);
    await graphs.close();
  });
});
