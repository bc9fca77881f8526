import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../../", import.meta.url));

/** The package and the path in it of a module of this repository; undefined of any other. */
export function ownModule(id) {
  const [folder, ...file] = relative(packages, id).split(sep);
  return folder === ".." || file.length === 0 ? undefined : { folder, file: file.join("/") };
}

/** What the package in a folder beside this one says of itself. */
export function manifestIn(folder) {
  return JSON.parse(readFileSync(new URL(`../../${folder}/package.json`, import.meta.url), "utf8"));
}
