// Ends this process in the way that the first argument names, while Python is in the state that the second names.
import { fileURLToPath } from "node:url";
import { PythonContext } from "@stemma/python-context";

const [how, when] = process.argv.slice(2);
const modules = fileURLToPath(new URL("../python", import.meta.url));

const states = {
  async starting() {
    void PythonContext.start({ pythonPath: [modules] });
  },
  async idle() {
    await start();
  },
  async busy() {
    const python = await start();
    void python.execute({ module: "blocking", name: "spin" });
    await turn();
  },
  async deaf() {
    const python = await start();
    void python.execute({ module: "blocking", name: "sleep_without_reaction", args: [60] });
    await turn();
  },
  async abandoned() {
    const python = await start();
    const call = { module: "blocking", name: "sleep_without_reaction", args: [60] };
    await python.execute(call, { timeoutMs: 100 });
    await python.execute({ module: "blocking", name: "ping" });
  },
  async "abandoned in a library that waits"() {
    const python = await start();
    const call = { module: "blocking", name: "sleep_in_a_library_that_waits", args: [60] };
    await python.execute(call, { timeoutMs: 100 });
    await python.close();
  },
  async wedged() {
    const python = await start({ escalation: { graceMs: 20, wedgedAfterMs: 50 } });
    await python.execute({ module: "blocking", name: "hold_lock_in_c", args: [60] }, { timeoutMs: 100 });
    while (python.stats().state !== "wedged") await turn();
  },
  async sharing() {
    const python = await start();
    const memory = new Float32Array(1_000_000);
    void python.execute({ module: "blocking", name: "read_for_ever", args: [memory] });
    await turn();
  },
  async printed() {
    const python = await start();
    await python.execute({ module: "builtins", name: "print", args: ["from Python"] });
  },
};

const endings = {
  exit: () => process.exit(7),
  throw: () =>
    setImmediate(() => {
      throw new Error("uncaught on purpose");
    }),
  sigterm: () => process.kill(process.pid, "SIGTERM"),
  sigint: () => process.kill(process.pid, "SIGINT"),
  return: () => undefined,
};

async function start(options = {}) {
  const python = await PythonContext.start({ pythonPath: [modules], ...options });
  // Imports the module, so that short time-outs afterwards hit the function itself.
  await python.execute({ module: "blocking", name: "ping" });
  return python;
}

function turn() {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

await states[when]();
endings[how]();
