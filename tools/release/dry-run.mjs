// Whether `nx release` would give every published package its next version and describe it: a plan is written, run dry, and taken away.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publishedWorkspaces, root } from "./stage/workspaces.mjs";

const what = "A trial that is not released";
const plans = join(root, ".nx", "version-plans");
const plan = join(plans, `trial-${process.pid}.md`);
const workspaces = publishedWorkspaces();
const names = workspaces.map(({ manifest }) => manifest.name);

mkdirSync(plans, { recursive: true });
writeFileSync(plan, `---\n__default__: minor\n---\n\n${what}\n`);
let said;
try {
  said = execFileSync("npx", ["nx", "release", "--dry-run", "--skip-publish"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NX_DAEMON: "false", NO_COLOR: "1", FORCE_COLOR: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
} finally {
  rmSync(plan);
}
const current = workspaces[0].manifest.version;
const versions = new Map(
  [...said.matchAll(/^(\S+) .*New version (\S+) written to manifest/gmu)].map(([, name, version]) => [
    name,
    version,
  ]),
);
const [next] = versions.values();
const faults = [
  ...names.filter((name) => versions.get(name) !== next).map((name) => `nx release leaves ${name} out`),
  ...(next !== undefined && next !== current ? [] : [`nx release stays at ${current}`]),
  ...(said.includes(what) ? [] : ["nx release writes no changelog"]),
];
for (const fault of faults) console.error(`release: ${fault}`);
if (faults.length > 0) process.exitCode = 1;
else console.log(`release: ${names.length} packages would be ${next}, with a changelog`);
