import type { Expression } from "../../facts/expression.js";
import type { CallSite } from "../../facts/file-facts.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext, Walker } from "./file-walker.js";

const MAX_CALL_TEXT = 80;
/** Stands for whatever can't be told. */
const UNKNOWN: Expression = ["union", []];

/** A call as one language reads it. */
export interface ReadCall extends Partial<Pick<CallSite, "passed" | "args" | "constructs" | "isConst">> {
  /** `null`: what is called can't be told. */
  readonly callee: Expression | null;
  /** The callee as written, of any length. */
  readonly text: string;
}

/** Notes a call, made by the definition at hand where `node` begins. */
export function addCall<C extends WalkContext>(
  { tree, facts }: Walker<C>,
  node: SyntaxNode,
  { owner, scope }: C,
  { callee, text, passed = [], ...rest }: ReadCall,
): void {
  facts.calls.push({
    callee: callee ?? UNKNOWN,
    owner,
    scope,
    at: tree.start(node),
    line: tree.startLine(node),
    text: text.length > MAX_CALL_TEXT ? `${text.slice(0, MAX_CALL_TEXT)}…` : text,
    passed,
    ...rest,
  });
}
