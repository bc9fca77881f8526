/** The hooks of a test runner; jest's and vitest's globals are found by themselves. */
export interface TestHooks {
  readonly beforeEach: (run: () => Promise<void>, timeoutMs?: number) => void;
  readonly afterEach: (run: () => Promise<void>, timeoutMs?: number) => void;
}

/** How the hooks are set. */
export interface HookOptions {
  /** Default: the global `beforeEach` and `afterEach`. */
  readonly hooks?: TestHooks | undefined;
  /** Milliseconds that opening may take. Default 60,000: Python's first start reads some hundred files. */
  readonly openTimeoutMs?: number | undefined;
}

/**
 * Each step of a clean-up has a time of its own, after which it is a warning; a shorter limit of the runner would make
 * it a failed test. This is the longest that timers know.
 */
const noLimitMs = 2 ** 31 - 1;

/**
 * Makes something for each test and closes it afterwards.
 *
 * @returns an object whose properties, those named, are the present test's; they can be read inside of tests and hooks.
 */
export function useIsolated<I extends { close(): Promise<unknown> }, K extends keyof I>(
  create: () => Promise<I>,
  names: readonly K[],
  { hooks = globalHooks(), openTimeoutMs = 60_000 }: HookOptions,
): Pick<I, K> {
  let current: I | undefined;
  hooks.beforeEach(async () => {
    current = await create();
  }, openTimeoutMs);
  hooks.afterEach(async () => {
    const last = current;
    current = undefined;
    await last?.close();
  }, noLimitMs);
  const read = (name: K): I[K] => {
    if (current === undefined) throw new Error(`"${String(name)}" exists only inside a test or its hooks`);
    return current[name];
  };
  const properties = names.map((name) => [name, { get: () => read(name), enumerable: true }] as const);
  return Object.defineProperties({}, Object.fromEntries(properties)) as Pick<I, K>;
}

function globalHooks(): TestHooks {
  const hooks = globalThis as Partial<TestHooks>;
  if (hooks.beforeEach && hooks.afterEach) return hooks as TestHooks;
  throw new Error("no beforeEach and afterEach here: call this in a test file, or pass { hooks }");
}
