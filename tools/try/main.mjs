// The main job from a fresh clone: builds what is needed, documents a source tree and answers a question about it.
//
//   npm start                                   this repository, with a question of its own
//   npm start -- ../some/project "a question"   another tree
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const stemma = join(root, "packages", "cli", "bin", "stemma.js");
// The question stands in a data file: in a source file it would be the best answer to itself.
const example = JSON.parse(readFileSync(join(import.meta.dirname, "example.json"), "utf8"));
const [directory = root, question = example.question] = process.argv.slice(2);

function run(title, command, args) {
  process.stderr.write(`\n› ${title}\n`);
  const { status, signal } = spawnSync(command, args, { stdio: "inherit" });
  // 3: done, but for files that could not be read; the search still has an answer.
  if (status !== 0 && status !== 3) process.exit(status ?? (signal === "SIGINT" ? 130 : 1));
}

run("nx build @stemma/cli", "npx", ["nx", "build", "@stemma/cli", "--output-style=stream"]);
run(`stemma document ${directory}`, process.execPath, [stemma, "document", directory]);
run(`stemma -C ${directory} search "${question}" -k 5`, process.execPath, [
  stemma,
  "-C",
  directory,
  "search",
  question,
  "-k",
  "5",
]);
