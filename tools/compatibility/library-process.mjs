// Takes one library through its steps in this process: node library-process.mjs '{"library", "venv", "cutMs"?, "report"}'
import { deepStrictEqual } from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { PythonContext } from "@stemma/python-context";

const plan = JSON.parse(process.argv[2]);
const { default: library } = await import(`./libraries/${plan.library}.mjs`);

/** Guards against hangs alone; the machine may be busy. */
const patienceMs = 240_000;
/** Long enough for every job to have arrived in its C code. */
const blockedMs = 1_000;
/** What `close` gives calls and exit functions; one that takes as long has waited for something in vain. */
const closeLimitMs = 10_000;

const isolated = { timeoutMs: patienceMs };

function messageOf({ kind, type, message, cause }) {
  return `${kind}: ${type ?? ""} ${message}${cause ? ` (${messageOf(cause)})` : ""}`;
}

function valueOf(result) {
  if (!result.ok) throw new Error(messageOf(result.error), { cause: result.error.traceback });
  return result.value;
}

async function step(name, work) {
  const startedAt = performance.now();
  let text = "";
  let wasCut;
  try {
    wasCut = await work();
  } catch (error) {
    text = String(error.message).slice(0, 1_000);
    if (error.cause) console.error(error.cause);
  }
  const ms = Math.round(performance.now() - startedAt);
  appendFileSync(plan.report, `${JSON.stringify({ step: name, isOk: text === "", text, ms, wasCut })}\n`);
}

/** Calls and compares: `{ call, expected }`, the way that a program would call the library. */
async function check(cases) {
  for (const { call, expected } of cases)
    deepStrictEqual(valueOf(await python.execute(call, isolated)), expected);
}

async function cutShort() {
  const cut = await python.import(library.module, { timeoutMs: plan.cutMs });
  if (!cut.ok && cut.error.kind !== "timeout") throw new Error(`cut short: ${messageOf(cut.error)}`);
  valueOf(await python.import(library.module, isolated));
  return !cut.ok;
}

async function timeOut() {
  const blocked = await python.execute(library.block, { timeoutMs: blockedMs });
  if (blocked.ok) throw new Error("the call that should be over its time was done before");
  if (blocked.error.kind !== "timeout") throw new Error(`over its time: ${messageOf(blocked.error)}`);
  await check([{ call: { module: "math", name: "sqrt", args: [4] }, expected: 2 }]);
  await check(library.use);
}

const python = await PythonContext.start({
  venv: plan.venv,
  pythonPath: [join(import.meta.dirname, "libraries")],
});
if (plan.cutMs === undefined) {
  await step("import", async () => void valueOf(await python.import(library.module, isolated)));
  await step("use", () => check(library.use));
  if (library.arrays) await step("arrays", () => check(library.arrays));
  await step("time-out", timeOut);
} else {
  await step("cut", cutShort);
  await step("use", () => check(library.use));
}
await step("close", async () => {
  const startedAt = performance.now();
  await python.close();
  if (performance.now() - startedAt >= closeLimitMs) throw new Error("close waited for its own limit");
});
