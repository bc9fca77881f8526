// A call forks, and its child calls a JavaScript function and keeps an array of JavaScript until its end.
import { fileURLToPath } from "node:url";
import { PythonContext } from "@stemma/python-context";

const python = await PythonContext.start({
  pythonPath: [fileURLToPath(new URL("../python", import.meta.url))],
});
const answer = () => "never called";
const forked = await python.execute({ module: "children", name: "fork", args: ["return", answer] });
console.log(JSON.stringify(forked));
await python.close();
