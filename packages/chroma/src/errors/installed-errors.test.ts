import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { PythonError } from "@stemma/python-context";
import { startTestPython, type TestPython } from "../test-python.fixture.js";
import { chromaErrorFromPython } from "./chroma-error-from-python.js";
import { pythonErrorTable } from "./python-error-table.js";

const failure: PythonError = {
  kind: "python",
  type: null,
  message: "a message that says nothing",
  traceback: null,
  cause: null,
  notes: [],
  operationName: "Anything",
  queuedMs: 0,
  ranMs: 0,
};

/** What each exception class of the installed Chroma becomes when its message tells nothing more. */
const expected: Readonly<Record<string, string>> = {
  AuthorizationError: "NOT_AUTHORIZED",
  BatchSizeExceededError: "INVALID_ARGUMENT",
  ChromaAuthError: "NOT_AUTHORIZED",
  ChromaError: "CHROMA_OPERATION_FAILED",
  DuplicateIDError: "INVALID_ARGUMENT",
  IDAlreadyExistsError: "INVALID_ARGUMENT",
  InternalError: "CHROMA_OPERATION_FAILED",
  InvalidArgumentError: "INVALID_ARGUMENT",
  InvalidDimensionException: "DIMENSION_MISMATCH",
  InvalidHTTPVersion: "CHROMA_OPERATION_FAILED",
  InvalidUUIDError: "INVALID_ARGUMENT",
  NotFoundError: "COLLECTION_NOT_FOUND",
  QuotaError: "NOT_AUTHORIZED",
  RateLimitError: "CHROMA_UNAVAILABLE",
  UniqueConstraintError: "COLLECTION_EXISTS",
  VersionMismatchError: "DATA_DIRECTORY_UNUSABLE",
};

describe("the exception classes of the installed Chroma", () => {
  let python: TestPython;
  let installed: string[];
  let own: string[];

  beforeAll(async () => {
    python = await startTestPython();
    const classesOf = async (module: string): Promise<string[]> => {
      const result = await python.execute<string[]>({
        module: "exception_classes",
        name: "names",
        args: [module],
      });
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    };
    installed = await classesOf("chromadb.errors");
    own = await classesOf("stemma_chroma.errors");
  });
  afterAll(() => python.close());

  it("are those that this table was made for: a new one must be thought about", () => {
    expect(installed).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))("%s becomes %s", (name, code) => {
    const error = chromaErrorFromPython({ ...failure, type: `chromadb.errors.${name}` });
    expect(error).toMatchObject({
      code,
      operationName: "Anything",
      cause: { type: `chromadb.errors.${name}` },
    });
  });

  it.each([
    ["ValueError", "INVALID_ARGUMENT"],
    ["TypeError", "INVALID_ARGUMENT"],
    ["OverflowError", "INVALID_ARGUMENT"],
    ["OSError", "DATA_DIRECTORY_UNUSABLE"],
    ["NotImplementedError", "NOT_SUPPORTED"],
  ])("every kind of %s that Python has becomes %s", async (base, code) => {
    const result = await python.execute<string[]>({
      module: "exception_classes",
      name: "builtin_kinds_of",
      args: [base],
    });
    if (!result.ok) throw new Error(result.error.message);
    const kinds = [base, ...result.value];
    expect(kinds.map((type) => [type, chromaErrorFromPython({ ...failure, type }).code])).toEqual(
      kinds.map((type) => [type, code]),
    );
  });

  it("a missing or another Chroma is told with the command that helps", () => {
    const command = "/env/bin/python -m pip install chromadb==1.5.9";
    const type = "stemma_chroma.errors.ChromaNotInstalledError";
    expect(chromaErrorFromPython({ ...failure, type, notes: [command] })).toMatchObject({
      code: "CHROMA_NOT_INSTALLED",
      advice: expect.stringMatching(/^Run: npx stemma setup.* pip install chromadb==1\.5\.9$/u),
    });
    const message = "No module named 'stemma_chroma'";
    expect(chromaErrorFromPython({ ...failure, type: "ModuleNotFoundError", message })).toMatchObject({
      code: "CHROMA_NOT_INSTALLED",
      advice: expect.stringContaining("chromaPythonPath()"),
    });
  });

  it("and no others are in the map, but builtins and those of this package", () => {
    const mapped = pythonErrorTable.flatMap(({ types }) => types);
    const known = [
      ...installed.map((name) => `chromadb.errors.${name}`),
      ...own.map((name) => `stemma_chroma.errors.${name}`),
    ];
    expect(mapped.filter((type) => type.includes(".") && !known.includes(type))).toEqual([]);
    const leftOut = ["UnknownLeaseError", "UnknownEmbedderError", "UnknownRepairError"].map(
      (name) => `stemma_chroma.errors.${name}`,
    );
    const missing = known.filter((type) => type.startsWith("stemma_chroma") && !mapped.includes(type));
    expect(missing.sort()).toEqual(leftOut.sort());
  });
});
