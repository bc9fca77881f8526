import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { readClass } from "./ecmascript-classes.js";
import { type ScriptContext, type ScriptWalker, statementOf } from "./ecmascript-context.js";
import { required, toExpression } from "./ecmascript-expressions.js";
import { FUNCTION_TYPES, readNamedFunction } from "./ecmascript-functions.js";
import { WHOLE_MODULE } from "./ecmascript-library.js";
import { stringValue } from "./ecmascript-types.js";
import { wrappedInPlace } from "./ecmascript-wrappers.js";

/** `import … from "m"` in all its forms. Imports hold in the whole module, wherever they stand. */
export function readImport(walker: ScriptWalker, node: SyntaxNode): void {
  const { tree, facts } = walker;
  const clause = tree.childOfType(node, "import_clause", "import_require_clause");
  const isRequire = tree.type(clause) === "import_require_clause";
  const specifier = stringValue(tree, tree.childOfType(isRequire ? clause : node, "string"));
  if (specifier === null) return;
  facts.imports.push({ specifier, names: [] });
  const bind = (local: string, name: string | null): void => {
    facts.bind(0, local, -1, 0, ["import", specifier, name]);
  };
  if (isRequire) {
    facts.bind(0, tree.textOf(tree.firstChild(clause)), -1, 0, ["value", required(specifier)]);
    return;
  }
  for (const child of tree.children(clause)) {
    const type = tree.type(child);
    if (type === "identifier") bind(tree.textOf(child), "default");
    else if (type === "namespace_import") bind(tree.textOf(tree.firstChild(child)), null);
    else if (type === "named_imports")
      for (const named of tree.children(child))
        bind(tree.textOf(tree.lastChild(named)), stringOrText(walker, tree.firstChild(named)));
  }
}

/** `declare …`. */
export function readAmbient(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  noteStatement(walker, node);
  walker.visitChildren(node, context);
}

/** `export …` in all its forms. */
export function readExport(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  noteStatement(walker, node);
  const { tree, facts, exports } = walker;
  const specifier = stringValue(tree, tree.childOfType(node, "string"));
  const clause = tree.childOfType(node, "export_clause");
  const namespace = tree.childOfType(node, "namespace_export");
  const head = tree.text.slice(tree.start(node), Math.min(tree.end(node), tree.start(node) + 200));
  if (specifier !== null && tree.type(tree.lastChild(node)) === "string") {
    facts.imports.push({ specifier, names: [] });
    if (namespace !== NO_NODE)
      exports[stringOrText(walker, tree.firstChild(namespace))] = ["module", specifier];
    else if (clause === NO_NODE) facts.wildcards.push(specifier);
  }
  if (clause !== NO_NODE) {
    for (const named of tree.children(clause)) {
      const local = stringOrText(walker, tree.firstChild(named));
      const value: Expression =
        specifier === null ? ["name", local] : ["member", ["module", specifier], local];
      exports[stringOrText(walker, tree.lastChild(named))] = value;
    }
    return;
  }
  if (specifier !== null || namespace !== NO_NODE) return;
  const declaration = tree.lastChild(node);
  if (/^(?:@[\s\S]*\s)?export\s+default\b/.test(head)) {
    exportDefault(walker, node, declaration, context);
    return;
  }
  if (/^export\s*=/.test(head)) {
    walker.visit(declaration, context);
    const value = toExpression(walker, declaration, context);
    if (value !== null) exports[WHOLE_MODULE] = value;
    return;
  }
  const boundBefore = facts.moduleNames.length;
  for (const child of tree.children(node)) walker.visit(child, context);
  if (context.scope !== 0) return;
  for (const name of facts.moduleNames.slice(boundBefore)) exports[name] = ["name", name];
}

/** Of `export declare class A {}` the whole is the statement of the class. */
function noteStatement(walker: ScriptWalker, node: SyntaxNode): void {
  walker.statements.set(walker.tree.lastChild(node), statementOf(walker, node));
}

function exportDefault(
  walker: ScriptWalker,
  node: SyntaxNode,
  declaration: SyntaxNode,
  context: ScriptContext,
): void {
  const { tree, exports } = walker;
  const type = tree.type(declaration);
  const name = tree.textOf(tree.childOfType(declaration, "identifier", "type_identifier"));
  if (
    (FUNCTION_TYPES.has(type) && type !== "arrow_function") ||
    type.endsWith("class_declaration") ||
    type === "class" ||
    type === "interface_declaration"
  ) {
    if (name !== "" && type.endsWith("declaration")) {
      walker.visit(declaration, context);
      exports.default = ["name", name];
      return;
    }
  }
  if (FUNCTION_TYPES.has(type)) {
    const index = readNamedFunction(
      walker,
      declaration,
      { name: name || "default", outer: node, traits: [] },
      context,
    );
    exports.default = ["definition", index];
    return;
  }
  if (type === "class" || type.endsWith("class_declaration")) {
    exports.default = ["definition", readClass(walker, declaration, name || "default", node, context)];
    return;
  }
  if (type === "call_expression") {
    const [wrapped = NO_NODE] = wrappedInPlace(tree, declaration);
    const ownName =
      wrapped === NO_NODE ? "" : tree.textOf(tree.childOfType(wrapped, "identifier", "type_identifier"));
    walker.namedValue(declaration, ownName || "default", node, context);
  } else walker.visit(declaration, { ...context, namePrefix: "default." });
  const value = toExpression(walker, declaration, context);
  if (value !== null) exports.default = value;
}

function stringOrText(walker: ScriptWalker, node: SyntaxNode): string {
  return stringValue(walker.tree, node) ?? walker.tree.textOf(node);
}
