import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, readFile, stat } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { type Era, ended, eras } from "./testing/mcp-session.fixture.js";
import { commandEnvironment, runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const limitMs = 240_000;
const bin = fileURLToPath(new URL("../bin/stemma.js", import.meta.url));

describe("a server of assistants over HTTP", () => {
  let tree: SourceTree;
  let server: ChildProcess;
  let url: string;
  let token: string;
  let tokenFile: string;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
    tokenFile = join(tree.root, "token");
    const args = [bin, "-C", tree.root, "mcp", "--http", "--token-file", tokenFile];
    server = spawn(process.execPath, args, {
      env: commandEnvironment({}),
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (server.stdout === null) throw new Error("the server has no output");
    [url] = (await once(createInterface(server.stdout), "line")) as [string];
    token = (await readFile(tokenFile, "utf8")).trim();
  }, limitMs);
  afterAll(async () => {
    server.kill("SIGKILL");
    await tree.remove();
  });

  const bearer = (): Record<string, string> => ({ authorization: `Bearer ${token}` });
  /** By `node:http`, which lets a test name any host. */
  async function ask(headers: Record<string, string>, { path = "/mcp", body = "{}" } = {}): Promise<number> {
    const { port } = new URL(url);
    const sent = request({
      port,
      path,
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
    });
    sent.end(body);
    const [response] = (await once(sent, "response")) as [{ statusCode: number; resume: () => void }];
    response.resume();
    return response.statusCode;
  }

  it.each(eras.map((era): [string, Era] => [JSON.stringify(era), era]))(
    "answers whoever has the token, by the protocol %s",
    async (_, era) => {
      const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: era } });
      await client.connect(
        new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: bearer() } }),
      );
      const { structuredContent } = await client.callTool({
        name: "symbol",
        arguments: { name: "price_of" },
      });
      expect(structuredContent).toMatchObject({
        symbols: [{ id: "shop/prices.py#price_of" }],
        standing: { freshness: "fresh" },
      });
      await client.close();
    },
    limitMs,
  );

  it(
    "keeps the token in a file that nobody else may read, and takes none that others may",
    async () => {
      expect((await stat(tokenFile)).mode & 0o777).toBe(0o600);
      expect(token.length).toBeGreaterThanOrEqual(32);
      await chmod(tokenFile, 0o644);
      const refused = await runStemma(["-C", tree.root, "mcp", "--http", "--token-file", tokenFile]);
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("chmod 600") });
      await chmod(tokenFile, 0o600);
    },
    limitMs,
  );

  it("refuses who has no token, another host, another origin, another path, and too much", async () => {
    expect(await ask({})).toBe(401);
    expect(await ask({ authorization: `Bearer ${token}x` })).toBe(401);
    expect(await ask({ authorization: token })).toBe(401);
    expect(await ask({ ...bearer(), host: "evil.example" })).toBe(403);
    expect(await ask({ ...bearer(), origin: "https://evil.example" })).toBe(403);
    expect(await ask(bearer(), { path: "/other" })).toBe(404);
    expect(await ask(bearer(), { body: `"${"x".repeat(1_100_000)}"` })).toBe(413);
    expect(await ask({ ...bearer(), origin: new URL(url).origin })).toBe(400);
  });

  it("listens on the loopback address alone, and ends by SIGTERM", async () => {
    expect(new URL(url).hostname).toBe("127.0.0.1");
    const { pid = 0 } = server;
    const sockets = await readFile(`/proc/${pid}/net/tcp`, "utf8");
    const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, "0");
    const listening = sockets.split("\n").filter((line) => line.includes(`:${port} 00000000:0000 0A`));
    expect(listening).toEqual([expect.stringContaining(`0100007F:${port}`)]);
    server.kill("SIGTERM");
    await ended(pid);
  });
});
