/**
 * Ends the process by force where it has not ended by itself in `graceMs`: a call into Python that never comes back would keep it,
 * and its exit waits for Python too. Everything on disk stands a kill.
 */
export function endWithin(graceMs: number): void {
  setTimeout(() => process.kill(process.pid, "SIGKILL"), graceMs).unref();
}
