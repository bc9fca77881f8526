// Whether sessions of assistants leave processes: starts and ends many, by every way in which a client goes, each fourth after a call
// into Chroma, and looks for what is left. `--sessions <n>` (1000).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const { values } = parseArgs({ options: { sessions: { type: "string", default: "1000" } } });
const count = Number(values.sessions);
const stemma = fileURLToPath(new URL("../../../packages/cli/bin/stemma.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stemma-sessions-"));
/** How a client goes. */
const ends = [
  ({ client }) => client.close(),
  ({ pid }) => process.kill(pid, "SIGKILL"),
  ({ pid }) => process.kill(pid, "SIGTERM"),
  // The client is gone, and nobody closed anything.
  ({ pid }) => process.kill(pid, "SIGHUP"),
];
const pids = [];
const begun = performance.now();
try {
  for (let number = 0; number < count; number++) {
    const session = await start(["--compat", "chroma", "--data-dir", join(folder, "data")]);
    pids.push(session.pid);
    if (number % 4 === 0) await session.client.callTool({ name: "chroma_list_collections", arguments: {} });
    await ends[number % ends.length]?.(session);
  }
  await sleep(2_000);
  const left = pids.filter(isThere);
  console.log(
    `${count} sessions in ${((performance.now() - begun) / 1_000).toFixed(0)} s: ${left.length} processes are left`,
  );
  process.exitCode = left.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function start(flags) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [stemma, "-C", folder, "mcp", ...flags],
    env: Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ""])),
    stderr: "ignore",
  });
  const client = new Client({ name: "sessions", version: "1" });
  await client.connect(transport);
  return { client, pid: transport.pid ?? 0 };
}

function isThere(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
