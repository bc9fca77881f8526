// Drives the page of a real documented tree in a real browser. axe looks at each view; an error in the console or a request to anywhere
// else fails. Names of parts run only those: node tests/e2e/main.mjs writing
import assert from "node:assert/strict";
import { data } from "./collections.mjs";
import { faults, stepsDone, version } from "./page-tools.mjs";
import { reading } from "./reading.mjs";
import { SampleTree } from "./sample-tree.mjs";
import { writing } from "./writing.mjs";

const parts = { reading, writing, data };
const wanted = process.argv.slice(2);
const tree = new SampleTree();
try {
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    await part(tree);
  }
  assert.deepEqual(faults, []);
  assert.ok(stepsDone() > 0, "no such part");
  console.log(`${stepsDone()} steps, Chromium ${version}`);
} finally {
  tree.remove();
}
