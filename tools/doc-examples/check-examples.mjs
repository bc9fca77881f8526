import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What an example uses of its own package and does not import itself, as one import on its first line. */
function importOf(packageName, exports, code) {
  const used = exports.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const missing = used.filter((name) => !new RegExp(`import[^;]*\\b${name}\\b[^;]*from`).test(code));
  if (missing.length === 0) return "export {};";
  return `import { ${missing.join(", ")} } from "${packageName}";`;
}

/**
 * Compiles each example as a module of its own inside the package. Objects that examples share without making them (a
 * started context, an open store) are declared in the package's `examples.d.ts`.
 *
 * @returns problems as `{ file, line, title, message }`, with the lines of the documentation.
 */
export function checkExamples(folder, examples, exports, options) {
  const { name: packageName } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const modules = new Map(
    examples.map((example, index) => [
      join(folder, `example-${index}.ts`),
      { example, text: `${importOf(packageName, exports, example.code)}\n${example.code}` },
    ]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  host.readFile = (path) => modules.get(path)?.text ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const virtual = modules.get(path);
    return virtual
      ? ts.createSourceFile(path, virtual.text, version, true)
      : getSourceFile.call(host, path, version, ...rest);
  };
  const shared = join(folder, "examples.d.ts");
  const roots = [...modules.keys(), ...(existsSync(shared) ? [shared] : [])];
  const program = ts.createProgram(roots, { ...options, verbatimModuleSyntax: false }, host);
  return [...modules].flatMap(([path, { example }]) => {
    const file = program.getSourceFile(path);
    if (file === undefined) throw new Error(`the compiler did not take ${path}`);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(({ start = 0, messageText }) => ({
      file: example.file,
      // The generated import is line 0, and people count from 1.
      line: example.line + file.getLineAndCharacterOfPosition(start).line,
      title: example.title,
      message: ts.flattenDiagnosticMessageText(messageText, " "),
    }));
  });
}
