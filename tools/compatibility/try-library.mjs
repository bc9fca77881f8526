// One library in this process: imported under a time-out that is too short, imported again, used, timed out, closed.
// Prints what came of each step.
import { join } from "node:path";
import { asNumpy, PythonContext } from "@stemma/python-context";

const [name, module, distribution] = process.argv.slice(2);

const steps = {};
const long = { timeoutMs: 240_000 };
const python = await PythonContext.start({ pythonPath: [join(import.meta.dirname, "tests")] });

const note = (step, result, expected) => {
  const failure = result.ok ? null : `${result.error.kind} ${result.error.type}: ${result.error.message}`;
  const isFine = expected === undefined ? result.ok : !result.ok && result.error.kind === expected;
  steps[step] = isFine ? "ok" : (failure ?? "it returned").slice(0, 300);
};

const short = await python.execute(
  { module: "importlib", name: "import_module", args: [module] },
  { timeoutMs: 30 },
);
steps["short import"] =
  short.ok || short.error.kind === "timeout" || short.error.kind === "unencodable"
    ? "ok"
    : short.error.message;
note("import again", await python.import(module, long));
const memory = new Float64Array([1, 2, 3, 4]);
const double = (value) => value * 2;
const args = [memory, asNumpy(memory), double];
const used = await python.execute({ module: "use_it", name, args }, long);
note("use", used);
note(
  "time-out",
  await python.execute({ module: "time", name: "sleep", args: [60] }, { timeoutMs: 100 }),
  "timeout",
);
note("again", await python.execute({ module: "use_it", name, args }, long));
const version = await python.execute({ module: "use_it", name: "version_of", args: [distribution ?? null] });
const closing = performance.now();
await python.close();
steps.close = performance.now() - closing < 10_000 ? "ok" : `${Math.round(performance.now() - closing)} ms`;
console.log(`\n${JSON.stringify({ name, version: version.ok ? version.value : "?", steps })}`);
