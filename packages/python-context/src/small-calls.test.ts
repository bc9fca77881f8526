import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { PythonContext } from "./index.js";
import { runScript, startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(async () => {
  await python.close();
});

const ping = { module: "blocking", name: "ping" };

/** Far more than fit between two turns of the event loop; without one the loop below would never end. */
const manyCalls = 2_000_000;

describe("a logger that throws", () => {
  it("keeps no call from settling; its errors are uncaught exceptions", async () => {
    const ending = await runScript("throwing-logger.mjs");
    expect(ending).toMatchObject({ code: 0, stderr: "" });
    const thrown = "the log is full";
    expect(JSON.parse(ending.stdout)).toEqual({
      kinds: Array.from({ length: 5 }, () => "python"),
      pending: 0,
      after: { ok: true, value: 2 },
      uncaught: Array.from({ length: 6 }, () => thrown),
    });
  }, 60_000);
});

describe("a loop of small calls, whose results are there before the event loop turns", () => {
  it("leaves timers and immediates their turn", async () => {
    let calls = 0;
    const turned = { timer: false, immediate: false };
    setTimeout(() => {
      turned.timer = true;
    }, 10);
    setImmediate(() => {
      turned.immediate = true;
    });
    while (!(turned.timer && turned.immediate) && calls < manyCalls) {
      expect((await python.execute(ping)).ok).toBe(true);
      calls++;
    }
    expect(turned).toEqual({ timer: true, immediate: true });
    expect(calls).toBeLessThan(manyCalls);
  });

  it("keeps the order of calls that are made in a settled call's continuation", async () => {
    const order: number[] = [];
    const chain = async (start: number): Promise<void> => {
      for (let index = 0; index < 200; index++) {
        const result = await python.execute({ module: "values", name: "echo", args: [start + index] });
        if (result.ok) order.push(result.value as number);
      }
    };
    await chain(0);
    await Promise.all([chain(1_000), chain(2_000)]);
    const sequential = Array.from({ length: 200 }, (_, index) => index);
    expect(order.filter((number) => number < 1_000)).toEqual(sequential);
    expect(order.filter((number) => number >= 1_000 && number < 2_000)).toEqual(
      sequential.map((number) => number + 1_000),
    );
  });

  it("goes on when a logger calls Python while a result is being delivered", async () => {
    const answers: Promise<unknown>[] = [];
    const silent = (): void => undefined;
    const logger = {
      debug: (): void => void answers.push(python.execute(ping)),
      info: silent,
      warn: silent,
      error: silent,
    };
    const context = await startTestPython({ logger });
    for (let round = 0; round < 50; round++) {
      const failed = await context.execute({ module: "builtins", name: "int", args: ["x"] });
      expect(failed).toMatchObject({ ok: false, error: { type: "ValueError" } });
    }
    expect(answers).toHaveLength(50);
    expect(await Promise.all(answers)).toEqual(answers.map(() => ({ ok: true, value: "pong" })));
    await context.close();
  });
});
