// One process of the benchmark: keeps a record of the tree as documented, or asks once where the index stands.
import { StemmaProject } from "../../../packages/pipeline/dist/index.js";
import { lookAtTree } from "../../../packages/pipeline/dist/standing/look-at-tree.js";
import { writeStandingRecord } from "../../../packages/pipeline/dist/standing/standing-record.js";

const [task, root] = process.argv.slice(2);
const project = await StemmaProject.create(root);
if (task === "begin") {
  const rules = { include: [], exclude: [] };
  const { seen, hashes } = await lookAtTree({ root, rules }, null);
  const place = { branch: "main", commit: null, isUncommitted: true, isMerge: false };
  const record = { ...place, documentedAt: new Date().toISOString(), rules, documented: hashes, seen };
  await writeStandingRecord(project.state, record);
  process.send({});
} else {
  const start = performance.now();
  const { files } = await project.standing();
  process.send({ milliseconds: performance.now() - start, changed: files.length });
}
await project.close();
process.disconnect();
