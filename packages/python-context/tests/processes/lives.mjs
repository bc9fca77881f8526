// Lives of one interpreter: `node lives.mjs <file> <calls of each life as JSON>`; each life is closed before the next.
// Prints what the calls returned and how long the last close took.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PythonContext } from "@stemma/python-context";

const [file, lives] = process.argv.slice(2);
const results = [];
for (const calls of JSON.parse(lives)) {
  const python = await PythonContext.start({
    pythonPath: [fileURLToPath(new URL("../python", import.meta.url))],
  });
  for (const call of calls) {
    const result = await python.execute(call, { timeoutMs: 30_000 });
    results.push(result.ok ? result.value : result.error.message);
  }
  await python.close();
}
writeFileSync(file, JSON.stringify(results));
