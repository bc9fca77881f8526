import type { FactsStore } from "@stemma/code-graph";

/** Facts that are known already, to be read and not to be added to. */
export function readOnlyFacts(facts: FactsStore): FactsStore {
  const close = (): Promise<void> => facts.close();
  return {
    read: (key) => facts.read(key),
    has: (key) => facts.has(key),
    lastScan: null,
    distrust: () => Promise.resolve(),
    finishScan: () => Promise.resolve(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
