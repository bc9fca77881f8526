import { existsSync, readdirSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/** Threads of this process; `undefined` where the system does not list them. */
export function threads() {
  return existsSync("/proc/self/task") ? readdirSync("/proc/self/task").length : undefined;
}

/** What must not grow, measured after both garbage collectors have run. */
export async function measure(python) {
  collectGarbage();
  // The finalizers of what was collected run in a later turn.
  await new Promise((resolve) => setImmediate(resolve));
  const census = await python.execute({ module: "census", name: "take" });
  if (!census.ok) throw new Error(census.error.message);
  return {
    rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    heapMb: Math.round(process.memoryUsage().heapUsed / 2 ** 20),
    threads: threads(),
    ...census.value,
  };
}
