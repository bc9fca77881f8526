// Starts Python for the environment of the first argument, closes it, and starts it again; then the same in a worker.
import { fileURLToPath } from "node:url";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { PythonContext } from "@stemma/python-context";

const venv = isMainThread ? process.argv[2] : workerData;
for (let round = 0; round < 2; round++) {
  const python = await PythonContext.start({ venv });
  const result = await python.execute({ module: "math", name: "sqrt", args: [4] });
  if (!result.ok || result.value !== 2) throw new Error(JSON.stringify(result));
  await python.close();
}
if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: venv });
  worker.once("exit", (code) => console.log(JSON.stringify({ workerCode: code })));
}
