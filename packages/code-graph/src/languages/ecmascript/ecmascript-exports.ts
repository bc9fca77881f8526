import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { ScriptWalker } from "./ecmascript-context.js";
import { staticMember, WHOLE_MODULE } from "./ecmascript-library.js";

/** Notes that a CommonJS module exports `value` as `name`; `"module.exports"` replaces what it exports as a whole. */
export function exportAssigned(walker: ScriptWalker, name: string, value: Expression | null): void {
  if (value === null) return;
  walker.exports[name] = value;
  const whole = name === WHOLE_MODULE ? undefined : walker.exports[WHOLE_MODULE];
  if (whole !== undefined) walker.entriesOf.get(whole)?.push([name, value]);
  if (name === WHOLE_MODULE && value[0] === "object")
    for (const [key, entry] of value[1]) walker.exports[key] = entry;
}

/** Notes that a variable is what the module exports: `const api = module.exports = …`. */
export function noteExportAlias(
  { tree, exportAliases }: ScriptWalker,
  name: string,
  value: SyntaxNode,
): void {
  for (let node = value; tree.type(node) === "assignment_expression"; node = tree.lastChild(node))
    if (tree.textOf(tree.firstChild(node)) === "module.exports") exportAliases.add(name);
}

/** Of `module.exports = run; exports.extra = …` the second is a member of the first, where that is a function or class. */
export function exportMembersOfFunction({ exports, facts }: ScriptWalker): void {
  const whole = Object.hasOwn(exports, WHOLE_MODULE) ? exports[WHOLE_MODULE] : undefined;
  if (whole === undefined) return;
  let definition = whole[0] === "definition" ? whole[1] : FILE_ITSELF;
  if (whole[0] === "name") {
    const bindings = facts.scopes[0]?.names[whole[1]] ?? [];
    const [only] = bindings;
    if (bindings.length === 1 && only?.value[0] === "definition") definition = only.value[1];
  }
  if (definition === FILE_ITSELF) return;
  for (const [name, value] of Object.entries(exports))
    if (name !== WHOLE_MODULE && name !== "default")
      facts.attributes.push({
        definition,
        name: staticMember(name),
        value,
        scope: 0,
        at: Number.MAX_SAFE_INTEGER,
      });
}
