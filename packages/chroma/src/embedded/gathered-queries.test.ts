import { describe, expect, it } from "@jest/globals";
import type { StemmaError } from "@stemma/core";
import fc from "fast-check";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { QueryRequest, QueryResult } from "../model/records.js";
import type { AttemptOptions } from "../service/chroma-backend.js";
import type { VectorBatch } from "../vectors/vector-batch.js";
import { GatheredQueries } from "./gathered-queries.js";

/** A call that Python has been asked for; the test settles it. */
interface Asked {
  readonly vectors: readonly number[];
  readonly request: QueryRequest;
  readonly options: AttemptOptions;
  succeed(): void;
  fail(): void;
}

const operationName = "Query";
const one = (value: number): VectorBatch => ({ data: Float32Array.of(value), dimension: 1, count: 1 });
const bad = 13;

/** The nearest record of a vector is called after it. */
function resultOf(vectors: readonly number[]): QueryResult {
  const ids = vectors.map((value) => [`near ${value}`]);
  const distances = vectors.map((value) => [value]);
  return { ids, embeddings: [], dimension: 1, documents: [], metadatas: [], uris: [], distances };
}

function scriptedQueries() {
  const asked: Asked[] = [];
  const queries = new GatheredQueries(
    (_id, { data }, request, options) =>
      new Promise((resolve, reject) => {
        const vectors = [...data];
        const fail = (): void => {
          reject(new ChromaInvalidArgumentError(`no ${vectors.join()}`, { operationName }));
        };
        const succeed = (): void => {
          if (vectors.includes(bad)) fail();
          else resolve(resultOf(vectors));
        };
        options.signal?.addEventListener("abort", fail);
        asked.push({ vectors, request, options, succeed, fail });
      }),
  );
  const query = (value: number, request: QueryRequest = {}, options = {}): Promise<string> =>
    queries.query("notes", one(value), request, { operationName, ...options }).then(
      ({ ids, distances }) => `${ids.join()} at ${distances.join()}`,
      (error: unknown) => `${(error as StemmaError).code}: ${(error as StemmaError).message}`,
    );
  const settleAll = async (): Promise<void> => {
    await Promise.resolve();
    for (let index = 0; index < asked.length; index += 1) {
      asked[index]?.succeed();
      await new Promise(setImmediate);
    }
  };
  return { asked, queries, query, settleAll };
}

