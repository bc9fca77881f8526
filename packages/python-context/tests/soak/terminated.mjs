// A worker that is terminated at a random moment while it does one of these things.
import { fileURLToPath } from "node:url";
import { workerData } from "node:worker_threads";
import { PythonContext } from "@stemma/python-context";

const never = () => new Promise(() => undefined);
const activities = {
  spin: (python) => python.execute({ module: "blocking", name: "spin" }),
  callback: (python) => python.execute({ module: "flows", name: "apply", args: [never] }),
  coroutine: (python) => python.execute({ module: "flows", name: "wait_for_ever" }),
  handles: (python) => python.executeForRef({ module: "flows", name: "Account" }),
  async stream(python) {
    for (;;) await python.execute({ module: "values", name: "echo", args: [new Float32Array(1_000)] });
  },
};

const modules = fileURLToPath(new URL("../python", import.meta.url));
const python = await PythonContext.start({ pythonPath: [modules] });
await activities[workerData.activity](python);
// Only termination ends it.
setInterval(() => undefined, 60_000);
