// The methods that need no context, before the interpreter has started and while it starts. Prints what each of them did.
import { PythonContext } from "@stemma/python-context";

async function doctor() {
  return (await PythonContext.doctor()).ok ? "works" : "nothing";
}

async function use(starting) {
  const python = await starting;
  const root = await python.execute({ module: "math", name: "sqrt", args: [16] });
  const { state } = python.stats();
  await python.close();
  return root.value === 4 && state === "running" ? "works" : JSON.stringify(root);
}

const notStarted = { doctor: await doctor(), start: "" };
const first = PythonContext.start();
const starting = { doctor: doctor(), start: use(PythonContext.start()) };
notStarted.start = await use(first);
console.log(
  JSON.stringify({ notStarted, starting: { doctor: await starting.doctor, start: await starting.start } }),
);
