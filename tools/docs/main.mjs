// Makes the pages that follow from the sources, or checks that they do; checks the versions that pages name and the forms of comments. Usage: node tools/docs/main.mjs [--write]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { configurationPages } from "./configuration.mjs";
import { decisionsPage } from "./decisions-page.mjs";
import { errorsPage } from "./errors-page.mjs";
import { jsonOutputPages } from "./json-output.mjs";
import { manPage } from "./man-page.mjs";
import { noticePage } from "./notice-page.mjs";
import { wrongVersions } from "./stated-versions.mjs";
import { otherForms } from "./tsdoc-forms.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pages = {
  ...configurationPages(),
  ...jsonOutputPages(root),
  NOTICE: noticePage(root),
  "docs/errors.md": errorsPage(root),
  "packages/cli/man/stemma.1": await manPage(),
  "docs/decisions/README.md": decisionsPage(root),
};
const isWriting = process.argv.includes("--write");

for (const problem of [...wrongVersions(root), ...otherForms(root)]) {
  console.error(problem);
  process.exitCode = 1;
}
for (const [path, { text, problems }] of Object.entries(pages)) {
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  if (isWriting) {
    mkdirSync(dirname(`${root}/${path}`), { recursive: true });
    writeFileSync(`${root}/${path}`, text);
  } else if (readIfThere(`${root}/${path}`) !== text) {
    console.error(`${path} is not what the sources say. Run: node tools/docs/main.mjs --write`);
    process.exitCode = 1;
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}
