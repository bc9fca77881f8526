// One run of the processor, as every measurement makes it.
import { setTimeout as sleep } from "node:timers/promises";
import { RecursiveDfsProcessor } from "@stemma/dfs-processor";

export const WORKERS = 100;

/** Writes two short sentences after `delayMs`, without any computing; `callMs` sums up how long its calls took. */
export function makeProvider({ delayMs = 0, model = "m", isFree = true } = {}) {
  return {
    name: "benchmark",
    model,
    promptVersion: "1",
    isFree,
    callMs: 0,
    async getCompletion({ node }) {
      if (delayMs > 0) {
        const startedAt = performance.now();
        await sleep(delayMs);
        this.callMs += performance.now() - startedAt;
      }
      return { text: `${node.name} does one thing and returns it.`, summary: `${node.name} does one thing.` };
    },
  };
}

/**
 * @param {import("@stemma/graph-store").GraphStore} graph
 * @param {string} root
 * @param {{ llm?: ReturnType<typeof makeProvider> } & import("@stemma/dfs-processor").ProcessNodeOptions} [options]
 */
export function documentTree(graph, root, { llm = makeProvider(), ...call } = {}) {
  const processor = new RecursiveDfsProcessor({ graph, llm, maxWorkers: WORKERS, keepTexts: false });
  return processor.processNode(root, call);
}

/** Milliseconds that `work` takes. */
export async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
