import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { hasErrorCode } from "@stemma/core";
import { PythonContext, type PythonErrorKind, type PythonResult } from "./index.js";
import { holdLock, runScript, startTestPython, testModules } from "./test-python.fixture.js";

/** The states that a context can be in; before `start` resolves there is no context yet. */
type State = "ready" | "saturated" | "wedged" | "closing" | "closed";
type Method =
  | "start"
  | "execute"
  | "executeForRef"
  | "executeBatch"
  | "import"
  | "whenReady"
  | "share"
  | "stats"
  | "close"
  | "doctor";

/** What each method does in each state: works, or settles with this kind of error. */
const table: Readonly<Record<Method, Readonly<Record<State, "works" | PythonErrorKind | "waits" | "busy">>>> =
  {
    start: { ready: "works", saturated: "busy", wedged: "busy", closing: "works", closed: "works" },
    execute: {
      ready: "works",
      saturated: "queue-full",
      wedged: "wedged",
      closing: "closed",
      closed: "closed",
    },
    executeForRef: {
      ready: "works",
      saturated: "queue-full",
      wedged: "wedged",
      closing: "closed",
      closed: "closed",
    },
    executeBatch: {
      ready: "works",
      saturated: "queue-full",
      wedged: "wedged",
      closing: "closed",
      closed: "closed",
    },
    import: {
      ready: "works",
      saturated: "queue-full",
      wedged: "wedged",
      closing: "closed",
      closed: "closed",
    },
    whenReady: { ready: "works", saturated: "waits", wedged: "waits", closing: "closed", closed: "closed" },
    share: { ready: "works", saturated: "works", wedged: "works", closing: "closed", closed: "closed" },
    stats: { ready: "works", saturated: "works", wedged: "works", closing: "works", closed: "works" },
    close: { ready: "works", saturated: "works", wedged: "works", closing: "works", closed: "works" },
    doctor: { ready: "works", saturated: "works", wedged: "works", closing: "works", closed: "works" },
  };

const ping = { module: "blocking", name: "ping" };
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

/** A context in a state, and how to get the interpreter out of it again. */
interface Prepared {
  readonly python: PythonContext;
  readonly leave: () => Promise<void>;
}

const prepare: Readonly<Record<State, () => Promise<Prepared>>> = {
  async ready() {
    return { python: await startTestPython(), leave: () => Promise.resolve() };
  },
  async saturated() {
    const python = await startTestPython({ queueLimit: 1 });
    const stop = new AbortController();
    let running: Promise<unknown> = Promise.resolve();
    // It calls back once it runs; the interpreter alone may be busy with the end of the call before.
    await new Promise<void>((resolve) => {
      const wait = (): Promise<never> => {
        resolve();
        return new Promise(() => undefined);
      };
      running = python.execute({ module: "flows", name: "apply", args: [wait] }, { signal: stop.signal });
    });
    const waiting = python.execute(ping, { signal: stop.signal });
    await until(() => python.stats().queued === 1);
    const leave = async (): Promise<void> => {
      stop.abort();
      await Promise.all([running, waiting]);
      await (await startTestPython({ queueLimit: 1024 })).close();
    };
    return { python, leave };
  },
  async wedged() {
    const python = await startTestPython({ escalation: { graceMs: 50, wedgedAfterMs: 100 } });
    await python.execute(ping);
    const { result, release } = await holdLock(python, 20);
    await result;
    await until(() => python.stats().state === "wedged");
    let isHeld = true;
    const leave = (): Promise<void> => {
      if (isHeld) release();
      isHeld = false;
      return until(() => python.stats().state === "running");
    };
    return { python, leave };
  },
  async closing() {
    const python = await startTestPython();
    const running = python.execute({ module: "blocking", name: "sleep", args: [0.05] });
    const closing = python.close();
    const leave = async (): Promise<void> => {
      await Promise.all([running, closing]);
    };
    return { python, leave };
  },
  async closed() {
    const python = await startTestPython();
    await python.close();
    return { python, leave: () => Promise.resolve() };
  },
};

const kindOf = (result: PythonResult<unknown> | undefined): string =>
  result === undefined ? "nothing" : result.ok ? "works" : result.error.kind;

const invoke: Readonly<Record<Method, (python: PythonContext) => Promise<string>>> = {
  start: async () => {
    try {
      const other = await PythonContext.start({ pythonPath: [testModules] });
      const outcomeOfCall = kindOf(await other.execute(ping));
      await other.close();
      return outcomeOfCall;
    } catch (error) {
      return hasErrorCode(error, "PYTHON_BUSY") && error.retryable ? "busy" : String(error);
    }
  },
  execute: async (python) => kindOf(await python.execute(ping)),
  executeForRef: async (python) => kindOf(await python.executeForRef(ping)),
  executeBatch: async (python) => kindOf((await python.executeBatch([ping]))[0]),
  import: async (python) => kindOf(await python.import("blocking")),
  whenReady: (python) =>
    python.whenReady({ timeoutMs: 20 }).then(
      () => "works",
      (error: unknown) =>
        hasErrorCode(error, "TIMEOUT") ? "waits" : hasErrorCode(error, "CLOSED") ? "closed" : "failed",
    ),
  share: async (python) => {
    try {
      await python.share().close();
      return "works";
    } catch (error) {
      return hasErrorCode(error, "CLOSED") ? "closed" : String(error);
    }
  },
  stats: (python) => Promise.resolve(typeof python.stats().pending === "number" ? "works" : "nothing"),
  close: async (python) => {
    await python.close();
    return kindOf(await python.execute(ping)) === "closed" ? "works" : "still open";
  },
  doctor: async () => ((await PythonContext.doctor()).ok ? "works" : "nothing"),
};

describe("every method in every state", () => {
  // Keeps the interpreter's contexts above zero, so that closing one is closing one.
  let keeper: PythonContext;
  beforeAll(async () => {
    keeper = await startTestPython();
  });
  afterAll(async () => {
    await keeper.close();
    await (await startTestPython({ escalation: { graceMs: 200, wedgedAfterMs: 30_000 } })).close();
  });

  const states: readonly State[] = ["ready", "saturated", "wedged", "closing", "closed"];
  const cells = (Object.keys(table) as Method[]).flatMap((method) =>
    states.map((state) => [method, state, table[method][state]] as const),
  );

  it.each(cells)("%s while %s: %s", async (method, state, expected) => {
    const { python, leave } = await prepare[state]();
    try {
      // Closing waits for the calls in flight, so those must be able to end.
      const outcome = invoke[method](python);
      if (method === "close") await leave();
      expect(await outcome).toBe(expected);
    } finally {
      await leave();
      await python.close();
    }
    expect(await keeper.execute(ping, { timeoutMs: 20_000 })).toEqual({ ok: true, value: "pong" });
  });

  it("start and doctor work before the interpreter has started and while it starts, in a process of its own", async () => {
    const ending = await runScript("before-start.mjs");
    expect(ending).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ending.stdout)).toEqual({
      notStarted: { start: "works", doctor: "works" },
      starting: { start: "works", doctor: "works" },
    });
  }, 60_000);
});
