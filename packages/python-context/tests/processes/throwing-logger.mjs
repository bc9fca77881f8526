// A logger that throws at every record. Prints how the calls ended whose failures it was told of, and what came of its errors.
import { PythonContext } from "@stemma/python-context";

const uncaught = [];
process.on("uncaughtException", (error) => uncaught.push(error.message));
const fail = () => {
  throw new Error("the log is full");
};
const silent = () => undefined;
const python = await PythonContext.start({
  logger: { debug: fail, info: silent, warn: fail, error: fail },
});
const failing = { module: "math", name: "sqrt", args: [-1] };
const results = await Promise.all(Array.from({ length: 5 }, () => python.execute(failing)));
const { pending } = python.stats();
await python.execute({ module: "logging", name: "warning", args: ["from Python"] });
const after = await python.execute({ module: "math", name: "sqrt", args: [4] });
await python.close();
const kinds = results.map((result) => (result.ok ? "none" : result.error.kind));
console.log(JSON.stringify({ kinds, pending, after, uncaught }));
