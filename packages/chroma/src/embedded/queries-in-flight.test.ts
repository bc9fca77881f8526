import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { PythonCall } from "@stemma/python-context";
import { ChromaClient } from "../client/index.js";
import type { Where } from "../model/filters.js";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";

/** A vector of length 1 in a direction of its own. */
const direction = (index: number): number[] => [Math.cos(index), Math.sin(index)];
const range = (start: number, end: number): number[] =>
  Array.from({ length: end - start }, (_value, index) => start + index);
/** Until what was called so far has been checked and handed over. */
const handedOver = (): Promise<void> => new Promise(setImmediate);
const name = "notes";
const idOf = (index: number): string => `id${index}`;

describe("queries in flight on Chroma itself", () => {
  let python: TestPython;
  const calls: string[] = [];

  beforeAll(async () => {
    python = await startTestPython();
    const execute = python.execute.bind(python);
    python.execute = (call: PythonCall, options) => {
      calls.push(call.name);
      return execute(call, options);
    };
  });
  afterAll(() => python.close());

  it("see what was called before them and nothing that was called after", async () => {
    await using chroma = await openChroma("memory:", { python });
    const notes = await chroma.createCollection({ name });
    await notes.add({ ids: range(0, 5).map(idOf), embeddings: range(0, 5).map(direction) });
    const nearest = async (index: number, where?: Where): Promise<string> => {
      const request = {
        queryEmbeddings: [direction(index)],
        nResults: 1,
        include: [],
        ...(where && { where }),
      };
      return (await notes.query(request)).ids.flat().join();
    };
    calls.length = 0;
    const before = range(0, 16).map((index) => nearest(index % 6));
    await handedOver();
    const added = notes.add({ ids: [idOf(5)], embeddings: [direction(5)] });
    await handedOver();
    const between = range(0, 16).map((index) => nearest(index % 6));
    await handedOver();
    const deleted = notes.delete({ ids: [idOf(0)] });
    await handedOver();
    const after = [...range(0, 8).map(() => nearest(0)), nearest(0, { never: 1 })];
    const [seenBefore, seenBetween, seenAfter] = await Promise.all([
      Promise.all(before),
      Promise.all(between),
      Promise.all(after),
      added,
      deleted,
    ]);
    const nearestToSixth = seenBefore[5];
    expect(seenBefore).toEqual(
      range(0, 16).map((index) => (index % 6 === 5 ? nearestToSixth : idOf(index % 6))),
    );
    expect(nearestToSixth).not.toBe(idOf(5));
    expect(seenBetween).toEqual(range(0, 16).map((index) => idOf(index % 6)));
    expect(new Set(seenAfter.slice(0, 8))).toEqual(new Set([idOf(1)]));
    expect(seenAfter[8]).toBe("");
    expect(calls.filter((call) => call === "query").length).toBeLessThan(10);
  });

  it("are answered, each with its own, though the client is closed behind them", async () => {
    const chroma = await openChroma("memory:", { python });
    const notes = await chroma.createCollection({ name });
    await notes.add({ ids: range(0, 50).map(idOf), embeddings: range(0, 50).map(direction) });
    const answers = range(0, 49).map((index) =>
      notes.query({
        queryEmbeddings: [direction(index), direction(index + 1)].slice(0, 1 + (index % 2)),
        nResults: 2,
      }),
    );
    const bad = notes.query({ queryEmbeddings: [[1, 2, 3]] });
    await handedOver();
    const closed = chroma.close();
    await expect(bad).rejects.toMatchObject({ code: "DIMENSION_MISMATCH" });
    const found = await Promise.all(answers);
    await closed;
    expect(found.map(({ ids }) => ids.map(([first]) => first))).toEqual(
      range(0, 49).map((index) => [idOf(index), idOf(index + 1)].slice(0, 1 + (index % 2))),
    );
    expect(found.map(({ documents }) => documents[0])).toEqual(range(0, 49).map(() => [null, null]));
    expect(found.map(({ distances }) => distances.length)).toEqual(
      range(0, 49).map((index) => 1 + (index % 2)),
    );
  });

  it("go together by npm's client, too", async () => {
    const client = new ChromaClient({ path: "memory:", python });
    const notes = await client.createCollection({ name, embeddingFunction: null });
    await notes.add({ ids: range(0, 50).map(idOf), embeddings: range(0, 50).map(direction) });
    calls.length = 0;
    const found = await Promise.all(
      range(0, 50).map((index) => notes.query({ queryEmbeddings: [direction(index)], nResults: 1 })),
    );
    expect(found.map(({ ids }) => ids)).toEqual(range(0, 50).map((index) => [[idOf(index)]]));
    expect(calls.filter((call) => call === "query").length).toBeLessThan(10);
    await client.close();
  });
});
