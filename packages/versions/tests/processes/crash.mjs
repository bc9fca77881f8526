// Runs one operation of a working copy and ends this process by SIGKILL at a named step.
import { chromaPythonPath } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath } from "@stemma/versions";

const { options, operation, step, url } = JSON.parse(process.argv[2]);

const operations = {
  commit: (versions) => versions.commit("during the crash"),
  switch: (versions) => versions.switchBranch("other"),
  merge: (versions) => versions.merge("other", { strategy: "theirs" }),
  reset: (versions) => versions.reset("begin"),
  pull: (versions) => versions.pull({ strategy: "theirs" }),
  push: (versions) => versions.push(),
};

const python = await PythonContext.start({ pythonPath: [chromaPythonPath(), versionsPythonPath()] });
const reachedStep = async (reached) => {
  if (reached === step) process.kill(process.pid, "SIGKILL");
};
const all = { ...options, python, reachedStep };
if (operation === "clone") await SyncManager.clone(all, url);
else await operations[operation](await SyncManager.open(all));
process.stderr.write(`the step ${step} was never reached\n`);
process.exit(1);
