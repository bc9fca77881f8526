// Random git histories: after each step the index is brought along by `document`, `switch` or `merge`. Whenever the tree was documented, the
// index has to equal that of a clean clone documented at the same commit, record for record, and no text may have been made that one of
// the nearest documented ancestors had. `--histories <n>`, `--steps <n>`, `--seed <n>` (of the first), `--verbose`.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { mergeRoles, StemmaProject } from "@stemma/pipeline";
import { ProjectCollections } from "@stemma/pipeline/collections";
import { Random } from "../../../test-support/random.mjs";
import { git, RandomHistory } from "./random-history.mjs";

const { values } = parseArgs({
  options: {
    histories: { type: "string", default: "20" },
    steps: { type: "string", default: "8" },
    seed: { type: "string", default: "1" },
    verbose: { type: "boolean", default: false },
  },
});
const [histories, steps, firstSeed] = [values.histories, values.steps, values.seed].map(Number);
/** Without a model: half of a history's time would go into loading it again and again. Every fourth history has the model. */
/** @type {{ embedder: { second: null } }} */
const plain = { embedder: { second: null } };
const base = mkdtempSync(join(tmpdir(), "stemma-histories-"));
const totals = { histories: 0, documented: 0, texts: 0, merges: 0 };

try {
  for (let seed = firstSeed; seed < firstSeed + histories; seed++) {
    const told = [];
    try {
      await run(seed, told);
      totals.histories += 1;
    } catch (error) {
      console.error(`seed ${seed}: ${error.stack}\n  ${told.join("\n  ")}`);
      process.exitCode = 1;
      break;
    }
    if (values.verbose) console.error(`seed ${seed}\n  ${told.join("\n  ")}`);
  }
  const { histories: done, documented, texts, merges } = totals;
  console.log(
    `${done} histories equal to clean clones: ${documented} runs, ${texts} texts made, ${merges} merges`,
  );
} finally {
  rmSync(base, { recursive: true, force: true });
}

async function run(seed, told) {
  const random = new Random(seed);
  const root = join(base, `tree-${seed}`);
  mkdirSync(root);
  const history = new RandomHistory(root, random);
  const flags = seed % 4 === 0 ? {} : plain;
  /** Of each documented commit of git the records of a clean clone. */
  const states = new Map();
  await documented(history, { states, told, flags });
  for (let step = 0; step < steps; step++) {
    const what = history.step();
    told.push(what);
    if (what.startsWith("merge ")) totals.merges += 1;
    const how = random.pick(["document", "document", "document", "switch", "merge", "nothing"]);
    if (how === "switch") await withProject(root, flags, (project) => project.followGit());
    if (how === "merge") told.push(await mergeByHand(root, history, { random, flags }));
    if (how === "document") await documented(history, { states, told, flags });
  }
  await documented(history, { states, told, flags });
  rmSync(root, { recursive: true, force: true });
}

/** What somebody does who merges the index himself, whatever git has done. */
function mergeByHand(root, { branch, branches }, { random, flags }) {
  return withProject(root, flags, async (project) => {
    const versions = await project.openHistory();
    const { branch: own } = await versions.position();
    const known = new Set((await versions.listBranches()).map(({ name }) => name));
    const other = random.pick(branches.filter((name) => name !== own && known.has(name)));
    if (other === undefined || own !== branch) return "nothing to merge by hand";
    const { outcome } = await versions.merge(other, {
      ...mergeRoles,
      strategy: random.pick(["ours", "theirs"]),
    });
    return `stemma merge ${other}: ${outcome}`;
  });
}

async function documented({ root }, { states, told, flags }) {
  const head = git(root, "rev-parse", "HEAD");
  const known = await knownKeys(root, states);
  const summary = await withProject(root, flags, (project) => project.document());
  const records = await recordsOf(root, flags);
  totals.documented += 1;
  totals.texts += summary.documentation.documented;
  told.push(`document ${head.slice(0, 7)}: ${summary.documentation.documented} made`);
  const due = [...records.values()].filter(({ metadata }) => !known.has(metadata?.node_key));
  if (summary.documentation.documented > due.length) {
    throw new Error(`made ${summary.documentation.documented} texts, of which only ${due.length} were due`);
  }
  if (!states.has(head)) states.set(head, await cleanRecords(root, head));
  equal(records, states.get(head));
}

/** What the nearest documented ancestors hold, on every way back, and what the index stands on. */
async function knownKeys(root, states) {
  const ancestors = git(root, "rev-list", "HEAD")
    .split("\n")
    .filter((commit) => states.has(commit));
  const nearest =
    ancestors.length < 2 ? ancestors : git(root, "merge-base", "--independent", ...ancestors).split("\n");
  return new Set(nearest.flatMap((commit) => keysOf(states.get(commit) ?? new Map())));
}

function keysOf(records) {
  return [...records.values()].map(({ metadata }) => metadata?.node_key);
}

/** Texts and metadata are compared, so that a model's vectors of a clean clone would be made for nobody. */
async function cleanRecords(root, commit) {
  const clean = join(base, `clean-${commit}`);
  git(base, "clone", "--quiet", "--no-checkout", root, clean);
  git(clean, "checkout", "--quiet", "--detach", commit);
  await withProject(clean, plain, (project) => project.document({ commit: false }));
  const records = await recordsOf(clean, plain);
  rmSync(clean, { recursive: true, force: true });
  return records;
}

async function recordsOf(root, flags) {
  const collections = await ProjectCollections.open(root, { flags });
  try {
    const collection = await collections.chroma.getCollection({ name: "documentation" });
    const { ids, documents, metadatas } = await collection.get({ include: ["documents", "metadatas"] });
    return new Map(
      ids
        .map(
          (id, index) =>
            /** @type {const} */ ([id, { document: documents[index], metadata: metadatas[index] }]),
        )
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  } finally {
    await collections.close();
  }
}

function equal(own, clean) {
  for (const id of new Set([...own.keys(), ...clean.keys()])) {
    const [mine, theirs] = [own.get(id), clean.get(id)];
    if (isDeepStrictEqual(mine, theirs)) continue;
    throw new Error(
      `"${id}" differs:\n  ${JSON.stringify(mine)}\nin a clean clone:\n  ${JSON.stringify(theirs)}`,
    );
  }
}

async function withProject(root, flags, work) {
  const project = await StemmaProject.create(root, { flags });
  try {
    return await work(project);
  } finally {
    await project.close();
  }
}
