import { fork } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { beginGit } from "./testing/git.fixture.js";
import { ended, McpSession, type ToolResult } from "./testing/mcp-session.fixture.js";
import { commandEnvironment, runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const limitMs = 600_000;
const bin = fileURLToPath(new URL("../bin/stemma.js", import.meta.url));
const clientScript = fileURLToPath(new URL("../tests/processes/mcp-client.mjs", import.meta.url));
const flags = ["--allow-write"];

const prices = (words: string): string => `def price_of(item):\n    """${words}"""\n    return 1\n`;

/** What an answer of `symbol` says of `price_of`. */
function saidOfPrice({ data }: ToolResult): string {
  const places = data["symbols"] as { id: string; documentation: string }[];
  return places.find(({ id }) => id === "shop/prices.py#price_of")?.documentation ?? "";
}

describe("an assistant's server that is disturbed", () => {
  let tree: SourceTree;
  beforeEach(async () => {
    tree = await createSourceTree(sampleFiles);
    await beginGit(tree.root);
    expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
  }, limitMs);
  afterEach(() => tree.remove());

  /** A whole run of `document` through a new server, and what is then said of the edited function. */
  async function documented(words: string): Promise<void> {
    await using session = await McpSession.start(tree.root, { flags });
    expect((await session.call("document")).data).toMatchObject({ isComplete: true });
    const shown = await session.call("symbol", { name: "price_of" });
    expect(saidOfPrice(shown)).toContain(words);
    expect(shown.data.standing).toMatchObject({ ref: "main", freshness: "fresh", because: [] });
  }

  async function killServer(afterMs: number): Promise<void> {
    const session = await McpSession.start(tree.root, { flags });
    const call = session.call("document").catch((error: unknown) => error);
    await sleep(afterMs);
    process.kill(session.pid, "SIGKILL");
    await ended(session.pid);
    await call;
    await session.client.close();
  }

  async function killClient(afterMs: number): Promise<void> {
    const args = [process.execPath, bin, "-C", tree.root, "mcp", ...flags];
    const client = fork(clientScript, args, { env: commandEnvironment({ CALL: "document" }) });
    const [{ server }] = (await once(client, "message")) as [{ server: number }];
    await sleep(afterMs);
    client.kill("SIGKILL");
    await ended(server);
  }

  it(
    "loses nothing, whenever it or its client is killed while it works",
    async () => {
      const begun = performance.now();
      await tree.write("shop/prices.py", prices("Undisturbed."));
      await documented("Undisturbed.");
      const wholeMs = performance.now() - begun;
      for (const [number, kill] of [killServer, killClient, killServer, killClient].entries()) {
        const words = `Disturbed ${number} times.`;
        await tree.write("shop/prices.py", prices(words));
        const afterMs = (wholeMs * randomInt(1_000)) / 1_000;
        try {
          await kill(afterMs);
          await documented(words);
          expect(await runStemma(["-C", tree.root, "verify"])).toMatchObject({ code: 0 });
        } catch (error) {
          throw new Error(`after ${kill.name} at ${afterMs.toFixed()} of ${wholeMs.toFixed()} ms`, {
            cause: error,
          });
        }
      }
    },
    limitMs,
  );
});
