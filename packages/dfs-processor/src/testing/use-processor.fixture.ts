import { afterEach, beforeEach, expect } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import type { ProcessorOptions } from "../processor-options.js";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { sessionResidue } from "./graphs.fixture.js";
import { RecordingProvider } from "./recording-provider.fixture.js";

/** A graph in memory, a provider and the processor over both, anew for each test. */
export class Bench {
  graph!: SqliteGraphStore;
  llm = new RecordingProvider();

  processor(options: Partial<ProcessorOptions> = {}): RecursiveDfsProcessor {
    return new RecursiveDfsProcessor({ graph: this.graph, llm: this.llm, ...options });
  }
}

/** After each test no session is left. */
export function useProcessor(): Bench {
  const bench = new Bench();
  beforeEach(async () => {
    bench.graph = await SqliteGraphStore.open(":memory:");
    bench.llm = new RecordingProvider();
  });
  afterEach(async () => {
    expect(await sessionResidue(bench.graph)).toBe(0);
    await bench.graph.close();
  });
  return bench;
}
