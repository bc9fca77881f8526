// The workflow after the fallback, from an empty remote to a clone elsewhere, in a process of its own; prints what came of it.
import { chromaPythonPath, openChroma } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath } from "@stemma/versions";

const { url, ada: first, bob: second } = JSON.parse(process.argv[2]);
const python = await PythonContext.start({ pythonPath: [chromaPythonPath(), versionsPythonPath()] });

const ada = await SyncManager.clone({ ...first, python }, url);
const chroma = await openChroma(first.chroma, { python });
const collection = await chroma.createCollection({ name: "integrationTest" });
await collection.add({
  ids: ["doc 1", "doc 2"],
  documents: ["one", "two"],
  embeddings: [
    [1, 2],
    [3, 4],
  ],
});
const { documents } = await ada.status();
const { commit } = await ada.commit("two documents");
await ada.push();
const bob = await SyncManager.clone({ ...second, python }, url);
const { commit: cloned, isClean } = await bob.status();
process.stdout.write(
  JSON.stringify({
    usedFallback: [ada.usedFallback, bob.usedFallback],
    detected: documents.map(({ kind, id }) => `${kind} ${id}`),
    isSame: cloned === commit && isClean,
    verified: await bob.verify(),
  }),
);
await bob.close();
await ada.close();
await chroma.close();
await python.close();
