// Lets the disk run full under operations of a working copy, in a mount namespace of its own: the small disks are seen by this
// process and its children only, and are gone with it, however it ends. Prints what came of each operation as JSON.
import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { chromaPythonPath, openChroma } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath } from "@stemma/versions";

const { directory, kind, megabytes } = JSON.parse(process.argv[2]);
const author = { name: "Ada", email: "ada@example.org" };

/** One disk for the repository, one for the working copy, one for the remote. */
const disks = Object.fromEntries(
  ["repository", "working-copy", "remote"].map((name) => {
    const path = join(directory, name);
    mkdirSync(path);
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path]);
    return [name, path];
  }),
);

/** Leaves no byte. */
function fill(disk) {
  const file = openSync(join(disk, "ballast"), "w");
  for (const size of [2 ** 20, 4_096, 1]) {
    const piece = Buffer.alloc(size);
    try {
      while (writeSync(file, piece) === size);
    } catch (error) {
      if (error.code !== "ENOSPC") throw error;
    }
  }
  closeSync(file);
  if (statfsSync(disk).bavail > 0) throw new Error(`${disk} is not full`);
}

const free = (disk) => rmSync(join(disk, "ballast"));

const python = await PythonContext.start({ pythonPath: [chromaPythonPath(), versionsPythonPath()] });
const repositoryAt = (name) =>
  kind === "dolt" ? `dolt:${join(disks.repository, name)}` : join(disks.repository, `${name}.doltlite`);
const place = (name) => ({
  chroma: join(disks["working-copy"], name, "chroma"),
  state: join(disks["working-copy"], name, "state.sqlite"),
  repository: repositoryAt(name),
  python,
  author,
});

function records(prefix, count) {
  const ids = Array.from({ length: count }, (_, index) => `d${index}`);
  const documents = ids.map((id) => `${prefix} ${id} `.padEnd(4_096, `${prefix} ${id} `));
  return { ids, documents, embeddings: ids.map((_, index) => [index, prefix.length, 1]) };
}

const url = `file://${join(disks.remote, "history")}`;
const ada = place("ada");
let chroma = await openChroma(ada.chroma, { python });
let notes = await chroma.createCollection({ name: "notes" });
await notes.upsert(records("begin", 300));
let versions = await SyncManager.init(ada);
await versions.commit("begin");
await versions.createTag("begin");
await versions.addRemote("origin", url);
await versions.push();
await versions.switchBranch("other", { create: true });
await notes.upsert(records("other", 250));
await versions.commit("other");
await versions.push({ branch: "other" });
await versions.switchBranch("main");
await notes.upsert({ ...records("main", 1), ids: ["d299"] });
await versions.commit("on main");

async function texts(collection) {
  const { ids, documents } = await collection.get();
  return Object.fromEntries(ids.map((id, index) => [id, documents[index]]));
}

/** What must be as before: the branches, and what Chroma holds. */
async function observe() {
  return JSON.stringify([await versions.listBranches(), await texts(notes)]);
}

/** As the next command would: Chroma, too, which may hold its database's lock after a write that failed. */
async function reopen() {
  await versions.close();
  await chroma.close();
  chroma = await openChroma(ada.chroma, { python });
  notes = await chroma.getCollection({ name: "notes" });
  versions = await SyncManager.open(ada);
}

const results = [];
async function cell(operation, disk, work) {
  const before = await observe();
  fill(disks[disk]);
  const failure = await work().then(
    () => undefined,
    (error) => ({ code: error.code, name: error.name, message: error.message, advice: error.advice }),
  );
  free(disks[disk]);
  await reopen();
  const { recovery } = versions;
  const after = await observe();
  const between = await versions.verify();
  const again = await work().then(
    () => "done",
    (error) => `${error.code ?? error.name}: ${error.message}`,
  );
  const { isEqual } = await versions.verify();
  results.push({
    operation,
    disk,
    failure,
    isUnchanged: after === before,
    isSound: between.misrecorded.length === 0 && between.otherVectors.length === 0,
    recovery: recovery?.operation ?? null,
    again,
    isEqual,
  });
}

/** More than fits into the space that the record's file has to spare. */
const many = { ...records("many", 4_000), documents: undefined };
many.embeddings = many.ids.map((_, index) => [index, 4, 1]);

await notes.upsert(records("changed", 200));
await cell("commit", "repository", () => versions.commit("changed"));
await versions.createTag("changed");
await (await chroma.createCollection({ name: "many" })).upsert(many);
await cell("commit", "working-copy", () =>
  versions.commit("many").catch((error) => {
    // The failed one was made after all, and noted by the next opening.
    if (error.code !== "NOTHING_TO_COMMIT") throw error;
  }),
);
await cell("switch", "working-copy", () => versions.switchBranch("other"));
await versions.switchBranch("main");
await versions.reset("changed");
await cell("push", "remote", () => versions.push({ tags: true }));
await versions.createTag("pushed");
await notes.upsert(records("pulled", 150));
await versions.commit("to be pulled");
await versions.push();
await versions.reset("pushed");
await notes.upsert({ ...records("own", 1), ids: ["d299"] });
await versions.commit("own");
await versions.createTag("own");
await cell("pull", "repository", () => versions.pull({ strategy: "theirs" }));
await versions.reset("own");
await cell("pull", "working-copy", () => versions.pull({ strategy: "theirs" }));
await versions.reset("own");
await cell("merge", "repository", () => versions.merge("other", { strategy: "theirs" }));
await versions.reset("own");
await cell("merge", "working-copy", () => versions.merge("other", { strategy: "theirs" }));
await versions.reset("own");
await cell("reset", "working-copy", () => versions.reset("begin"));

async function cellOfClone(disk) {
  const name = `bob-${disk}`;
  const work = async () => {
    const bob = await SyncManager.clone(place(name), url, "other");
    const { isEqual } = await bob.verify();
    await bob.close();
    return isEqual;
  };
  fill(disks[disk]);
  const failure = await work().then(
    () => undefined,
    (error) => ({ code: error.code, name: error.name, message: error.message, advice: error.advice }),
  );
  free(disks[disk]);
  const again = await work().then(
    (isEqual) => (isEqual ? "done" : "not equal"),
    (error) => `${error.code ?? error.name}: ${error.message}`,
  );
  results.push({
    operation: "clone",
    disk,
    failure,
    isUnchanged: true,
    isSound: true,
    recovery: null,
    again,
    isEqual: again === "done",
  });
}
await cellOfClone("repository");
await cellOfClone("working-copy");

await versions.close();
await chroma.close();
await python.close();
process.stdout.write(JSON.stringify(results));
