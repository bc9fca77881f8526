// Makes dist/site with TypeDoc: an API reference of all packages, with the pages of docs/ beside it. Fails where a link leads nowhere.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Application } from "typedoc";

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = join(root, "dist/site");
const packages = readdirSync(join(root, "packages"))
  .map((name) => join(root, "packages", name))
  .filter((folder) => existsSync(join(folder, "src/index.ts")));

/** Of every public entry of a package its source. */
function entriesOf(folder) {
  const { exports = {}, private: isPrivate } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (isPrivate) return [];
  return Object.values(exports)
    .map((entry) => (typeof entry === "object" && entry !== null ? entry["@stemma/source"] : undefined))
    .filter((source) => typeof source === "string" && source.endsWith(".ts"))
    .map((source) => join(folder, source));
}

rmSync(out, { recursive: true, force: true });
const app = await Application.bootstrapWithPlugins({
  name: "Stemma",
  entryPoints: packages.flatMap(entriesOf),
  tsconfig: join(root, "tools/site/tsconfig.json"),
  readme: join(root, "docs/guides/README.md"),
  projectDocuments: [
    join(root, "docs/guides/*.md"),
    join(root, "docs/*.md"),
    join(root, "docs/decisions/*.md"),
    join(root, "examples/README.md"),
    ...packages.map((folder) => join(folder, "README.md")),
  ],
  skipErrorChecking: true,
  excludePrivate: true,
  excludeInternal: true,
  disableSources: true,
  hideGenerator: true,
  includeVersion: true,
  validation: { invalidLink: true, notExported: false, notDocumented: false },
  treatValidationWarningsAsErrors: true,
  highlightLanguages: [
    "bash",
    "console",
    "cypher",
    "javascript",
    "json",
    "python",
    "sh",
    "ts",
    "tsx",
    "typescript",
    "xml",
    "yaml",
  ],
  // Warnings speak of parameters that are taken apart, which TypeDoc does not see documented.
  logLevel: "Error",
});
const project = await app.convert();
if (project === undefined) process.exit(1);
await app.generateDocs(project, out);

const broken = brokenLinks(out);
for (const each of broken) console.error(each);
console.log(`dist/site: ${pagesOf(out).length} pages, ${broken.length} broken links`);
if (app.logger.hasErrors() || broken.length > 0) process.exitCode = 1;

function pagesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
}

/** Links of pages to files that there are not. */
function brokenLinks(folder) {
  const found = [];
  for (const page of pagesOf(folder)) {
    const html = readFileSync(join(folder, page), "utf8");
    for (const [, link = ""] of html.matchAll(/\shref="([^"#?]+)/gu)) {
      if (/^[a-z]+:/iu.test(link)) continue;
      const target = resolve(dirname(join(folder, page)), decodeURIComponent(link));
      if (!existsSync(target)) found.push(`${page}: ${relative(folder, target)} is not there`);
    }
  }
  return found;
}
