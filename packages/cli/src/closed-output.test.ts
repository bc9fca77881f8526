import { expect, it } from "@jest/globals";
import { runStemma } from "./testing/run-stemma.fixture.js";

it("ends quietly when the reader of its output goes away", async () => {
  const run = await runStemma(["--help"], { onStart: (child) => child.stdout?.destroy() });
  expect(run).toMatchObject({ code: 0, signal: null, stderr: "" });
});
