// Loads Python and Chroma, waits for its task, runs one operation of a working copy and ends this process by SIGKILL at a named
// step, or some milliseconds after it; with `server` the private Dolt server and its supervisor are killed at the same moment.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromaPythonPath } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath } from "@stemma/versions";

const operations = {
  commit: (versions) => versions.commit("during the crash"),
  switch: (versions) => versions.switchBranch("other"),
  merge: (versions) => versions.merge("other", { strategy: "theirs" }),
  reset: (versions) => versions.reset("begin"),
  pull: (versions) => versions.pull({ strategy: "theirs" }),
  push: (versions) => versions.push({ remote: "backup", tags: true }),
};

const python = await PythonContext.start({ pythonPath: [chromaPythonPath(), versionsPythonPath()] });
// Nearly all of the time that the beginning takes is Chroma's import.
await python.execute({ module: "stemma_chroma.stores", name: "close_client", args: ["none"] });
const [task] = await once(process, "message");
const { options, operation, step, afterMs = 0, server, url } = task;

/** The server first: nothing may be rolled back by it when this process's connections end. */
function killAll() {
  if (server) {
    const supervisor = readFileSync(join(server, "supervisor.pid"), "utf8").trim();
    const children = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, "utf8");
    for (const pid of [...children.trim().split(" "), supervisor]) killIfThere(Number(pid));
  }
  process.kill(process.pid, "SIGKILL");
}

/** The supervisor ends by itself when its server has gone, perhaps before its turn. */
function killIfThere(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

const reachedStep = async (reached) => {
  if (reached !== step) return;
  if (afterMs > 0) setTimeout(killAll, afterMs);
  else killAll();
};
const all = { ...options, python, reachedStep };
if (operation === "clone") await SyncManager.clone(all, url);
else await operations[operation](await SyncManager.open(all));
// It was faster than the moment after the step.
if (afterMs > 0) killAll();
process.stderr.write(`the step ${step} was never reached\n`);
process.exit(1);
