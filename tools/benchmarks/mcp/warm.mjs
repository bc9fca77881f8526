// How long an assistant waits for answers about this repository, which must be documented (`npm start`): the first one after the
// server's start, then the median of many questions one after the other, each with the server's own time on a processor, which others'
// work on the machine changes little; with the server's memory. `--runs <n>`, `--root <tree>`.
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const { values } = parseArgs({
  options: { runs: { type: "string", default: "30" }, root: { type: "string", default: repository } },
});
const runs = Number(values.runs);
const questions = [
  "where are the files of a tree found",
  "how does a call into Python time out",
  "who keeps two processes out of one directory",
  "what happens when a merge has conflicts",
  "how is a text split into word pieces",
];
const names = [
  "discoverFiles",
  "ClientPool",
  "StemmaProject.search",
  "packages/core/src/index.ts",
  "matchNames",
];
const asked = {
  search: (run) => ({ query: questions[run % questions.length] }),
  symbol: (run) => ({ name: names[run % names.length] }),
  trace: (run) => ({ symbol: ["discoverFiles", "matchNames"][run % 2], direction: "impact" }),
  overview: (run) => ({ path: ["packages", "packages/core/src"][run % 2] }),
  status: () => ({}),
};

console.log(`load ${loadavg()[0]?.toFixed(1)}`);
for (const first of ["symbol", "search"]) {
  const { session, startedMs } = await start();
  await session.call(first, 0);
  const waitedMs = (performance.now() - startedMs).toFixed(0);
  console.log(`first ${first}: ${waitedMs} ms after the start, ${cpuMs(session.pid)} ms of processor`);
  if (first === "search") await measure(session);
  await session.client.close();
}

async function measure(session) {
  for (const tool of Object.keys(asked)) {
    const times = [];
    const before = cpuMs(session.pid);
    for (let run = 0; run < runs; run++) {
      const begun = performance.now();
      await session.call(tool, run);
      times.push(performance.now() - begun);
    }
    times.sort((one, other) => one - other);
    const at = (share) => times[Math.min(runs - 1, Math.floor(runs * share))]?.toFixed(1);
    const each = ((cpuMs(session.pid) - before) / runs).toFixed(0);
    console.log(`${tool.padEnd(9)} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; ${each} ms of processor each`);
  }
  console.log(`memory ${residentMb(session.pid)} MB`);
}

async function start() {
  const startedMs = performance.now();
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [`${repository}/packages/cli/bin/stemma.js`, "-C", values.root, "mcp"],
    env: Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ""])),
  });
  const client = new Client({ name: "warm", version: "1" });
  await client.connect(transport);
  const call = async (name, run) => {
    const result = await client.callTool({ name, arguments: asked[name](run) });
    if (result.isError) throw new Error(JSON.stringify(result.content));
  };
  return { session: { client, call, pid: transport.pid ?? 0 }, startedMs };
}

function residentMb(pid) {
  const [, kb = "0"] = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kb) / 1024);
}

/** Of all threads, without children; counted in hundredths of a second. */
function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
