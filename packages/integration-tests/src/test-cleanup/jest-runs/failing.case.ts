import { expect, it } from "@jest/globals";
import { useChroma } from "@stemma/test-cleanup";

const test = useChroma({
  // Nothing of this store can be undone.
  open: () =>
    Promise.resolve({
      listCollections: () => Promise.reject(new Error("the store has lost its list")),
      deleteCollection: () => Promise.reject(new Error("never asked")),
      close: () => new Promise<void>(() => undefined),
    }),
  stepTimeoutMs: 700,
});

it("fails for a reason of its own", () => {
  expect(test.directory).toBe("the test's own failure");
});

it("passes although clean-up goes wrong", () => {
  expect(test.chroma).toBeDefined();
});
