// Documents and searches a tree in this process while watching for child processes and sockets on both sides of the
// native boundary; prints what it saw as JSON. Usage: node observed-run.mjs <directory> <question>
import { subscribe } from "node:diagnostics_channel";
import { chromaPythonPath } from "@stemma/chroma";
import { StemmaProject } from "@stemma/pipeline";
import { PythonContext } from "@stemma/python-context";

const [directory, question] = process.argv.slice(2);
const watchPython = `
import sys
sys.stemma_seen = []
_watched = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "os.exec", "socket.connect", "socket.bind"}
sys.addaudithook(lambda event, args: sys.stemma_seen.append(event) if event in _watched else None)
`;

async function valueOf(call) {
  const result = await call;
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const python = await PythonContext.start({ pythonPath: [chromaPythonPath()] });
await valueOf(python.execute({ module: "builtins", name: "exec", args: [watchPython, {}] }));
const seenByNode = [];
// Each start asks the interpreter where its library lies; that is a process of its own, and the only one.
const isDiscovery = ({ spawnargs }) => spawnargs[0]?.endsWith("python") && spawnargs[1] === "-I";
// Announced before its arguments are set, so they are looked at in the end.
const children = [];
subscribe("child_process", (/** @type {any} */ message) => void children.push(message.process));
subscribe("net.client.socket", () => void seenByNode.push("socket"));

// Every call into the interpreter of this process passes here.
const calls = {};
const execute = PythonContext.prototype.execute;
PythonContext.prototype.execute = /** @type {typeof execute} */ (
  function (call, options) {
    calls[call.name] = (calls[call.name] ?? 0) + 1;
    return execute.call(this, call, options);
  }
);
const project = await StemmaProject.create(directory);
const summary = await project.document();
const callsOfDocument = { ...calls };
const results = await project.search(question, { limit: 3 });
const callsInAll = { ...calls };
const seenByPython = await valueOf(
  python.execute({ module: "builtins", name: "eval", args: ["__import__('sys').stemma_seen", {}] }),
);
await project.close();
await python.close();
seenByNode.push(...children.filter((child) => !isDiscovery(child)).map((child) => child.spawnargs.join(" ")));
process.stdout.write(
  JSON.stringify({ summary, results, callsOfDocument, callsInAll, seenByNode, seenByPython }),
);
