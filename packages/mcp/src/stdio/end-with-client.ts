/** Milliseconds between looks at whether the client's process is still there. */
const LOOK_MS = 500;

/** The parts of the process by which the end of its client is seen. */
export type WatchedProcess = Pick<NodeJS.Process, "stdin" | "ppid">;

/**
 * Resolves when the client is gone: it closed our input, or it ended and another process keeps the pipe open. Also when `signal`
 * fires.
 */
export function clientGone(watched: WatchedProcess, signal: AbortSignal): Promise<void> {
  const { stdin, ppid } = watched;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (watched.ppid !== ppid) gone();
    }, LOOK_MS).unref();
    const gone = (): void => {
      clearInterval(timer);
      resolve();
    };
    for (const event of ["end", "close", "error"]) stdin.once(event, gone);
    if (signal.aborted) gone();
    signal.addEventListener("abort", gone, { once: true });
  });
}
