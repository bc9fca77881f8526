import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { writeGraph } from "../testing/graphs.fixture.js";
import { turns } from "../testing/recording-provider.fixture.js";
import { useSqliteScene } from "../testing/use-sqlite-scene.fixture.js";
import { ChildRun } from "./child-run.fixture.js";

const KILLS = 8;
const NODES_PER_CALL = 4;
const WORKERS = 3;

function relations(): string[] {
  return Array.from({ length: 12 }, (_, index) => `file${index}`).flatMap((file) => [
    `top CONTAINS ${file}`,
    ...Array.from({ length: 9 }, (_, each) => `${file} FUNCTION_DEFINITION ${file}#f${each}`),
    ...Array.from({ length: 4 }, (_, each) => `${file}#f${each} CALLS ${file}#f${each + 4}`),
  ]);
}

describe("calls for several nodes, of a run that is killed again and again", () => {
  const current = useSqliteScene();
  /** The nodes of each call, in the order in which they came. */
  const calls: string[][] = [];
  let onCall = (): void => undefined;
  let server: Server;
  beforeEach(async () => {
    calls.length = 0;
    server = createServer((request, response) => {
      void readText(request).then(
        (body) => {
          const ids = JSON.parse(body) as string[];
          calls.push(ids);
          onCall();
          response.end(JSON.stringify(ids.map((id) => `answer about ${id}`)));
        },
        () => response.destroy(),
      );
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  it("asks for no node again that was answered, alone or with others", async () => {
    const { graph, location } = current();
    await writeGraph(graph, relations());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const environment = { NODES_PER_CALL: String(NODES_PER_CALL) };
    const start = (): ChildRun => new ChildRun(location, url, WORKERS, environment);
    const answered = async (): Promise<Set<string>> =>
      new Set(
        (await graph.readLlmCalls({}))
          .filter(({ outcome }) => outcome === "answered")
          .map(({ nodeId }) => nodeId),
      );
    let known = new Set<string>();
    for (let kill = 0; kill < KILLS; kill++) {
      const first = calls.length;
      const run = start();
      let left = randomInt(1, 5);
      const reached = new Promise<void>((resolve) => {
        onCall = () => {
          left -= 1;
          if (left === 0) resolve();
        };
      });
      await run.begin();
      await reached;
      await turns(randomInt(0, 40));
      run.kill();
      expect(await run.end()).toBeUndefined();
      expect(
        calls
          .slice(first)
          .flat()
          .filter((id) => known.has(id)),
      ).toEqual([]);
      const now = await answered();
      expect([...known].filter((id) => !now.has(id))).toEqual([]);
      known = now;
    }
    onCall = () => undefined;
    const first = calls.length;
    const run = start();
    await run.begin();
    const result = await run.end();
    expect(
      calls
        .slice(first)
        .flat()
        .filter((id) => known.has(id)),
    ).toEqual([]);
    const total = (await graph.readNodes({})).length;
    expect(result?.counts).toMatchObject({ total, failed: 0, skipped: 0 });
    expect(await answered()).toHaveProperty("size", total);
    expect(calls.some(({ length }) => length > 1)).toBe(true);
    const sum = (await graph.readLlmCalls({})).reduce(
      (tokens, { result: each }) => tokens + (each?.inputTokens ?? 0),
      0,
    );
    expect(sum).toBe(total);
  }, 600_000);
});
