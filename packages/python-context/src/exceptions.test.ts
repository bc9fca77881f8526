import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { PythonContext, PythonError, PythonResult } from "./index.js";
import { startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(async () => {
  await python.close();
});

const call = (name: string): Promise<PythonResult<unknown>> => python.execute({ module: "failures", name });

async function failureOf(name: string): Promise<PythonError> {
  const result = await call(name);
  if (result.ok) throw new Error(`${name} returned ${JSON.stringify(result.value)}`);
  return result.error;
}

async function expectNextCallToWork(): Promise<void> {
  const next = await python.execute({ module: "math", name: "sqrt", args: [4] });
  expect(next).toEqual({ ok: true, value: 2 });
}

describe("every exception comes back as a struct, and the next call works", () => {
  it.each([
    ["system_exit", "SystemExit", "7"],
    ["system_exit_with_text", "SystemExit", "bye"],
    ["keyboard_interrupt", "KeyboardInterrupt", ""],
    ["own_base_exception", "failures.OwnBase", "b"],
    ["broken_text", "failures.BrokenText", "(unprintable exception) (RuntimeError)"],
    ["exiting_text", "failures.ExitingText", "(unprintable exception) (SystemExit)"],
    ["nameless", "failures.Nameless", "w"],
    ["endless_recursion", "RecursionError", /maximum recursion depth exceeded/],
    ["deep_json", "RecursionError", /recursion|Stack overflow/],
    ["deep_repr", "RecursionError", /recursion|Stack overflow/],
    ["deep_pickle", "RecursionError", /recursion|Stack overflow/],
    ["too_large", "MemoryError", ""],
    ["syntax_error", "SyntaxError", /invalid syntax|expected/],
    ["stop_iteration", "StopIteration", "5"],
    ["generator_exit", "GeneratorExit", ""],
    ["missing_module", "ModuleNotFoundError", "No module named 'no_such_module'"],
    ["endless_getattr", "RecursionError", /recursion/],
    ["lone_surrogate", "ValueError", "bad \ud800 surrogate"],
    ["no_such_function", "AttributeError", /no_such_function/],
    ["cleanups_of_nothing.at_all", "AttributeError", /cleanups_of_nothing/],
  ])("%s", async (name, type, message) => {
    const error = await failureOf(name);
    expect(error).toMatchObject({ kind: "python", type, operationName: `failures.${name}` });
    expect(error.message).toMatch(message instanceof RegExp ? message : /[^]*/);
    expect(message instanceof RegExp ? message : error.message).toEqual(message);
    expect(error.traceback).toEqual(expect.any(String));
    await expectNextCallToWork();
  });

  it("caps a message of 10 MB", async () => {
    const error = await failureOf("huge_message");
    expect(error.message).toHaveLength(65_536);
    await expectNextCallToWork();
  });

  it("caps a long traceback at its innermost frames", async () => {
    const error = await failureOf("long_traceback");
    expect(error.traceback).toContain("ValueError: deep traceback");
    expect(error.traceback?.length).toBeLessThan(65_537);
  });

  it("keeps causes, contexts and notes", async () => {
    expect(await failureOf("chain")).toMatchObject({
      type: "ValueError",
      message: "outer",
      cause: { type: "KeyError", cause: { type: "ZeroDivisionError", message: "innermost", cause: null } },
    });
    expect(await failureOf("suppressed_context")).toMatchObject({ message: "alone", cause: null });
    expect(await failureOf("cause_cycle")).toMatchObject({
      message: "a",
      cause: { message: "b", cause: null },
    });
    expect((await failureOf("notes")).notes).toEqual(["first note", "second note"]);
  });

  it("keeps the members of exception groups", async () => {
    const version = await python.execute<string>({ module: "platform", name: "python_version" });
    const hasGroups = version.ok && Number(version.value.split(".")[1]) >= 11;
    const error = await failureOf("exception_group");
    // Python 3.10 has no exception groups: there the name itself is the failure.
    const expected = hasGroups
      ? {
          type: "ExceptionGroup",
          exceptions: [{ type: "ValueError" }, { exceptions: [{ type: "TypeError" }, {}] }],
        }
      : { type: "KeyError" };
    expect(error).toMatchObject(expected);
  });
});

describe("results that have no JavaScript form", () => {
  it.each([
    ["plain_object", "_stemma.Unencodable", /type 'builtins.object' has no JavaScript form/],
    ["list_with_object", "_stemma.Unencodable", /builtins.object/],
    ["deep_list", "RecursionError", /deeper than 500 levels/],
    ["cyclic_list", "RecursionError", /refers to itself/],
  ])("%s is unencodable", async (name, type, message) => {
    const error = await failureOf(name);
    expect(error).toMatchObject({ kind: "unencodable", type, message: expect.stringMatching(message) });
    await expectNextCallToWork();
  });

  it("survives a list that shrinks while it is converted", async () => {
    expect(await call("list_that_shrinks")).toEqual({ ok: true, value: [1] });
  });
});

describe("failures outside the call do not reach it", () => {
  it.each(["failing_destructor", "failing_thread"])("%s", async (name) => {
    expect(await call(name)).toEqual({ ok: true, value: "ok" });
    await expectNextCallToWork();
  });
});
