// Attaches a working copy of its own on a branch and commits a document several times.
import { chromaPythonPath, openChroma } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath } from "@stemma/versions";

const { branch, commits, ...options } = JSON.parse(process.argv[2]);
const python = await PythonContext.start({ pythonPath: [chromaPythonPath(), versionsPythonPath()] });
const versions = await SyncManager.attach({ ...options, python }, branch);
const chroma = await openChroma(options.chroma, { python });
const notes = await chroma.getCollection({ name: "notes" });
for (let count = 1; count <= commits; count++) {
  await notes.upsert({ ids: [branch], documents: [`${count}`], embeddings: [[count, 0, 1]] });
  await versions.commit(`${branch} ${count}`);
}
await chroma.close();
await versions.close();
await python.close();
