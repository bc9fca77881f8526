import type { Completion } from "../completion.js";
import { type ProviderMiddleware, wrapProvider } from "../llm-provider.js";
import type { CompletionRequest } from "../request/completion-request.js";
import type { NodeContext } from "../request/node-context.js";
import type { DocumentedReference, NodeFacts, NodeReference } from "../request/node-facts.js";
import { rememberedVerdicts } from "./remembered-verdicts.js";
import { speaksToAModel } from "./speaks-to-a-model.js";

/** What stands for a name that speaks to the model. */
const WITHHELD_NAME = "name-withheld";
/** Begins the text of a node whose own source speaks to the model. */
const WARNING =
  "Its source or its name speaks to language models; the following may obey it, and is not handed on to what uses it.";

/**
 * Keeps what may speak to a model from going up the tree. Of a node whose own source, docstring or name does, whatever was written
 * is the reader's to judge and goes no further: its summary is a phrase of ours. A summary that does is withheld from whoever uses
 * its node, as is a name.
 */
export function withTaint(): ProviderMiddleware {
  return (inner) => {
    // Of a name or a summary every node asks that uses it.
    const speaks = rememberedVerdicts(speaksToAModel);
    const tainting = wrapProvider(inner, async (request, options) => {
      const completion = await inner.getCompletion(withheld(request, speaks), options);
      return judgedTogether(request, completion, speaks);
    });
    if (inner.withoutCall === undefined) return tainting;
    const withoutCall = (request: CompletionRequest): Completion | undefined => {
      const completion = inner.withoutCall?.(withheld(request, speaks));
      return completion === undefined ? undefined : judged(request.node, completion, speaks);
    };
    return { ...tainting, withoutCall };
  };
}

type Judge = (text: string) => boolean;

function judgedTogether(
  { node, companions: others = [] }: CompletionRequest,
  completion: Completion,
  speaks: Judge,
): Completion {
  const own = judged(node, completion, speaks);
  const { companions } = own;
  if (companions === undefined) return own;
  const judgedOne = (each: Completion | null, index: number): Completion | null => {
    const other = others[index];
    return each === null || other === undefined ? null : judged(other.node, each, speaks);
  };
  return { ...own, companions: companions.map(judgedOne) };
}

function judged(node: NodeFacts, completion: Completion, speaks: Judge): Completion {
  return isTainted(node, speaks) || speaks(completion.summary ?? completion.text)
    ? kept(node, completion)
    : completion;
}

function isTainted({ name, path, signature, docstring, source }: NodeFacts, speaks: Judge): boolean {
  return [name, path, signature ?? "", docstring ?? "", source].some((text) => speaks(text));
}

function kept(node: NodeFacts, completion: Completion): Completion {
  const kind = node.label.toLowerCase();
  const summary = `A ${kind} whose documentation is withheld here, since its source speaks to language models.`;
  return { ...completion, text: `${WARNING}\n\n${completion.text}`, summary };
}

function withheld(request: CompletionRequest, speaks: Judge): CompletionRequest {
  const { parent, children, calls, imports, bases, usedBy, missing, cycle, companions } = request;
  const named = <T extends NodeReference>(reference: T): T => withName(reference, speaks);
  const told = (reference: DocumentedReference): DocumentedReference => withSummary(reference, speaks);
  return {
    ...request,
    parent: parent === null ? null : named(parent),
    children: children.map(told),
    calls: calls.map(told),
    imports: imports.map(told),
    bases: bases.map(told),
    usedBy: usedBy.map(named),
    missing: missing.map(named),
    context: withheldContext(request.context, speaks),
    cycle: cycle === null ? null : { ...cycle, members: cycle.members.map(named) },
    ...(companions && { companions: companions.map((each) => withheld(each, speaks)) }),
  };
}

function withheldContext(context: NodeContext, speaks: Judge): NodeContext {
  const { owner, project, users } = context;
  const mayBeSaid = (text: string | null): string | null => (text !== null && speaks(text) ? null : text);
  return {
    ...context,
    project: mayBeSaid(project),
    owner: owner && {
      ...withName(owner, speaks),
      signature: mayBeSaid(owner.signature),
      says: mayBeSaid(owner.says),
    },
    users: users.map((user) => withName(user, speaks)),
  };
}

function withSummary(reference: DocumentedReference, speaks: Judge): DocumentedReference {
  const named = withName(reference, speaks);
  return named.summary !== null && speaks(named.summary) ? { ...named, summary: null } : named;
}

function withName<T extends NodeReference>(reference: T, speaks: Judge): T {
  const { id, path, name } = reference;
  if (![id, path, name].some((text) => speaks(text))) return reference;
  return { ...reference, name: WITHHELD_NAME, path: WITHHELD_NAME };
}
