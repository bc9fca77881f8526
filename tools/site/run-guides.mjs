// Runs the shell and TypeScript blocks of the guides in order, each guide in an empty folder with the packages of this checkout.
//
//   node tools/site/run-guides.mjs [GUIDE ...]        (file names without .md)
import { execFileSync } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));
const guides = join(root, "docs/guides");
const timeLimit = 300_000;
const wanted = process.argv.slice(2);
const names = readdirSync(guides)
  .map((file) => basename(file, ".md"))
  .filter((name) => name !== "README" && (wanted.length === 0 || wanted.includes(name)));

/** @returns {{ language: string, code: string, line: number }[]} */
function blocksOf(text) {
  return [...text.matchAll(/^```(sh|ts)\n([\s\S]*?)^```$/gmu)].map((found) => ({
    language: found[1] ?? "",
    code: found[2] ?? "",
    line: text.slice(0, found.index).split("\n").length,
  }));
}

let failures = 0;
let count = 0;
for (const name of names) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `stemma-guide-${name}-`)));
  // Packages and commands are found as in a project that has installed them.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  try {
    for (const { language, code, line } of blocksOf(readFileSync(join(guides, `${name}.md`), "utf8"))) {
      count += 1;
      const at = `docs/guides/${name}.md:${line}`;
      try {
        run(folder, language, code);
        console.log(`✔ ${at}`);
      } catch (error) {
        failures += 1;
        console.error(`✘ ${at}\n${error.stdout ?? ""}${error.stderr ?? error.message}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(`${count - failures} of ${count} blocks ran`);
if (failures > 0 || count === 0) process.exitCode = 1;

function run(cwd, language, code) {
  const env = {
    ...process.env,
    STEMMA_VENV: process.env.STEMMA_VENV ?? join(root, ".venv"),
    XDG_STATE_HOME: join(cwd, ".state"),
  };
  /** @type {import("node:child_process").ExecFileSyncOptionsWithStringEncoding} */
  const options = { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: timeLimit };
  if (language === "sh") return execFileSync("sh", ["-euc", code], options);
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const file = join(cwd, "block.mjs");
  writeFileSync(file, ts.transpileModule(code, { compilerOptions }).outputText);
  return execFileSync(process.execPath, [file], options);
}
