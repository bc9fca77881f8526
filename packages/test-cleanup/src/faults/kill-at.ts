/**
 * Ends this process as `kill -9` does when the named point is reached: for code that tells how far it is, by a function
 * such as `reachedStep` of `@stemma/versions`.
 *
 * @param point - As the code names it.
 * @param options - `visit`: the how-manyth time. Default 1.
 *
 * @example
 * ```ts
 * await SyncManager.init({ ...options, reachedStep: killAt("commit-made") });
 * ```
 */
export function killAt(
  point: string,
  { visit = 1, kill = killThisProcess }: { readonly visit?: number; readonly kill?: () => void } = {},
): (reached: string) => Promise<void> {
  let visits = 0;
  return (reached) => {
    if (reached === point) visits += 1;
    if (reached !== point || visits !== visit) return Promise.resolve();
    kill();
    // The signal may take a moment; nothing more happens until then.
    return new Promise(() => undefined);
  };
}

function killThisProcess(): void {
  process.kill(process.pid, "SIGKILL");
}
