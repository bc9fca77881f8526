// Imports numpy, which brings libz of its own accord, and only then uses the modules that clash.
import { fileURLToPath } from "node:url";
import { PythonContext } from "@stemma/python-context";

const python = await PythonContext.start({
  pythonPath: [fileURLToPath(new URL("../python", import.meta.url))],
});
await python.execute(
  { module: "importlib", name: "import_module", args: ["numpy.linalg"] },
  { timeoutMs: 60_000 },
);
const used = await python.execute({ module: "clashing", name: "use_them_all" });
console.log(used.ok ? used.value : used.error.message);
await python.close();
