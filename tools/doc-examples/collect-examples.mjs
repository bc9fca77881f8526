import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const fence = /^[ \t]*```ts\n([\s\S]*?)^[ \t]*```/gm;

/** The fenced `ts` blocks of a text, with the line (from 0) that each begins on. */
function blocksOf(text) {
  return [...text.matchAll(fence)].map((match) => ({
    code: match[1],
    line: text.slice(0, match.index).split("\n").length,
  }));
}

function entryOf(folder) {
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, exports["."]["@stemma/source"]);
}

/** A declaration and what is declared in it: the members of classes and interfaces. */
function withMembers(declaration) {
  return [declaration, ...(declaration.members ?? [])];
}

function examplesOf(declaration, title) {
  const file = declaration.getSourceFile();
  return ts
    .getJSDocTags(declaration)
    .filter((tag) => tag.tagName.text === "example")
    .flatMap((tag) => {
      // The comment as it stands in the file, so that lines can be counted.
      const text = tag.getText(file).replace(/^[ \t]*\*[ ]?/gm, "");
      const firstLine = file.getLineAndCharacterOfPosition(tag.getStart(file)).line;
      return blocksOf(text).map(({ code, line }) => ({
        file: file.fileName,
        line: firstLine + line,
        title,
        code,
      }));
    });
}

/** The names that a package exports, and the examples in the documentation of each. */
export function examplesOfExports(folder, options) {
  const entry = entryOf(folder);
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} is no module`);
  const symbols = checker.getExportsOfModule(module).map((symbol) => ({
    name: symbol.name,
    target: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  }));
  const examples = symbols.flatMap(({ name, target }) =>
    (target.declarations ?? []).flatMap((declaration) =>
      withMembers(declaration).flatMap((node) =>
        examplesOf(node, node === declaration ? name : `${name}.${node.name?.getText() ?? "constructor"}`),
      ),
    ),
  );
  return { exports: symbols.map(({ name }) => name), examples };
}

/** The examples of the package's README. */
export function examplesOfReadme(folder) {
  const file = join(folder, readdirSync(folder).find((name) => name.toLowerCase() === "readme.md") ?? "");
  if (file === folder || !existsSync(file)) return [];
  return blocksOf(readFileSync(file, "utf8")).map((block) => ({ file, title: "the README", ...block }));
}
