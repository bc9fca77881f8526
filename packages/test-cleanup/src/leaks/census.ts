import type { TestablePython } from "../python/testable-python.js";
import { type ProcessCensus, takeProcessCensus } from "./process-census.js";
import { type PythonCensus, takePythonCensus } from "./python-census.js";

/** What there was at one moment, to be compared with later. */
export interface Census {
  readonly process: ProcessCensus;
  readonly python: PythonCensus | undefined;
}

/** Counts child processes and threads, and in Python its threads and Chroma clients. */
export async function takeCensus({ python }: { readonly python?: TestablePython } = {}): Promise<Census> {
  return {
    process: await takeProcessCensus(),
    python: python && (await takePythonCensus(python)),
  };
}
