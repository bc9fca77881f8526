// Whether sessions of assistants leave processes: starts and ends many, of a memory and of a tree, by every way in which a client
// goes, before a call into Python, after it and while it runs, and looks for whatever has their mark in its environment. Needs Linux.
//   node tools/benchmarks/mcp/sessions.mjs [--sessions <n>] (1000) [--at-once <n>] (4)
import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "1000" },
    "at-once": { type: "string", default: "4" },
  },
});
const count = Number(values.sessions);
const stemma = fileURLToPath(new URL("../../../packages/cli/bin/stemma.js", import.meta.url));
const clientScript = fileURLToPath(
  new URL("../../../packages/cli/tests/processes/mcp-client.mjs", import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), "stemma-sessions-"));
const documented = join(folder, "tree");
const mark = `STEMMA_SESSIONS=${folder}`;
const env = { ...process.env, STEMMA_SESSIONS: folder };
/** What is served, and a tool of it that needs Python and no arguments. */
const kinds = [
  { flags: (tree) => ["--compat", "chroma", "--data-dir", `${tree}-data`], tool: "chroma_list_collections" },
  { flags: () => [], tool: "history" },
];
/** For an answer on a machine that has much else to do. */
const MOST_MS = 600_000;
/** How a client goes. */
const ends = {
  closes: ({ client }) => client.close(),
  "kills the server": ({ pid }) => process.kill(pid, "SIGKILL"),
  "asks it to end": ({ pid }) => process.kill(pid, "SIGTERM"),
  "loses the terminal": ({ pid }) => process.kill(pid, "SIGHUP"),
  "is killed": ({ forked }) => forked.kill("SIGKILL"),
};
const calls = ["none", "answered", "running"];
const sums = { begun: 0, ended: 0, longestMs: 0, stayed: 0 };
const begun = performance.now();
try {
  mkdirSync(documented);
  writeFileSync(join(documented, "a.py"), "def price(item):\n    return 1\n");
  const made = spawnSync(process.execPath, [stemma, "document", documented, "--quiet"], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  await Promise.all(Array.from({ length: Number(values["at-once"]) }, (_, number) => lane(number)));
  await sleep(2_000);
  const left = processesLeft();
  console.log(
    `${count} sessions in ${secondsGone()} s: ${left.length} processes are left; ${sums.ended} servers ended, ` +
      `the slowest ${sums.longestMs.toFixed(0)} ms after its client, ${sums.stayed} not within 30 s`,
  );
  process.exitCode = left.length === 0 && sums.stayed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** One session after the other on a tree and a memory of its own. */
async function lane(place) {
  const tree = `${documented}-${place}`;
  cpSync(documented, tree, { recursive: true });
  const ways = Object.entries(ends);
  while (sums.begun < count) {
    const number = sums.begun++;
    const [way, end] = ways[number % ways.length] ?? [];
    const call = calls[Math.floor(number / ways.length) % calls.length];
    const kind = kinds[Math.floor(number / ways.length / calls.length) % kinds.length];
    await session({ tree, kind, call, way }, end);
    if (sums.begun % 50 === 0)
      console.log(`${sums.begun} sessions, ${secondsGone()} s, load ${loadavg()[0]?.toFixed(1)}`);
  }
}

function secondsGone() {
  return ((performance.now() - begun) / 1_000).toFixed(0);
}

async function session({ tree, kind, call, way }, end) {
  const command = [stemma, "-C", tree, "mcp", ...kind.flags(tree)];
  const one = way === "is killed" ? await fromAChild(command, kind, call) : await fromHere(command);
  const calling =
    one.client && call !== "none"
      ? one.client.callTool({ name: kind.tool, arguments: {} }, { timeout: MOST_MS })
      : null;
  // Its client goes away beneath it.
  calling?.catch(() => undefined);
  if (call === "answered") await calling;
  else if (call === "running") await sleep(Math.random() * 1_000);
  const goneMs = performance.now();
  await end(one);
  while (isThere(one.pid) && performance.now() - goneMs < 30_000) await sleep(5);
  if (isThere(one.pid)) sums.stayed++;
  else sums.ended++;
  sums.longestMs = Math.max(sums.longestMs, performance.now() - goneMs);
  await one.client?.close().catch(() => undefined);
}

async function fromHere(args) {
  const transport = new StdioClientTransport({ command: process.execPath, args, env, stderr: "ignore" });
  const client = new Client({ name: "sessions", version: "1" });
  await client.connect(transport, { timeout: MOST_MS });
  return { client, pid: transport.pid ?? 0 };
}

/** A client in a process of its own, which can be killed; its call is on the way when it says where the server is. */
async function fromAChild(args, { tool }, call) {
  const forked = fork(clientScript, [process.execPath, ...args], {
    env: { ...env, ...(call === "none" ? {} : { CALL: tool }) },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const [{ server }] = await once(forked, "message");
  return { forked, pid: server };
}

function isThere(pid) {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

/** Whatever a session started has its mark. */
function processesLeft() {
  return readdirSync("/proc").filter((entry) => {
    try {
      return /^\d+$/u.test(entry) && readFileSync(`/proc/${entry}/environ`, "latin1").includes(mark);
    } catch {
      return false;
    }
  });
}
