import { afterEach, describe, expect, it } from "@jest/globals";
import { type Clock, StemmaError, systemClock } from "@stemma/core";
import { javascript } from "../languages/ecmascript/ecmascript.js";
import { python } from "../languages/python/python.js";
import { SourceParser } from "../parse/source-parser.js";
import { InlineFactsReader } from "./facts-reader.js";
import { createScriptedWorker, createSourceWorker } from "./worker-facts-reader.fixture.js";
import { WorkerFactsReader } from "./worker-facts-reader.js";

describe("WorkerFactsReader", () => {
  const open: WorkerFactsReader[] = [];
  afterEach(async () => {
    for (const reader of open.splice(0)) await reader.close();
  });

  function readerWith(count: number, createWorker = createScriptedWorker, clock?: Clock): WorkerFactsReader {
    const reader = new WorkerFactsReader(count, createWorker, clock);
    open.push(reader);
    return reader;
  }
  const outcome = (promise: Promise<{ docstring: string | null }>): Promise<string> =>
    promise.then(
      ({ docstring }) => docstring ?? "",
      (error: unknown) => (StemmaError.isInstance(error) ? error.code : "no error of this project"),
    );

  it("finds the same facts as the calling thread", async () => {
    const texts = ['"""Doc."""\nclass A:\n    def f(self):\n        self.g()\n', "def f(:\n", ""];
    const threads = readerWith(2, createSourceWorker);
    const inline = new InlineFactsReader(await SourceParser.create(), true);
    for (const text of texts)
      expect(await threads.readFacts(python, text, 60_000)).toEqual(
        JSON.parse(JSON.stringify(await inline.readFacts(python, text, 60_000))),
      );
    const script = "export const f = () => g();\n";
    expect(JSON.stringify(await threads.readFacts(javascript, script, 60_000))).toBe(
      JSON.stringify(await inline.readFacts(javascript, script, 60_000)),
    );
    await inline.close();
  }, 60_000);

  it("says so when a thread's parse takes too long", async () => {
    const text = "f(1)\n".repeat(200_000);
    expect(await outcome(readerWith(1, createSourceWorker).readFacts(python, text, 1))).toBe("PARSE_TIMEOUT");
  }, 60_000);

  it("answers each request, however few threads there are", async () => {
    const reader = readerWith(2);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => outcome(reader.readFacts(python, `t${index}`, 1000))),
    );
    expect(answers).toEqual(Array.from({ length: 20 }, (_, index) => `python:t${index}`));
  });

  it.each([
    ["exit", "PARSE_FAILED"],
    ["throw", "PARSE_FAILED"],
    ["slow", "PARSE_TIMEOUT"],
    ["no grammar", "GRAMMAR_NOT_LOADED"],
  ])("loses only the file on which a thread fails (%s)", async (text, code) => {
    const reader = readerWith(1);
    const answers = await Promise.all(
      ["a", text, "b", "c"].map((each) => outcome(reader.readFacts(python, each, 1000))),
    );
    expect(answers).toEqual(["python:a", code, "python:b", "python:c"]);
  });

  it("ends a thread that does not answer, and goes on with another", async () => {
    let runOut = (): void => undefined;
    const clock: Clock = {
      ...systemClock,
      schedule: (_delayMs, callback) => {
        runOut = callback;
        return () => undefined;
      },
    };
    const reader = readerWith(1, createScriptedWorker, clock);
    const hanging = outcome(reader.readFacts(python, "hang", 1000));
    const next = outcome(reader.readFacts(python, "a", 1000));
    runOut();
    expect(await hanging).toBe("PARSE_TIMEOUT");
    expect(await next).toBe("python:a");
  });

  it("settles what is under way when it is closed, also twice", async () => {
    const reader = readerWith(1);
    const answers = ["hang", "a"].map((text) => outcome(reader.readFacts(python, text, 60_000)));
    await Promise.all([reader.close(), reader.close()]);
    expect(await Promise.all(answers)).toEqual(["PARSE_FAILED", "PARSE_FAILED"]);
  });
});
