import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { commandEnvironment } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const bin = fileURLToPath(new URL("../bin/stemma.js", import.meta.url));
/** More of them by hand: STEMMA_FUZZ_RUNS=20000. */
const numRuns = Number(process.env["STEMMA_FUZZ_RUNS"] ?? 300);
const limitMs = 120_000;

const words = fc.constantFrom(
  "tools/call",
  "tools/list",
  "initialize",
  "resources/read",
  "server/discover",
  "ping",
  "notifications/x",
  "__proto__",
  "search",
  "symbol",
  "stemma://doc/../../x@main",
  "stemma://doc/%00@--yes",
);
const anything = fc.oneof(words, fc.jsonValue());
const message = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        jsonrpc: fc.oneof(fc.constant("2.0"), fc.jsonValue()),
        id: fc.oneof(fc.integer({ min: 10 }), fc.jsonValue()),
        method: anything,
        params: fc.oneof(
          fc.record(
            { name: anything, arguments: anything, uri: anything, _meta: anything },
            { requiredKeys: [] },
          ),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.array(fc.jsonValue()) },
);
const line = fc.oneof(
  { weight: 6, arbitrary: message.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }).map((text) => text.replaceAll("\n", " ")) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", "{", "[[[[", "null", '{"jsonrpc":"2.0"', "\0", "x".repeat(200_000)),
  },
);

describe("stemma mcp, whatever is written to it", () => {
  let tree: SourceTree;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
  });
  afterAll(() => tree.remove());

  it(
    "goes on answering, writes nothing but messages, and ends with its client",
    async () => {
      const child = spawn(process.execPath, [bin, "-C", tree.root, "mcp"], {
        env: commandEnvironment(),
        stdio: "pipe",
      });
      const exited = once(child, "exit") as Promise<[code: number | null]>;
      child.stderr.resume();
      const answers = createInterface({ input: child.stdout });
      const odd: string[] = [];
      let pinged: (() => void) | undefined;
      answers.on("line", (text) => {
        try {
          const { jsonrpc, id } = JSON.parse(text) as { jsonrpc?: string; id?: unknown };
          if (jsonrpc !== "2.0") odd.push(text);
          if (id === "still-there") pinged?.();
        } catch {
          odd.push(text);
        }
      });
      const initialize = {
        protocolVersion: "2025-06-18",
        capabilities: {},
        clientInfo: { name: "fuzz", version: "1" },
      };
      const write = (text: string): void => void child.stdin.write(`${text}\n`);
      write(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: initialize }));
      write(JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }));
      for (const text of fc.sample(line, { numRuns, seed: 20 })) write(text);
      const isThere = new Promise<void>((resolve) => {
        pinged = resolve;
      });
      write(JSON.stringify({ jsonrpc: "2.0", id: "still-there", method: "ping" }));
      await Promise.race([
        isThere,
        exited.then(([code]) => Promise.reject(new Error(`it ended with ${code}`))),
      ]);
      expect(odd).toEqual([]);
      child.stdin.end();
      const [code] = await exited;
      expect(code).toBe(0);
    },
    limitMs,
  );
});
