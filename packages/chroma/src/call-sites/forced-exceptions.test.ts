import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import {
  createIsolatedDirectory,
  type IsolatedDirectory,
  PythonFaults,
  RecordingLogger,
} from "@stemma/test-cleanup";
import { MiniLmEmbedder } from "../embedder/mini-lm-embedder.js";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";
import { type Bench, callSites, record } from "./call-sites.fixture.js";

describe("an exception inside Python", () => {
  let python: TestPython;
  let faults: PythonFaults;
  let directory: IsolatedDirectory;
  let bench: Bench;

  beforeAll(async () => {
    python = await startTestPython();
    faults = new PythonFaults(python);
  });
  afterAll(() => python.close());

  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    const logger = new RecordingLogger();
    const chroma = await openChroma("memory:", { python, logger, allowReset: true });
    const notes = await chroma.createCollection({ name: "notes" });
    await notes.add(record);
    bench = {
      python,
      logger,
      directory: directory.path,
      chroma,
      notes,
      embedder: new MiniLmEmbedder({ python, logger }),
    };
  });
  afterEach(async () => {
    await faults.restore();
    await bench.embedder.close();
    await bench.chroma.close().catch(() => undefined); // one case lets it fail
    await directory.remove();
  });

  const kinds = ["RuntimeError", "SystemExit", "KeyboardInterrupt", "UnprintableError"];
  describe.each(Object.entries(callSites))("in %s", (_name, { fault, operationName, run }) => {
    it.each(kinds)("%s becomes one typed error and one log record, and the next call works", async (kind) => {
      await faults.fail(fault, kind, "forced");
      bench.logger.clear();
      await expect(run(bench)).rejects.toMatchObject({
        code: "CHROMA_OPERATION_FAILED",
        operationName,
        retryable: false,
        cause: { kind: "python", type: expect.stringContaining(kind) },
      });
      expect(bench.logger.records()).toEqual([
        {
          level: "error",
          message: "Chroma operation failed",
          fields: {
            operationName,
            kind: "python",
            type: expect.stringContaining(kind),
            message: expect.any(String),
            queuedMs: expect.any(Number),
            ranMs: expect.any(Number),
          },
        },
      ]);
      await faults.restore();
      // What can't be repeated is closed by now; everything else works at once.
      if (!operationName.startsWith("Close")) await run(bench);
      const other = await openChroma("memory:", { python });
      expect(await other.countCollections()).toBe(0);
      await other.close();
    });
  });

  it.each([
    ["a read", "chromadb.api.rust:RustBindingsAPI._count", () => bench.notes.count({ timeoutMs: 100 })],
    [
      "a write",
      "chromadb.api.rust:RustBindingsAPI._upsert",
      () => bench.notes.upsert(record, { timeoutMs: 100 }),
    ],
    [
      "the model",
      "stemma_chroma.mini_lm:MiniLm.token_sums",
      () => bench.embedder.embedFlat(["x"], { timeoutMs: 400 }),
    ],
  ])(
    "that never comes: %s that hangs ends at its deadline and the next call works",
    async (_name, fault, run) => {
      await bench.embedder.embedFlat(["loaded"]);
      await faults.hang(fault, 60);
      const startedAt = performance.now();
      await expect(run()).rejects.toMatchObject({ code: "TIMEOUT", retryable: true });
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      await faults.restore();
      expect(await bench.notes.count()).toBe(1);
    },
  );
});
