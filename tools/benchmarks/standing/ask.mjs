// One process of the benchmark: keeps a record of the tree as documented, or asks once where the index stands.
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceHash } from "../../../packages/code-graph/dist/index.js";
import { StemmaProject } from "../../../packages/pipeline/dist/index.js";
import { FileHashes } from "../../../packages/pipeline/dist/standing/file-hashes.js";
import { lookAtTree } from "../../../packages/pipeline/dist/standing/look-at-tree.js";
import { writeStandingRecord } from "../../../packages/pipeline/dist/standing/standing-record.js";

const [task, root] = process.argv.slice(2);
const send = process.send?.bind(process);
if (send === undefined) throw new Error("run me with an IPC channel");
const project = await StemmaProject.create(root);
if (task === "begin") {
  const rules = { include: [], exclude: [] };
  const nothing = FileHashes.of(new Map());
  const { seen: found } = await lookAtTree({ root, rules }, { documented: nothing, seen: null });
  const documented = FileHashes.of(
    new Map(found?.files.stamps.paths.map((path) => [path, sourceHash(join(root, path)) ?? ""])),
  );
  const { seen = null } = await lookAtTree({ root, rules }, { documented, seen: null });
  const place = { branch: "main", commit: null, isUncommitted: true, isMerge: false };
  const record = { ...place, documentedAt: new Date().toISOString(), rules, documented, seen };
  await writeStandingRecord(project.state, record);
  send({});
} else {
  const start = performance.now();
  const { files } = await project.standing();
  const milliseconds = performance.now() - start;
  const { seen } = JSON.parse(readFileSync(`${project.state.directory}/standing.json`, "utf8"));
  const paths = seen.files.paths.split("\0");
  const bareStart = performance.now();
  for (const path of paths) lstatSync(`${root}/${path}`);
  send({ milliseconds, changed: files.length, bare: performance.now() - bareStart });
}
await project.close();
process.disconnect();
