/** A promise, and what settles it. */
export interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

/** `Promise.withResolvers`, which Node 20 does not have. A rejection that nobody waits for is none. */
export function withResolvers(): PromiseWithResolvers {
  let resolve!: () => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // A worker may have been given up and not wait any more.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
