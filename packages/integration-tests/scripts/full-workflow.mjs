// The full workflow of collections and their history, some times in a row in one process; prints what came of it as JSON.
//
//   node full-workflow.mjs [--runs 1] [--directory <fixed directory>] [--no-clean-up]
//
// With a fixed directory all runs use it and the same collection name, and it is never deleted.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromaPythonPath, openChroma } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import {
  createIsolatedChroma,
  createIsolatedRepository,
  expectNoLeaks,
  RecordingLogger,
  takeCensus,
  testingPythonPath,
} from "@stemma/test-cleanup";
import { SyncManager, versionsPythonPath } from "@stemma/versions";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "1" },
    directory: { type: "string" },
    "no-clean-up": { type: "boolean", default: false },
  },
});
const collectionName = "integrationTest";
const author = { name: "Ada", email: "ada@example.org" };
const python = await PythonContext.start({
  pythonPath: [chromaPythonPath(), versionsPythonPath(), testingPythonPath()],
});

function require(isSo, what) {
  if (!isSo) throw new Error(`expected ${what}`);
}

async function versionIt(test) {
  const history = await createIsolatedRepository({
    open: (repository, place) =>
      SyncManager.init({
        chroma: join(test.directory, "chroma-data"),
        state: join(place.directory, "state.sqlite"),
        repository,
        python,
        author,
      }),
  });
  test.use(history);
  const { repository: ada } = history;
  const url = history.newRemoteUrl();
  await ada.addRemote("origin", url);
  const { commit } = await ada.commit("three documents");
  await ada.push();
  const bob = await SyncManager.clone(
    {
      chroma: join(history.directory, "bob", "chroma"),
      state: join(history.directory, "bob", "state.sqlite"),
      repository: join(history.directory, "bob", "history.doltlite"),
      python,
      author,
    },
    url,
  );
  test.use(bob);
  require((await bob.status()).commit === commit, "the clone at the same commit");
  const { isEqual, documents } = await bob.verify();
  require(isEqual && documents === 3, "the clone with the same documents");
}

async function workflow(test) {
  const collection = await test.chroma.createCollection({ name: collectionName });
  const embeddings = Float32Array.from({ length: 4 * 8 }, (_value, index) => Math.cos(index));
  const ids = ["a", "b", "c", "d"];
  await collection.add({ ids, embeddings, documents: ids, metadatas: ids.map((letter) => ({ letter })) });
  await collection.update({ ids: ["b"], embeddings: embeddings.subarray(0, 8), documents: ["zwei"] });
  await collection.delete({ ids: ["d"] });
  const { documents } = await collection.get();
  require(documents.join() === "a,zwei,c", "the changed documents");
  const nearest = await collection.query({ queryEmbeddings: embeddings.subarray(0, 8), nResults: 2 });
  require(nearest.distances[0].join() === "0,0", "both records at the place asked for");
  await versionIt(test);
}

/** Names of the collections that another test would find. */
async function collectionsAfterwards(directory) {
  if (!options.directory) return [];
  const chroma = await openChroma(join(directory, "chroma-data"), { python });
  const names = (await chroma.listCollections()).map(({ name }) => name);
  await chroma.close();
  return names;
}

async function run() {
  const logger = new RecordingLogger();
  const test = await createIsolatedChroma({
    open: (directory) => openChroma(directory, { python }),
    fixedDirectory: options.directory,
    cleanUp: !options["no-clean-up"],
    logger,
  });
  const failure = await workflow(test).then(
    () => null,
    (error) => ({ code: error.code, message: error.message }),
  );
  const warnings = await test.close();
  const deletions = logger.records("info").flatMap(({ fields }) => fields.collection ?? []);
  return { failure, warnings, deletions, left: await collectionsAfterwards(test.directory) };
}

const runs = [];
// What the first run has started, such as the libraries' own thread pools, stays; further runs may add nothing.
let since;
for (let number = 0; number < Number(options.runs); number += 1) {
  runs.push(await run());
  since ??= await takeCensus({ python });
}
const leaks = await expectNoLeaks({ directory: options.directory, python, since }).then(
  () => null,
  ({ message }) => message,
);
await python.close();
const data = options.directory ? readdirSync(options.directory) : [];
console.log(JSON.stringify({ runs, leaks, data }));
