// Runs the programs of this folder with the libraries that they name, and compares what they print. With --npmrc <file> they take
// Stemma's packages from the registry that it names, as anybody would; else from this checkout.
import { deepStrictEqual } from "node:assert";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const packages = join(here, "../packages");
const all = [
  "rag-with-history",
  "scikit-server",
  "pull-request-summary",
  "data-frames",
  "langchain",
  "mastra",
  "llamaindex",
];
const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { npmrc: { type: "string" } },
});

for (const name of names.length > 0 ? names : all) {
  const folder = mkdtempSync(join(tmpdir(), `stemma-example-${name}-`));
  try {
    cpSync(join(here, name), folder, { recursive: true });
    if (options.npmrc) cpSync(options.npmrc, join(folder, ".npmrc"));
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const settings = manifest.example ?? {};
    pointAtPackages(manifest);
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const venv = existsSync(join(folder, "requirements.txt")) ? setUp(folder) : undefined;
    const data = join(folder, "data");
    const printed = execFileSync(process.execPath, [...(settings.node ?? []), "program.mjs", data], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        ...settings.env,
        STEMMA_CHROMA_PATH: data,
        ...(venv ? { STEMMA_VENV: venv } : {}),
      },
      stdio: ["ignore", "pipe", "inherit"],
      timeout: 300_000,
    });
    deepStrictEqual(JSON.parse(printed), JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")));
    process.stdout.write(`${name}: as expected\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The packages of this repository lie where they are, with what they need; a registry has them by their version. */
function pointAtPackages(manifest) {
  for (const package_ of Object.keys(manifest.dependencies).filter((key) => key.startsWith("@stemma/"))) {
    const place = join(packages, package_.slice("@stemma/".length));
    const { version } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
    manifest.dependencies[package_] = options.npmrc ? version : `file:${place}`;
  }
}

/** An environment with the Python packages that the example lists, as its README says. */
function setUp(folder) {
  const program = `
    const { setUpPython } = await import("@stemma/python-context");
    const { directory } = await setUpPython({ directory: "venv", requirements: ["requirements.txt"] });
    console.log(directory);`;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  }).trim();
}
