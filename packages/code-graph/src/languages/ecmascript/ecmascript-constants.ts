import { FILE_ITSELF } from "../../facts/file-facts.js";
import { addConstant } from "../shared/add-constant.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import {
  type NotedConstant,
  type ScriptContext,
  type ScriptWalker,
  statementOf,
} from "./ecmascript-context.js";
import { readCommentAbove, readSignature } from "./ecmascript-text.js";

/** Notes `const X = …` or `type X = …`, where it stands at the top of the module. */
export function noteConstant(
  walker: ScriptWalker,
  { kind, name, outer }: NotedConstant,
  { scope, owner }: ScriptContext,
): void {
  if (scope !== 0 || owner !== FILE_ITSELF || name === "") return;
  walker.constants.push({ kind, name, outer: statementOf(walker, outer) });
}

/** Adds those of them that the module exports under their own names. */
export function addConstants({ tree, facts, exports, constants }: ScriptWalker): void {
  for (const { kind, name, outer } of constants) {
    const exported = Object.hasOwn(exports, name) ? exports[name] : undefined;
    if (exported?.[0] !== "name" || exported[1] !== name) continue;
    const ranges = definitionRanges(tree, outer, outer);
    const signature = readSignature(tree.text, ranges.start, ranges.end);
    const docstring = readCommentAbove(tree.text, ranges.start);
    addConstant(facts, { is: kind, name, ...ranges, signature, docstring });
  }
}
