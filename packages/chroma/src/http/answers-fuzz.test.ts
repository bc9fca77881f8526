import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { StemmaError } from "@stemma/core";
import fc from "fast-check";
import type { ChromaService } from "../api/chroma-service.js";
import { openChroma } from "../open-chroma.js";

/** More of them by hand: STEMMA_FUZZ_RUNS=20000. */
const numRuns = Number(process.env["STEMMA_FUZZ_RUNS"] ?? 150);

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

const keys = [
  "ids",
  "documents",
  "metadatas",
  "embeddings",
  "distances",
  "id",
  "name",
  "metadata",
  "error",
  "message",
  "configuration_json",
  "dimension",
  "database",
  "tenant",
  "__proto__",
];
const json = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.jsonValue(), fc.array(fc.array(fc.jsonValue())))),
  fc.array(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), { maxLength: 3 }),
);
const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.constantFrom(200, 200, 200, 201, 204, 400, 404, 409, 422, 500),
  type: fc.constantFrom("application/json", "text/html", "", "application/json; charset=utf-16"),
  body: fc.oneof(
    { weight: 6, arbitrary: json.map((value) => Buffer.from(JSON.stringify(value))) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("", "null", "[", '{"ids":[["a"]', "NaN", "1e999", "[".repeat(5_000))
        .map((text) => Buffer.from(text)),
    },
  ),
});

describe("a server that answers anything", () => {
  let server: Server;
  let answers: Answer[] = [];
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      const { status, type, body } = answers.shift() ?? {
        status: 200,
        type: "application/json",
        body: Buffer.from("{}"),
      };
      response.writeHead(status, type === "" ? {} : { "content-type": type }).end(body);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const calls: Record<string, (chroma: ChromaService) => Promise<unknown>> = {
    list: (chroma) => chroma.listCollections(),
    count: (chroma) => chroma.countCollections(),
    get: async (chroma) => (await chroma.getCollection({ name: "notes" })).get({ ids: ["a"] }),
    query: async (chroma) =>
      (await chroma.getCollection({ name: "notes" })).query({ queryEmbeddings: [[1, 2]], nResults: 2 }),
    add: async (chroma) =>
      (await chroma.getCollection({ name: "notes" })).add({ ids: ["a"], embeddings: [[1, 2]] }),
  };

  it(
    "is answered by a value or by an error of ours, and changes nobody's prototype",
    async () => {
      const heartbeat = {
        status: 200,
        type: "application/json",
        body: Buffer.from('{"nanosecond heartbeat":1}'),
      };
      const outcomes = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...Object.keys(calls)),
          fc.array(answer, { minLength: 1, maxLength: 6 }),
          fc.boolean(),
          async (name, said, isOpened) => {
            answers = [...(isOpened ? [heartbeat] : []), ...said];
            const outcome = await outcomeOf(async () => {
              const chroma = await openChroma(url, { retry: { attempts: 1 }, timeoutMs: 10_000 });
              try {
                await calls[name]?.(chroma);
              } finally {
                await chroma.close();
              }
            });
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
            expect(outcome).toMatch(/^(a value|[A-Z_]+)$/);
          },
        ),
        { numRuns },
      );
      // Else nothing but the opening would have been tried.
      expect([...outcomes.keys()]).toEqual(
        expect.arrayContaining(["CHROMA_UNAVAILABLE", "CHROMA_OPERATION_FAILED"]),
      );
      expect(({} as Record<string, unknown>)["ids"]).toBeUndefined();
    },
    Math.max(60_000, numRuns * 100),
  );

  async function outcomeOf(work: () => Promise<void>): Promise<string> {
    try {
      await work();
      return "a value";
    } catch (error) {
      return StemmaError.isInstance(error) ? error.code : `${String(error)} ${(error as Error).stack}`;
    }
  }
});
