// Calls under a limit of the runtime that is not its own: `node limits.mjs <file> <longest buffer> <calls as JSON>`. All
// calls are in flight at once.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [file, longest, calls] = process.argv.slice(2);
const getBuiltinModule = process.getBuiltinModule.bind(process);
process.getBuiltinModule = (name) =>
  name === "buffer" ? { constants: { MAX_LENGTH: Number(longest) } } : getBuiltinModule(name);

const { PythonContext } = await import("@stemma/python-context");
const python = await PythonContext.start({
  pythonPath: [fileURLToPath(new URL("../python", import.meta.url))],
});
const run = async (call) => {
  /** @type {import("@stemma/python-context").PythonResult<{ length: number }>} */
  const result = await python.execute(call);
  return result.ok ? [result.value.length, result.value.constructor.name] : result.error;
};
const results = await Promise.all(JSON.parse(calls).map(run));
// Finalizers of what could not be handed over run in a later turn.
await new Promise((resolve) => setImmediate(resolve));
results.push(await run({ module: "large", name: "text", args: [3] }));
await python.close();
writeFileSync(file, JSON.stringify(results));
