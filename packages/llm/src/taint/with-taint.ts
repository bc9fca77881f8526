import type { Completion } from "../completion.js";
import { type ProviderMiddleware, wrapProvider } from "../llm-provider.js";
import type { CompletionRequest } from "../request/completion-request.js";
import type { NodeContext } from "../request/node-context.js";
import type { DocumentedReference, NodeFacts, NodeReference } from "../request/node-facts.js";
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
    const tainting = wrapProvider(inner, async (request, options) =>
      judged(request.node, await inner.getCompletion(withheld(request), options)),
    );
    if (inner.withoutCall === undefined) return tainting;
    const withoutCall = (request: CompletionRequest): Completion | undefined => {
      const completion = inner.withoutCall?.(withheld(request));
      return completion === undefined ? undefined : judged(request.node, completion);
    };
    return { ...tainting, withoutCall };
  };
}

function judged(node: NodeFacts, completion: Completion): Completion {
  return isTainted(node) || speaksToAModel(completion.summary ?? completion.text)
    ? kept(node, completion)
    : completion;
}

function isTainted({ name, path, signature, docstring, source }: NodeFacts): boolean {
  return [name, path, signature ?? "", docstring ?? "", source].some(speaksToAModel);
}

function kept(node: NodeFacts, completion: Completion): Completion {
  const kind = node.label.toLowerCase();
  const summary = `A ${kind} whose documentation is withheld here, since its source speaks to language models.`;
  return { ...completion, text: `${WARNING}\n\n${completion.text}`, summary };
}

function withheld(request: CompletionRequest): CompletionRequest {
  const { parent, children, calls, imports, bases, usedBy, missing, cycle } = request;
  return {
    ...request,
    parent: parent === null ? null : withName(parent),
    children: children.map(withSummary),
    calls: calls.map(withSummary),
    imports: imports.map(withSummary),
    bases: bases.map(withSummary),
    usedBy: usedBy.map(withName),
    missing: missing.map(withName),
    context: withheldContext(request.context),
    cycle: cycle === null ? null : { ...cycle, members: cycle.members.map(withName) },
  };
}

function withheldContext(context: NodeContext): NodeContext {
  const { owner, project, users } = context;
  const mayBeSaid = (text: string | null): string | null =>
    text !== null && speaksToAModel(text) ? null : text;
  return {
    ...context,
    project: mayBeSaid(project),
    owner: owner && {
      ...withName(owner),
      signature: mayBeSaid(owner.signature),
      says: mayBeSaid(owner.says),
    },
    users: users.map(withName),
  };
}

function withSummary(reference: DocumentedReference): DocumentedReference {
  const named = withName(reference);
  return named.summary !== null && speaksToAModel(named.summary) ? { ...named, summary: null } : named;
}

function withName<T extends NodeReference>(reference: T): T {
  const { id, path, name } = reference;
  if (![id, path, name].some(speaksToAModel)) return reference;
  return { ...reference, name: WITHHELD_NAME, path: WITHHELD_NAME };
}
