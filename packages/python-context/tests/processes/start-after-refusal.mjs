// A start with a library that is no CPython (the first argument's environment), then one with a real environment.
import { PythonContext } from "@stemma/python-context";

const refused = await PythonContext.start({ venv: process.argv[2] }).catch((error) => error);
const python = await PythonContext.start();
const result = await python.execute({ module: "math", name: "sqrt", args: [4] });
await python.close();
console.log(JSON.stringify({ refused: refused.code, result }));
