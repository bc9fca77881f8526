// Type-checks the examples of packages against their sources: the `ts` blocks of each export's `@example`s, and those
// of the package's README. What is documented must compile.
//
//   node tools/doc-examples/main.mjs PACKAGE ...        (folder names under packages/, or "native")
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { checkExamples } from "./check-examples.mjs";
import { examplesOfExports, examplesOfReadme } from "./collect-examples.mjs";
import { compilerOptions } from "./compiler-options.mjs";

const workspace = fileURLToPath(new URL("../..", import.meta.url));
const names = process.argv.slice(2);
if (names.length === 0) {
  console.error("usage: node tools/doc-examples/main.mjs PACKAGE ...");
  process.exit(2);
}

let failures = 0;
for (const name of names) {
  const folder = [join(workspace, "packages", name), join(workspace, name)].find((path) =>
    existsSync(join(path, "package.json")),
  );
  if (folder === undefined) throw new Error(`there is no package ${name}`);
  const options = compilerOptions(workspace);
  const { exports, examples } = examplesOfExports(folder, options);
  const all = [...examples, ...examplesOfReadme(folder)];
  const problems = checkExamples(folder, all, exports, options);
  for (const { file, line, title, message } of problems) {
    console.error(`${relative(workspace, file)}:${line} example of ${title}: ${message}`);
  }
  // A package that is named here means to have some: a changed layout must not look like success.
  if (all.length === 0) console.error(`${name} has no examples`);
  console.log(`${name}: ${all.length} examples, ${problems.length} problems`);
  failures += problems.length + (all.length === 0 ? 1 : 0);
}
process.exitCode = failures === 0 ? 0 : 1;
