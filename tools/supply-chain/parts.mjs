#!/usr/bin/env node
// Lists all parts of a release as CycloneDX 1.5: npm's (with the grammars), Python's (with the model and doltlite), the jars that
// tests run against, and what Go brings. Usage: node tools/supply-chain/parts.mjs > parts.cdx.json
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { goParts } from "./go-parts.mjs";
import { jarParts } from "./jar-parts.mjs";
import { pythonParts } from "./python-parts.mjs";

const root = join(import.meta.dirname, "../..");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const listed = execFileSync(npm, ["sbom", "--sbom-format=cyclonedx", "--package-lock-only"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
const bom = JSON.parse(listed);
bom.metadata.component.name = "stemma";
/** @type {Record<string, any>[]} Parts as CycloneDX has them; each list has fields of its own. */
const others = [
  // First those of users: what is in both lists is theirs, too.
  ...["packages/chroma/python", "packages/versions/python", "tools/python"].flatMap((folder) =>
    pythonParts(join(root, folder)),
  ),
  ...jarParts(join(root, "tools/neo4j/checksums.txt")),
  ...goParts({
    dolt: join(root, "tools/dolt/make-dolt.mjs"),
    rules: join(root, "tools/secrets/main.mjs"),
  }),
];
const known = new Set(bom.components.map((part) => part["bom-ref"]));
for (const part of others) {
  const reference = part["bom-ref"] ?? part.purl;
  if (known.has(reference)) continue;
  known.add(reference);
  bom.components.push({ "bom-ref": reference, ...part });
}
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
