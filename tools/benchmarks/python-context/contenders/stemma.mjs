import { PythonContext } from "@stemma/python-context";

/** This project. */
export async function open({ venv, folder }) {
  const python = await PythonContext.start({ venv, pythonPath: [folder], queueLimit: 20_000 });
  /** @returns {Promise<any>} */
  const run = async (name, args, options) => {
    const result = await python.execute({ module: "workload", name, args }, options);
    if (result.ok) return result.value;
    if (result.error.kind !== "timeout") throw new Error(result.error.message);
    return undefined;
  };
  return {
    call: (name, ...args) => run(name, args),
    timeOut: (name, timeoutMs) => run(name, [], { timeoutMs }),
    /** The call does not react to its interrupt, so its thread is replaced; waits until it has come back. */
    async leaveBehind(name, timeoutMs) {
      while (python.stats().abandonedThreads > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await run(name, [], { timeoutMs });
    },
    sendArray: (array) => run("array_length", [array]),
    /** Both sides see one memory: what one writes the other reads. */
    async sharesMemory(array) {
      await run("set_first", [array, 42]);
      const received = await run("make_array", []);
      received[0] = 43;
      return array[0] === 42 && (await run("get_first", [])) === 43;
    },
    receiveArray: () => run("make_array", []),
    close: () => python.close(),
  };
}
