import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { StemmaProject } from "@stemma/pipeline";
import { answers } from "../api/answers.js";
import type { Question } from "../api/requests.js";
import { askServer, type ServerAnswer } from "../testing/ask-server.fixture.js";
import { ATTACK, documentHostileTree, type HostileTree } from "../testing/hostile-tree.fixture.js";
import { serveWeb } from "./serve-web.js";

const limitMs = 240_000;
const prices = "shop/prices.py";

describe("the server of a page", () => {
  let tree: HostileTree;
  let port: number;
  let token: string;
  let served: Promise<void>;
  const ending = new AbortController();
  beforeAll(async () => {
    tree = await documentHostileTree();
    const link = await new Promise<string>((onReady, failed) => {
      served = serveWeb({ directory: tree.root, signal: ending.signal, onReady });
      served.catch(failed);
    });
    const url = new URL(link);
    expect(url.hostname).toBe("127.0.0.1");
    port = Number(url.port);
    token = url.searchParams.get("token") ?? "";
  }, limitMs);
  afterAll(async () => {
    ending.abort();
    await served;
    await tree.remove();
  }, limitMs);

  const own = (): Record<string, string> => ({
    host: `127.0.0.1:${port}`,
    cookie: `stemma-${port}=${token}`,
  });
  /** Listens to what pages are told. `hear` waits until all that was said since it was last called holds the text. */
  async function follow(): Promise<{ hear: (text: string) => Promise<void>; leave: () => void }> {
    const follower = new AbortController();
    const { body } = await fetch(`http://127.0.0.1:${port}/api/events`, {
      headers: own(),
      signal: follower.signal,
    });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    const hear = async (text: string): Promise<void> => {
      for (let heard = ""; !heard.includes(text); ) heard += (await reader?.read())?.value ?? "";
    };
    return { hear, leave: () => follower.abort() };
  }
  const visit = (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<ServerAnswer> =>
    askServer(port, path, { method, headers: { ...own(), ...headers } });
  async function ask<Q extends Question>(question: Q, given: Record<string, string> = {}) {
    const { status, body } = await visit(`/api/${question}?${new URLSearchParams(given).toString()}`);
    expect({ status, body: status === 200 ? "" : body }).toEqual({ status: 200, body: "" });
    // What the page counts on.
    return answers[question].parse(JSON.parse(body)) as ReturnType<(typeof answers)[Q]["parse"]>;
  }

  it("lets in whoever has the link, and then the browser by a cookie that no script reads", async () => {
    const host = { host: `127.0.0.1:${port}` };
    expect((await askServer(port, "/", { headers: host })).status).toBe(401);
    expect((await askServer(port, `/?token=${token}x`, { headers: host })).status).toBe(401);
    const { status, headers } = await askServer(port, `/?token=${token}`, { headers: host });
    expect(status).toBe(200);
    expect(headers["set-cookie"]).toEqual([`stemma-${port}=${token}; Path=/; HttpOnly; SameSite=Strict`]);
    expect((await visit("/")).status).toBe(200);
    for (const path of ["/assets/x.js", "/api/overview", "/icon.svg", "/api/events"])
      expect((await askServer(port, path, { headers: host })).status).toBe(401);
  });

  it.each([
    [{ host: "evil.example" }, 403],
    [{ host: "evil.example:80" }, 403],
    [{ host: "127.0.0.1" }, 403],
    [{ origin: "http://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://127.0.0.1:1" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" }, 403],
    [{ cookie: "stemma-1=x" }, 401],
  ])("refuses what %j would ask", async (headers: Record<string, string>, status) => {
    expect((await visit("/api/overview", headers)).status).toBe(status);
  });

  it.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])("has no %s: it reads", async (method) => {
    expect((await visit("/api/overview", {}, method)).status).toBe(405);
  });

  it("allows a browser to load nothing from elsewhere", async () => {
    for (const path of ["/", "/api/overview", "/api/none", "/assets/none.js"]) {
      const { headers } = await visit(path);
      expect(headers).toMatchObject({
        "content-security-policy": expect.stringMatching(/^default-src 'self'; .*frame-ancestors 'none'/u),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
      });
    }
    const { body } = await visit("/");
    expect(body).not.toMatch(/https?:|<style|<script>|\son\w+=/u);
  });

  it.each([
    "/../package.json",
    "/assets/../../package.json",
    "/assets/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/package.json",
    "/..\\..\\package.json",
    "/assets/%00",
    "//evil.example/",
  ])("opens no file by the path %j", async (path) => {
    const { status, body } = await visit(path);
    expect(body).not.toContain("@stemma/web");
    // None there, or the page itself.
    expect([200, 400, 404]).toContain(status);
    expect(status !== 200 || body.includes('<div id="page">')).toBe(true);
  });

  it.each(["../secret.py", "link.py", "/etc/passwd", "shop/../../secret.py", "..", `${prices}\0`])(
    "shows no source of %j",
    async (id) => {
      const { status, body } = await visit(`/api/place?${new URLSearchParams({ id }).toString()}`);
      expect(status).toBe(404);
      expect(body).not.toMatch(/OUTSIDE|root:/u);
    },
  );

  it("refuses what is no question, in words", async () => {
    for (const path of [
      "/api/place",
      "/api/search?q=",
      "/api/overview?what=1",
      `/api/suggest?q=${"x".repeat(4_001)}`,
    ]) {
      const { status, body } = await visit(path);
      expect(status).toBe(400);
      expect(JSON.parse(body)).toMatchObject({ error: { code: "INVALID_ARGUMENT" } });
    }
    expect((await visit("/api/none")).status).toBe(404);
  });

  it("says what the project is, and where it begins", async () => {
    const overview = await ask("overview");
    expect(overview.entryPoints).toEqual([{ path: "shop/main.py", reaches: 1 }]);
    expect(overview.files.find(({ path }) => path === prices)).toMatchObject({
      lines: 16,
      documented: 4,
      places: 4,
    });
    expect(overview.standing).toMatchObject({ ref: "main", freshness: "fresh" });
  });

  it("shows a file with calls as links at their lines, and what is hostile as text", async () => {
    const file = await ask("place", { id: prices });
    if (file.view !== "file") throw new Error(file.view);
    expect(file.documentation).not.toMatch(/<script|<img|="javascript:/u);
    expect(file.documentation).toContain("&lt;script&gt;");
    const [, tariff] = [file, file.symbols.find(({ symbol }) => symbol === "Tariff")];
    expect(tariff?.documentation).not.toMatch(/<script|<img/u);
    const linked = file.source?.lines.flatMap((line, at) =>
      line.filter((token) => token.length === 3).map((token) => [at + 1, ...token]),
    );
    expect(linked).toEqual([[12, "rounded", "", `${prices}#rounded`]]);
    const texts = file.source?.lines.map((line) => line.map(([text]) => text).join("")) ?? [];
    expect(texts[14]).toBe("    # rounded(price) in a comment is no call");
    const of = file.symbols.find(({ symbol }) => symbol === "Tariff.of");
    expect(of?.callers).toMatchObject([{ id: "shop/main.py#run", lines: [6] }]);
  });

  it(
    "shows a symbol by its name, and its history",
    async () => {
      const shown = await ask("place", { id: "Tariff.of" });
      expect(shown).toMatchObject({
        view: "symbol",
        symbol: { id: `${prices}#Tariff.of`, signature: "def of(self, item)" },
        isMadeHere: true,
        source: { from: 10, isAsDocumented: true },
      });
      const { revisions } = await ask("symbol-history", { id: `${prices}#Tariff.of` });
      expect(revisions.map(({ change }) => change.change)).toEqual(["added"]);
    },
    limitMs,
  );

  it("shows what stands around a symbol, as far as is asked", async () => {
    const id = `${prices}#Tariff.of`;
    const one = await ask("neighbourhood", { id });
    expect(one.nodes.map((node) => [node.id, node.hops])).toEqual([
      [id, 0],
      ["shop/main.py#run", 1],
      [`${prices}#rounded`, 1],
    ]);
    expect(one.edges).toMatchObject([
      { from: 1, to: 0, kind: "calls" },
      { from: 0, to: 2, kind: "calls" },
    ]);
    expect((await ask("neighbourhood", { id: `${prices}#rounded`, hops: "2" })).nodes.at(-1)?.hops).toBe(2);
    for (const [given, status] of [
      [{ id, hops: "4" }, 400],
      [{ id, hops: "x" }, 400],
      [{ id: "../secret.py" }, 404],
    ] as const)
      expect((await visit(`/api/neighbourhood?${new URLSearchParams(given).toString()}`)).status).toBe(
        status,
      );
  });

  it("says what each sentence of a text stands on, and what tests reach", async () => {
    const { sentences, unknownNames } = await ask("sources", { id: `${prices}#Tariff.of` });
    // A text by rule cites nothing.
    expect(sentences[0]).toMatchObject({
      text: "Looks a price up, in cents.",
      standing: "unknown",
      lines: [],
    });
    expect(unknownNames).toEqual([]);
    expect((await visit("/api/sources?id=../secret.py")).status).toBe(404);
    // There are no tests.
    expect((await ask("test-reach")).files).toContainEqual({ path: prices, functions: 2, reached: 0 });
  });

  it("names the texts that mention a symbol or a file, with their lines", async () => {
    const of = await ask("place", { id: `${prices}#Tariff.of` });
    expect(of).toMatchObject({ symbol: { mentionedIn: [{ path: "README.md", lines: [5] }] } });
    const file = await ask("place", { id: prices });
    expect(file).toMatchObject({ mentionedIn: [{ path: "README.md", lines: [5] }] });
    // The tree itself is named by nobody.
    expect(await ask("place", { id: "shop" })).toMatchObject({ view: "folder", mentionedIn: [] });
  });

  it("writes out what would turn the direction of a line, and takes names of files for text", async () => {
    const { body } = await visit(`/api/place?${new URLSearchParams({ id: "named" }).toString()}`);
    expect(body).toContain("\\\\u{202e}");
    expect(body).not.toContain("\u202e");
    expect(await ask("place", { id: "a#b c.py#odd" })).toMatchObject({ view: "symbol" });
  });

  it(
    "suggests as one types, without a model, and answers a question with it",
    async () => {
      const { results } = await ask("suggest", { q: "rounde" });
      expect(results[0]).toMatchObject({ id: `${prices}#rounded`, because: "name" });
      expect((await ask("suggest", { q: "" })).results).toEqual([]);
      const found = await ask("search", { q: "how much does a piece cost" });
      expect(found.results.map(({ path }) => path)).toContain(prices);
      const filtered = await ask("search", {
        q: "how much does a piece cost",
        path: "shop/main.py",
        tests: "no",
      });
      expect(new Set(filtered.results.map(({ path }) => path))).toEqual(new Set(["shop/main.py"]));
      expect(filtered.filter).toEqual({ path: "shop/main.py", language: null, kind: null, noTests: true });
      const classes = await ask("search", { q: "Tariff", kind: "class" });
      expect(new Set(classes.results.map(({ kind }) => kind))).toEqual(new Set(["class"]));
      for (const wrong of ["kind=none", "language=none", "tests=yes"])
        expect((await visit(`/api/search?q=price&${wrong}`)).status).toBe(400);
    },
    limitMs,
  );

  it(
    "tells the history, and an earlier version",
    async () => {
      const { commits, branches } = await ask("history");
      expect(commits[0]?.git?.subject).toBe(`Begin ${ATTACK}`);
      expect(branches).toMatchObject([{ name: "main", head: commits[0]?.hash }]);
      const changed = await ask("changes", { commit: commits[0]?.hash ?? "" });
      expect(changed.files.map(({ path }) => path)).toContain(prices);
      const then = await ask("place", { id: prices, at: "main" });
      expect(then).toMatchObject({ view: "file", source: null, standing: { ref: "main" } });
      expect((await visit("/api/overview?at=none")).status).toBe(404);
    },
    limitMs,
  );

  it("tells the last run", async () => {
    expect((await ask("run")).run).toMatchObject({ outcome: "complete", model: null });
  });

  it(
    "lets other commands have the tree when nobody asks, and tells pages what they did",
    async () => {
      const { hear, leave } = await follow();
      await hear('"freshness":"fresh"');
      await writeFile(join(tree.root, "shop", "main.py"), 'def run():\n    """Sells nothing."""\n');
      await hear('"path":"shop/main.py"');
      {
        await using project = await StemmaProject.openNearest(tree.root);
        await project.document();
      }
      await hear('"files":[]');
      leave();
      expect(await ask("place", { id: "run" })).toMatchObject({
        symbol: { documentation: expect.stringContaining("Sells nothing.") },
      });
    },
    limitMs,
  );

  it(
    "stands a thousand questions at once, clients that vanish, and those that say nothing",
    async () => {
      const silent = Array.from({ length: 20 }, () => connect(port, "127.0.0.1"));
      const vanished = Array.from({ length: 50 }, async () => {
        const gone = new AbortController();
        const asked = fetch(`http://127.0.0.1:${port}/api/overview`, { headers: own(), signal: gone.signal });
        setTimeout(() => gone.abort(), 5);
        await asked.catch(() => undefined);
      });
      await Promise.all(vanished);
      const statuses = new Map<number, number>();
      const many = Array.from({ length: 1_000 }, async () => {
        const status = await visit("/api/standing").then(
          (answer) => answer.status,
          // More connections than the server takes are closed.
          () => 0,
        );
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      });
      await Promise.all(many);
      expect([...statuses.keys()].sort()).not.toContain(500);
      expect(statuses.get(200)).toBeGreaterThan(0);
      expect((await visit("/api/standing")).status).toBe(200);
      for (const socket of silent) socket.destroy();
    },
    limitMs,
  );

  it(
    "asks those that are too many for Python to come again",
    async () => {
      const asked = Array.from({ length: 150 }, (_, at) => visit(`/api/search?q=price+${at}`));
      const answered = await Promise.all(asked);
      const refused = answered.filter(({ status }) => status === 503);
      expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200, 503]));
      expect(
        refused.every(
          ({ headers, body }) => headers["retry-after"] === "1" && body.includes("TOO_MANY_CALLS"),
        ),
      ).toBe(true);
    },
    limitMs,
  );

  it(
    "holds the graph as long as a page follows the tree",
    async () => {
      const { hear, leave } = await follow();
      const opening = jest.spyOn(StemmaProject, "openNearest");
      try {
        await hear("data:");
        const openedBefore = opening.mock.calls.length;
        // Each is heard at another look, and between looks there is a rest.
        for (const name of ["one", "two", "three"]) {
          await writeFile(join(tree.root, "shop", `${name}.py`), "x = 1\n");
          await hear(`shop/${name}.py`);
        }
        expect(opening.mock.calls.length - openedBefore).toBe(0);
      } finally {
        opening.mockRestore();
        leave();
      }
    },
    limitMs,
  );

  it("refuses a port that is taken, in words", async () => {
    const serving = serveWeb({ directory: tree.root, port, signal: ending.signal, onReady: () => undefined });
    await expect(serving).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });

  it("ends within a second, whoever still listens", async () => {
    const stopping = new AbortController();
    const link = await new Promise<string>((onReady) => {
      void serveWeb({ directory: tree.root, signal: stopping.signal, onReady }).then(() => stopped());
    });
    const { port: other, searchParams } = new URL(link);
    const cookie = `stemma-${other}=${searchParams.get("token")}`;
    const events = await fetch(`http://127.0.0.1:${other}/api/events`, { headers: { cookie } });
    expect(events.status).toBe(200);
    const startedAt = performance.now();
    stopping.abort();
    await once(ended, "done");
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
  const ended = new EventTarget();
  const stopped = (): boolean => ended.dispatchEvent(new Event("done"));
});
