import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Of each tag that has one form: where it stands, that form, and how it is said. */
const FORMS = [
  {
    tag: /@throws .*/gu,
    form: /^@throws (?:\{@link \w+\}|as \{@link [\w.]+\}|the errors of |the system's )(?!.* code `)/u,
    said: "@throws {@link X} `CODE` …, as {@link X.y}, or the errors of …",
  },
  { tag: /@param (?!-).*/gu, form: /^@param [\w$]+ - \S/u, said: "@param x - …" },
];

/** @returns {string[]} what is written in another form, with its file and line. */
export function otherForms(root) {
  const folders = readdirSync(join(root, "packages")).map((name) => join(root, "packages", name, "src"));
  return folders
    .filter(existsSync)
    .flatMap(sourcesBelow)
    .flatMap((path) =>
      otherFormsIn(readFileSync(path, "utf8")).map(
        ({ line, found, said }) => `${relative(root, path)}:${line}: "${found}" is to be ${said}`,
      ),
    );
}

/** The same of one text; only its comments count. */
export function otherFormsIn(text) {
  const problems = [];
  for (const comment of text.matchAll(/\/\*\*[\s\S]*?\*\//gu))
    for (const { tag, form, said } of FORMS)
      for (const match of comment[0].matchAll(tag)) {
        if (form.test(match[0])) continue;
        const line = text.slice(0, comment.index + match.index).split("\n").length;
        problems.push({ line, found: match[0].replace(/\s*\*\/$/u, ""), said });
      }
  return problems;
}

function sourcesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/\.(?:test|fixture)\.ts$/u.test(path))
    .sort()
    .map((path) => join(folder, path));
}
