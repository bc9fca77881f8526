// Handles and buffers that nobody holds any more. Prints what is kept in Python before and after garbage collection, and
// what of memory that Python kept beyond its context's end is collected while it is kept and after it was given back.
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { PythonContext } from "@stemma/python-context";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const start = () =>
  PythonContext.start({ pythonPath: [fileURLToPath(new URL("../python", import.meta.url))] });
let python = await start();
const valueOf = async (result) => {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.error.message);
  return settled.value;
};
const run = (module, name, ...args) => valueOf(python.execute({ module, name, args }));
const kept = () => run("_stemma.handles", "count");
const alive = () => run("values", "alive_arrays");

// In functions of their own, so that no variable of this one keeps them alive.
async function makeRefs(count) {
  const refs = [];
  for (let index = 0; index < count; index++) {
    refs.push(await valueOf(python.executeForRef({ module: "flows", name: "Account" })));
  }
  return refs.length;
}
async function makeIterators(count) {
  for (let index = 0; index < count; index++) await run("flows", "endless");
}
async function makeArrays(count) {
  for (let index = 0; index < count; index++) await run("values", "make_watched", 1_000);
}

/** Collects until the condition holds: finalizers run in later turns of the event loop, at a time of V8's choice. */
async function collectUntil(isReached) {
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
    if (await isReached()) return;
  }
}

const before = await kept();
await makeRefs(100);
await makeIterators(20);
await makeArrays(10);
const held = (await kept()) - before;
const arrays = await alive();
await collectUntil(async () => (await kept()) === before && (await alive()) === 0);
const [heldAfter, arraysAfter] = [(await kept()) - before, await alive()];

const collected = [];
const registry = new FinalizationRegistry((name) => collected.push(name));
async function lend(name) {
  const memory = new Float32Array(1_000);
  registry.register(memory.buffer, name);
  await run("values", name === "kept" ? "keep" : "sum_of", memory);
}
await lend("kept");
await lend("used");
await python.close();
await collectUntil(() => collected.includes("used"));
const collectedWhileKept = [...collected];
python = await start();
const dropped = await run("values", "drop");
await collectUntil(() => collected.includes("kept"));
await python.close();
console.log(JSON.stringify({ held, arrays, heldAfter, arraysAfter, collectedWhileKept, dropped, collected }));
