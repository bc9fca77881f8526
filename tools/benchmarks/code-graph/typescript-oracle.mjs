// The TypeScript compiler's own view of which function each call reaches.
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";

/** All TypeScript sources below a folder. */
export function sourcesOf(root) {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => join(root, path));
}

/** Calls `onCall(site, callee, text)` for each call of a function of the tree; `site` is `{ path, offset }` of the call. */
export function forEachCall(root, onCall) {
  const program = ts.createProgram(sourcesOf(root), {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const isInside = (file) => !relative(root, file.fileName).startsWith("..") && !file.isDeclarationFile;
  const visit = (node) => {
    if (
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.isDecorator(node) ||
      ts.isTaggedTemplateExpression(node)
    ) {
      const declaration = checker.getResolvedSignature(node)?.declaration;
      const callee =
        declaration && isInside(declaration.getSourceFile())
          ? describe(root, implementationOf(declaration))
          : null;
      const file = node.getSourceFile();
      const site = { path: pathOf(root, file), offset: node.getStart() };
      if (callee) onCall(site, callee, node.getText().slice(0, 60).replace(/\s+/g, " "));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (isInside(file)) visit(file);
}

/** Of several signatures the graph knows the one with a body, or else the first. */
function implementationOf(declaration) {
  if (declaration.body || !declaration.symbol) return declaration;
  const all = declaration.symbol.declarations ?? [declaration];
  return (
    all.find((other) => other.body) ?? all.find((other) => other.kind === declaration.kind) ?? declaration
  );
}

function pathOf(root, file) {
  return relative(root, file.fileName).split(sep).join("/");
}

/** `path:line:name` of a function that has a name, else null. */
function describe(root, node) {
  const named = nameOf(node);
  if (!named) return null;
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(named.getStart());
  return {
    path: pathOf(root, file),
    line: line + 1,
    name: named.text ?? named.getText(),
  };
}

function nameOf(node) {
  if (ts.isConstructorDeclaration(node))
    return { getStart: () => node.getStart(), text: "constructor", getText: () => "constructor" };
  if (
    node.name &&
    (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name) || ts.isStringLiteral(node.name))
  ) {
    if (!ts.isFunctionExpression(node)) return node.name;
  }
  const parent = node.parent;
  if (!ts.isFunctionExpression(node) && !ts.isArrowFunction(node)) return null;
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === node)
    return parent.name;
  return null;
}
