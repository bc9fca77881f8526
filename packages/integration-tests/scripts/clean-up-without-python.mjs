// Clean-up of a test whose Python does not answer any more; prints what came of it as JSON.
//
//   node clean-up-without-python.mjs <wedged | closed>
import { existsSync } from "node:fs";
import { chromaPythonPath, openChroma } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { createIsolatedChroma, PythonFaults, RecordingLogger, testingPythonPath } from "@stemma/test-cleanup";

const [mode] = process.argv.slice(2);
const python = await PythonContext.start({
  pythonPath: [chromaPythonPath(), testingPythonPath()],
  escalation: { graceMs: 200, wedgedAfterMs: 1_000 },
});
const logger = new RecordingLogger();
const test = await createIsolatedChroma({
  open: (directory) => openChroma(directory, { python }),
  stepTimeoutMs: 3_000,
  logger,
});
const notes = await test.chroma.createCollection({ name: "notes" });
const breaking = {
  async wedged() {
    // Nothing can interrupt it, and nothing else in Python runs until it ends, which is after the end of this process.
    await new PythonFaults(python).hang("chromadb.api.rust:RustBindingsAPI._count", 3_600, {
      holdsLock: true,
    });
    return notes.count({ timeoutMs: 500 });
  },
  async closed() {
    await python.close();
    return notes.count();
  },
};
const failure = await breaking[mode]().then(
  () => null,
  ({ code }) => code,
);
const warnings = await test.close();
const isRemoved = !existsSync(test.directory);
const { state } = python.stats();
console.log(JSON.stringify({ failure, warnings, logged: logger.records("warn").length, isRemoved, state }));
// The stuck calls would keep the process for the rest of their 30 s.
process.exit();
