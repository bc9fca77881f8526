// Opens a working copy in a process of its own; prints "opened", or the code of the error.
import { chromaPythonPath } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath } from "@stemma/versions";

const options = JSON.parse(process.argv[2]);
const python = await PythonContext.start({ pythonPath: [chromaPythonPath(), versionsPythonPath()] });
try {
  await (await SyncManager.open({ ...options, python })).close();
  process.stdout.write("opened");
} catch (error) {
  process.stdout.write(error.code);
}
await python.close();
