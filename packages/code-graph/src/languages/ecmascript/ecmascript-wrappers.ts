import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";

/** Functions and classes written in place. */
const INLINE = new Set(["arrow_function", "function_expression", "generator_function", "class"]);
/**
 * Calls that hand their callback on to time, events or elements: what they return is not the callback, and nobody calls the
 * callback by the name that the result gets.
 */
const NO_WRAPPERS =
  /^(?:set(?:Timeout|Interval|Immediate)|requestAnimationFrame|requestIdleCallback|queueMicrotask|test|it|describe|suite|(?:before|after)(?:Each|All)?|Promise|fetch|require|import|parse\w*|expect|assert\w*|on(?:Mount\w*|Unmount\w*|Destroy|Cleanup|Update\w*)?|add\w*|remove\w*|subscribe\w*|watch\w*|effect|listen\w*|then|catch|finally|map|flatMap|forEach|filter|find\w*|some|every|reduce\w*|sort|toSorted|from|replace\w*|split|use(?:Effect|LayoutEffect|InsertionEffect|Memo|State|Reducer|Query|Ref)|createServer|computed|when|race|all|pipe|tap|iif|defer|run\w*|start\w*|await\w*|wait\w*|invoke\w*|each\w*)$/;
/** Wrappers whose result stands for the function that they are given by name. */
const WRAPPERS =
  /^(?:memo|forwardRef|observer|debounce|throttle|once|memoize\w*|promisify|callbackify|lazy|bind|wrap\w*|with[A-Z]\w*|use(?:Callback|Event)|partial|curry|cache|hoc|connect|inject|styled|async\w*|deprecate|markRaw|action|flow)$/;

/** Name that a call is known by: `forwardRef` of `React.forwardRef<T>(…)`. */
export function calleeName(tree: SyntaxTree, call: SyntaxNode): string {
  const callee = tree.firstChild(call);
  if (tree.type(callee) === "member_expression") return tree.textOf(tree.lastChild(callee));
  return tree.type(callee) === "identifier" ? tree.textOf(callee) : "";
}

/**
 * The function written in place that a call makes something of which is used in its stead: `debounce(() => …)`. Of several
 * it can't be told which.
 */
export function wrappedInPlace(tree: SyntaxTree, call: SyntaxNode): readonly SyntaxNode[] {
  if (tree.type(call) !== "call_expression") return [];
  const name = calleeName(tree, call);
  const isMember = tree.type(tree.firstChild(call)) === "member_expression";
  if (isMember ? !WRAPPERS.test(name) : NO_WRAPPERS.test(name)) return [];
  const found = tree
    .children(tree.childOfType(call, "arguments"))
    .filter((argument) => INLINE.has(tree.type(argument)));
  return found.length === 1 ? found : [];
}

/** Arguments of a call that its result may stand for: functions in place, nested calls of wrappers, and names. */
export function wrappedFunctions(
  { tree }: { readonly tree: SyntaxTree },
  call: SyntaxNode,
): readonly SyntaxNode[] {
  if (tree.type(call) !== "call_expression") return [];
  const inPlace = wrappedInPlace(tree, call);
  if (inPlace.length > 0) return inPlace;
  const name = calleeName(tree, call);
  const [first] = tree.children(tree.childOfType(call, "arguments"));
  if (first === undefined || !WRAPPERS.test(name)) return [];
  return /^(?:identifier|member_expression|call_expression)$/.test(tree.type(first)) ? [first] : [];
}
