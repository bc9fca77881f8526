// Runs the programs of this folder with the libraries that they name, and compares what they print.
import { deepStrictEqual } from "node:assert";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const chroma = join(here, "../packages/chroma");
const names = process.argv.slice(2);
const installOptions = ["--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"];

for (const name of names.length > 0 ? names : ["langchain", "mastra", "llamaindex"]) {
  const folder = mkdtempSync(join(tmpdir(), `stemma-example-${name}-`));
  try {
    cpSync(join(here, name), folder, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    // The packages of this repository lie where they are, with what they need.
    for (const [package_, place] of [
      ["chroma", chroma],
      ["python-context", join(chroma, "../python-context")],
    ])
      manifest.dependencies[`@stemma/${package_}`] = `file:${place}`;
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    execFileSync("npm", ["install", ...installOptions], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const data = join(folder, "data");
    const hook = name === "langchain" ? [] : ["--import", "@stemma/chroma/register"];
    const printed = execFileSync(process.execPath, [...hook, "program.mjs", data], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, STEMMA_CHROMA_PATH: data },
      timeout: 300_000,
    });
    deepStrictEqual(JSON.parse(printed), JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")));
    process.stdout.write(`${name}: as expected\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
