import type { Expression } from "../../facts/expression.js";
import type { AccessKind } from "../../facts/file-facts.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext, Walker } from "./file-walker.js";

/** Notes that the definition at hand reads, sets or deletes a member; `null`: of what can't be told. */
export function noteAccess<C extends WalkContext>(
  { tree, facts }: Walker<C>,
  node: SyntaxNode,
  { owner, scope }: C,
  kind: AccessKind,
  member: Expression | null,
): void {
  if (member?.[0] !== "member") return;
  const [, of, name] = member;
  facts.accesses.push({ kind, of, name, owner, scope, at: tree.start(node), line: tree.startLine(node) });
}
