// Worker threads share the interpreter: some finish, some exit or are terminated while Python is busy for them.
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { PythonContext } from "@stemma/python-context";

const modules = fileURLToPath(new URL("../python", import.meta.url));
const start = () => PythonContext.start({ pythonPath: [modules] });

async function valueOf(result) {
  const settled = await result;
  if (!settled.ok) throw new Error(`${settled.error.kind}: ${settled.error.message}`);
  return settled.value;
}

const behaviours = {
  async finish(python) {
    parentPort?.postMessage(
      await valueOf(
        python.execute({ module: "values", name: "sum_of", args: [new Float32Array(8).fill(1)] }),
      ),
    );
    const array = await valueOf(python.execute({ module: "values", name: "make", args: [4] }));
    parentPort?.postMessage([...array].length);
    await python.close();
  },
  async exitWhileBusy(python) {
    void python.execute({ module: "blocking", name: "spin" });
    for (let index = 0; index < 5; index++) void python.execute({ module: "blocking", name: "ping" });
    setTimeout(() => process.exit(3), 30);
  },
  async terminateWhileBusy(python) {
    void python.execute({ module: "blocking", name: "read_for_ever", args: [new Float32Array(1_000_000)] });
    setTimeout(() => parentPort?.postMessage("terminate me"), 30);
  },
  async terminateInCallback(python) {
    const never = () => {
      parentPort?.postMessage("terminate me");
      return new Promise(() => undefined);
    };
    void python.execute({ module: "flows", name: "apply", args: [never] });
  },
  async keepHandles(python) {
    await valueOf(python.executeForRef({ module: "flows", name: "Account" }));
    process.exit(0);
  },
};

function runWorker(behaviour) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { behaviour } });
    const messages = [];
    worker.on("message", (message) => {
      if (message === "terminate me") void worker.terminate();
      else messages.push(message);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => resolve({ behaviour, code, messages }));
  });
}

if (isMainThread) {
  const python = await start();
  const rounds = [];
  for (let round = 0; round < 3; round++) {
    rounds.push(await Promise.all(Object.keys(behaviours).map(runWorker)));
  }
  // Everything the workers left behind is interrupted and released by then.
  const answer = await python.execute({ module: "blocking", name: "ping" }, { timeoutMs: 20_000 });
  const kept = await valueOf(python.execute({ module: "_stemma.handles", name: "count" }));
  console.log(JSON.stringify({ rounds, answer, kept, stats: python.stats() }));
  await python.close();
} else {
  await behaviours[workerData.behaviour](await start());
}
