import { fork } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ended, McpSession } from "./testing/mcp-session.fixture.js";
import { commandEnvironment, runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const limitMs = 240_000;
const bin = fileURLToPath(new URL("../bin/stemma.js", import.meta.url));
const clientScript = fileURLToPath(new URL("../tests/processes/mcp-client.mjs", import.meta.url));
const ownVenv = fileURLToPath(new URL("../../../.venv", import.meta.url));

/** Files under a directory that processes have locked. */
async function lockedBy(pids: readonly number[], directory: string): Promise<string[]> {
  // 1: POSIX  ADVISORY  WRITE 4711 08:01:393229 0 EOF
  const locks = [...(await readFile("/proc/locks", "utf8")).matchAll(/ (\d+) \S+:(\d+) \S+ \S+$/gmu)];
  const inodes = new Set(locks.filter(([, pid]) => pids.includes(Number(pid))).map(([, , inode]) => inode));
  const files = (await readdir(directory, { recursive: true })).map((name) => join(directory, name));
  return files.filter((file) => inodes.has(String(statSync(file, { throwIfNoEntry: false })?.ino)));
}

/** Asks again until what it says is true. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await once(AbortSignal.timeout(50), "abort");
}

describe("a server of an assistant", () => {
  let tree: SourceTree;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
  }, limitMs);
  afterAll(() => tree.remove());

  it(
    "ends when its input ends, and by SIGTERM, after a question to Python too",
    async () => {
      for (const end of ["close", "SIGTERM"] as const) {
        const session = await McpSession.start(tree.root);
        const { pid } = session;
        expect((await session.call("search", { query: "basket" })).isError).toBeUndefined();
        if (end === "SIGTERM") process.kill(pid, "SIGTERM");
        else await session.client.close();
        await ended(pid);
        await session.client.close();
      }
    },
    limitMs,
  );

  it.each(["", "1"])(
    "ends when its client is killed, though another process keeps its input open: %j",
    async (keep) => {
      const args = [process.execPath, bin, "-C", tree.root, "mcp"];
      const client = fork(clientScript, args, { env: commandEnvironment({ KEEP_PIPE: keep }) });
      const [{ server, keeper }] = (await once(client, "message")) as [{ server: number; keeper?: number }];
      try {
        client.kill("SIGKILL");
        await ended(server);
        expect(await readdir(`/proc/${server}`).catch(() => [])).toEqual([]);
      } finally {
        if (keeper !== undefined) process.kill(keeper, "SIGKILL");
      }
    },
    limitMs,
  );

  it(
    "holds nothing that others may want when it was idle for a second: a command and a second server have it",
    async () => {
      await using one = await McpSession.start(tree.root);
      // Of the history, for which one process at a time has the working copy.
      expect((await one.call("history", { symbol: "price_of" })).isError).toBeUndefined();
      await using other = await McpSession.start(tree.root);
      // The first may still be within its second: the second waits for it.
      expect((await other.call("history", { symbol: "price_of" })).isError).toBeUndefined();
      const state = join(tree.root, ".stemma");
      // Graph, first stage and model stay open: SQLite lets others write there meanwhile.
      for (const folder of ["chroma", "history"])
        await until(async () => (await lockedBy([one.pid, other.pid], join(state, folder))).length === 0);
      expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
      expect((await one.call("search", { query: "basket" })).data.standing.freshness).toBe("fresh");
    },
    limitMs,
  );

  it(
    "answers what needs no Python without it, also while a call into Python never comes back, and ends nevertheless",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "stemma-stuck-"));
      const marker = join(folder, "stuck");
      const [version = ""] = await readdir(join(ownVenv, "lib"));
      const packages = join(folder, "venv", "lib", version, "site-packages");
      await mkdir(packages, { recursive: true });
      await cp(join(ownVenv, "pyvenv.cfg"), join(folder, "venv", "pyvenv.cfg"));
      await symlink(join(ownVenv, "bin"), join(folder, "venv", "bin"));
      const own = join(ownVenv, "lib", version, "site-packages");
      const about = (await readdir(own)).find((name) => /^chromadb-.*\.dist-info$/u.test(name)) ?? "";
      await cp(join(own, about), join(packages, about), { recursive: true });
      // Keeps the lock that all of Python needs, as a faulty extension does; the model needs one of them for a new question.
      const stuckModule = `import ctypes, sys\nprint("no protocol", flush=True)\nopen(${JSON.stringify(marker)}, "w").close()\nctypes.PyDLL(None).sleep(600)\n`;
      for (const name of ["chromadb", "numpy", "onnxruntime", "tokenizers"])
        await writeFile(join(packages, `${name}.py`), stuckModule);
      const session = await McpSession.start(tree.root, { env: { STEMMA_VENV: join(folder, "venv") } });
      try {
        const { pid } = session;
        expect((await session.call("symbol", { name: "price_of" })).isError).toBeUndefined();
        expect(await readFile(`/proc/${pid}/maps`, "utf8")).not.toContain("libpython");
        const stop = new AbortController();
        const stuck = session
          .call("search", { query: "how is a stuck till opened" }, stop.signal)
          .catch((error: unknown) => error);
        const isStuck = (): Promise<boolean> =>
          readFile(marker).then(
            () => true,
            () => false,
          );
        expect(await Promise.race([stuck, until(isStuck)])).toBeUndefined();
        for (const [tool, given] of [
          ["symbol", { name: "price_of" }],
          ["trace", { symbol: "price_of" }],
          ["overview", {}],
          ["status", {}],
        ] as const)
          expect((await session.call(tool, given)).isError).toBeUndefined();
        expect(session.errors).toEqual([]);
        expect(session.stderr).toContain("no protocol");
        stop.abort();
        expect(await stuck).toBeInstanceOf(Error);
        await session.client.close();
        await ended(pid);
      } finally {
        await session.client.close();
        await rm(folder, { recursive: true });
      }
    },
    limitMs,
  );
});
