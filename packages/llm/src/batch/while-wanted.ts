/** A promise that rejects with the signal's reason as soon as that fires; what `begin` gives is then called, to be rid of the wait. */
export function whileWanted<T>(
  signal: AbortSignal,
  begin: (settle: (value: T) => void, fail: (error: unknown) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let leave = (): void => undefined;
    const onAbort = (): void => {
      leave();
      reject(signal.reason as Error);
    };
    const over = (): void => signal.removeEventListener("abort", onAbort);
    signal.addEventListener("abort", onAbort, { once: true });
    leave = begin(
      (value) => {
        over();
        resolve(value);
      },
      (error) => {
        over();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
