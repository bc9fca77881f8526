// Ends without `close`: `node open-end.mjs <file> <calls as JSON> <how>`. Another context of a worker may be open, too.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { PythonContext } from "@stemma/python-context";

const endings = {
  return: () => undefined,
  exit: () => process.exit(3),
  throw: () =>
    setImmediate(() => {
      throw new Error("uncaught on purpose");
    }),
};

async function run(file, calls) {
  const python = await PythonContext.start({
    pythonPath: [fileURLToPath(new URL("../python", import.meta.url))],
  });
  const results = [];
  for (const call of calls) {
    const result = await python.execute(call, { timeoutMs: 30_000 });
    results.push(result.ok ? result.value : result.error.message);
  }
  writeFileSync(file, JSON.stringify(results));
}

const [file, calls, how] = process.argv.slice(2);
if (how === "worker") {
  const source = `import(${JSON.stringify(import.meta.url)})`;
  const argv = [file, calls, "return"];
  await new Promise((resolve) => new Worker(source, { eval: true, argv }).on("exit", resolve));
} else {
  await run(file, JSON.parse(calls));
  endings[how]();
}