describe("queries in flight", () => {
  it("are asked together if made in one go or while another is answered; one alone is asked as it is", async () => {
    const { asked, query, settleAll } = scriptedQueries();
    const signal = new AbortController().signal;
    const first = query(1, {}, { signal });
    await Promise.resolve();
    expect(asked.map(({ vectors }) => vectors)).toEqual([[1]]);
    expect(asked[0]?.options.signal).toBe(signal);
    const answers = Promise.all([first, query(2), query(3), query(4)]);
    await settleAll();
    expect(await answers).toEqual([1, 2, 3, 4].map((value) => `near ${value} at ${value}`));
    const later = Promise.all([query(5), query(6)]);
    await settleAll();
    expect(await later).toEqual(["near 5 at 5", "near 6 at 6"]);
    expect(asked.map(({ vectors }) => vectors)).toEqual([[1], [2, 3, 4], [5, 6]]);
  });

  it("are asked apart where anything but their vectors differs", async () => {
    const { asked, query } = scriptedQueries();
    const wide = { where: { n: 2n ** 60n } };
    const requests: QueryRequest[] = [{}, { nResults: 3 }, { include: [] }, wide, { where: { n: 1 } }];
    for (const request of [...requests, wide]) void query(1, request);
    await Promise.resolve();
    expect(asked.map(({ request }) => request)).toEqual(requests);
    void query(2, { ids: ["a"] });
    void query(2, { ids: ["a"] });
    expect(asked).toHaveLength(requests.length + 2);
  });

  it("are so many in a call that none waits for long, and its results are few", async () => {
    const { asked, query, settleAll } = scriptedQueries();
    const values = Array.from({ length: 150 }, (_value, index) => index + 100);
    const answers = [
      ...values.map((value) => query(value)),
      ...values.map((value) => query(value, { nResults: 400 })),
    ];
    await settleAll();
    expect(await Promise.all(answers)).toEqual(
      [...values, ...values].map((value) => `near ${value} at ${value}`),
    );
    const few = asked.filter(({ request }) => request.nResults === undefined);
    expect(few.map(({ vectors }) => vectors.length)).toEqual([64, 64, 22]);
    expect(Math.max(...asked.map(({ vectors, request }) => vectors.length * (request.nResults ?? 0)))).toBe(
      800,
    );
  });

  it("fail by themselves", async () => {
    const { query, settleAll } = scriptedQueries();
    const answers = Promise.all([query(1), query(2), query(bad), query(4)]);
    await settleAll();
    expect(await answers).toEqual([
      "near 1 at 1",
      "near 2 at 2",
      "INVALID_ARGUMENT: Query: no 13",
      "near 4 at 4",
    ]);
  });

  it("keep their own deadlines and signals, waiting or asked", async () => {
    const { asked, query, settleAll, queries } = scriptedQueries();
    const first = query(1);
    await Promise.resolve();
    const cancel = new AbortController();
    const late = query(2, {}, { timeoutMs: 5 });
    const cancelled = query(3, {}, { signal: cancel.signal });
    const kept = query(4);
    expect(await late).toBe("TIMEOUT: Query: did not finish within 5 ms");
    cancel.abort();
    expect(await cancelled).toBe("CANCELLED: Query was cancelled");
    await settleAll();
    expect([await first, await kept]).toEqual(["near 1 at 1", "near 4 at 4"]);
    expect(asked.map(({ vectors }) => vectors)).toEqual([[1], [4]]);

    void query(5);
    await Promise.resolve();
    const both = [query(6, {}, { signal: AbortSignal.timeout(5) }), query(7, {}, { timeoutMs: 5 })];
    queries.flush();
    expect(asked[3]?.vectors).toEqual([6, 7]);
    expect(asked[3]?.options.signal?.aborted).toBe(false);
    expect(await Promise.all(both)).toEqual([
      "CANCELLED: Query was cancelled",
      "TIMEOUT: Query: did not finish within 5 ms",
    ]);
    // Nobody waits for its answers: Python is told.
    expect(asked[3]?.options.signal?.aborted).toBe(true);
  });

  it("are answered each with its own, in the order of changes, whatever fails and whenever", async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant("query"), value: fc.integer({ min: 10, max: 16 }) }),
      },
      { weight: 2, arbitrary: fc.constant({ kind: "change", value: 0 }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant("settle"), value: fc.nat(20) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("fail"), value: fc.nat(20) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { asked, query, queries, settleAll } = scriptedQueries();
        const expected: string[] = [];
        const sentBeforeChanges: number[] = [];
        const answers: Promise<string>[] = [];
        for (const { kind, value } of steps) {
          if (kind === "query") {
            answers.push(query(value));
            expected.push(value === bad ? "INVALID_ARGUMENT: Query: no 13" : `near ${value} at ${value}`);
          } else if (kind === "change") {
            queries.flush();
            sentBeforeChanges.push(asked.reduce((sum, { vectors }) => sum + vectors.length, -answers.length));
          } else {
            // What fails together is asked again by itself; only a query that is alone may be made to fail.
            const call = asked[value % Math.max(1, asked.length)];
            if (kind === "fail" && (call?.vectors.length ?? 0) > 1) call?.fail();
            else call?.succeed();
            await new Promise(setImmediate);
          }
        }
        await settleAll();
        expect(await Promise.all(answers)).toEqual(expected);
        // All that was called before a change was in Python's queue before it.
        expect(sentBeforeChanges.every((more) => more >= 0)).toBe(true);
      }),
    );
  });
});
