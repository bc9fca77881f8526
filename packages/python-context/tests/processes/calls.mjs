// Runs calls one after the other and writes their results into a file, so that Python has stdin, stdout and stderr to
// itself: `node calls.mjs <file> <calls as JSON> [<streams that JavaScript touches first> ...]`.
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PythonContext } from "@stemma/python-context";

const [file, calls, ...touched] = process.argv.slice(2);
for (const stream of touched) void process[stream].fd;

const python = await PythonContext.start({
  pythonPath: [fileURLToPath(new URL("../python", import.meta.url))],
});
const results = [];
for (const { timeoutMs, wait, ...call } of JSON.parse(calls)) {
  // For a file that Python makes while no call runs.
  while (wait !== undefined && !existsSync(wait)) await new Promise((resolve) => setImmediate(resolve));
  if (wait !== undefined) {
    results.push(true);
    continue;
  }
  const result = await python.execute(call, { timeoutMs: timeoutMs ?? 30_000 });
  results.push(result.ok ? result.value : { failed: result.error.kind, type: result.error.type });
}
await python.close();
writeFileSync(file, JSON.stringify(results));
