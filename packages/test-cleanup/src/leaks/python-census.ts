import { callTestingModule, type TestablePython } from "../python/testable-python.js";

/** A {@link TestablePython} that counts its calls, as `PythonContext` does. */
export interface CountingPython extends TestablePython {
  stats(): { readonly pending: number; readonly queued: number; readonly abandonedThreads: number };
}

/** What Python holds. */
export interface PythonCensus {
  /** Open Chroma clients by directory. */
  readonly clients: Readonly<Record<string, number>>;
  /** Names of the threads that Python code has started. */
  readonly threads: readonly string[];
}

/** Counts clients and threads inside Python, which needs `testingPythonPath()` among its `pythonPath`. */
export function takePythonCensus(python: TestablePython): Promise<PythonCensus> {
  return callTestingModule(python, "census", "take");
}

/** What there is more of than before, one line each. */
export async function pythonLeaks(
  python: CountingPython,
  before: PythonCensus | undefined,
): Promise<string[]> {
  const { pending, queued, abandonedThreads } = python.stats();
  const calls = {
    "pending Python calls": pending,
    "queued Python calls": queued,
    "abandoned Python threads": abandonedThreads,
  };
  const leaks = Object.entries(calls).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
  // A Python that is stuck could not answer.
  if (leaks.length > 0) return leaks;
  const now = await takePythonCensus(python);
  for (const [place, count] of Object.entries(now.clients)) {
    const more = count - (before?.clients[place] ?? 0);
    if (more > 0) leaks.push(`${more} Chroma clients on ${place}`);
  }
  const former = [...(before?.threads ?? now.threads)];
  for (const thread of now.threads) {
    const known = former.indexOf(thread);
    if (known >= 0) former.splice(known, 1);
    else leaks.push(`Python thread ${thread}`);
  }
  return leaks;
}
