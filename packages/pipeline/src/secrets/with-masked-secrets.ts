import {
  type Completion,
  type CompletionRequest,
  type NodeFacts,
  type ProviderMiddleware,
  wrapProvider,
} from "@stemma/llm";
import { maskSecrets } from "./mask-secrets.js";

/**
 * Lets no secret through to a language model, nor out of its answer into journal, cache and documentation. Outermost: what
 * lies beneath keeps and counts masked requests.
 */
export function withMaskedSecrets(): ProviderMiddleware {
  return (inner) => {
    const masking = wrapProvider(inner, async (request, options) =>
      maskCompletion(await inner.getCompletion(maskRequest(request), options)),
    );
    if (inner.withoutCall === undefined) return masking;
    const withoutCall = (request: CompletionRequest): Completion | undefined => {
      const completion = inner.withoutCall?.(maskRequest(request));
      return completion === undefined ? undefined : maskCompletion(completion);
    };
    return { ...masking, withoutCall };
  };
}

function maskCompletion(completion: Completion): Completion {
  const { text, summary, sentences, companions } = completion;
  const masked = {
    ...completion,
    text: maskSecrets(text),
    ...(companions && {
      companions: companions.map((each) => (each === null ? null : maskCompletion(each))),
    }),
    ...(sentences && { sentences: sentences.map((each) => ({ ...each, text: maskSecrets(each.text) })) }),
  };
  return summary === undefined ? masked : { ...masked, summary: maskSecrets(summary) };
}

function maskRequest(request: CompletionRequest): CompletionRequest {
  const { node, children, calls, imports, bases, context, again, companions } = request;
  const { owner, project } = context;
  return {
    ...request,
    node: maskNode(node),
    children: children.map(maskSummary),
    calls: calls.map(maskSummary),
    imports: imports.map(maskSummary),
    bases: bases.map(maskSummary),
    ...(companions && { companions: companions.map(maskRequest) }),
    ...(again && { again: { text: maskSecrets(again.text), nowhere: again.nowhere.map(maskSecrets) } }),
    context: {
      ...context,
      project: maskIfAny(project),
      owner: owner && { ...owner, signature: maskIfAny(owner.signature), says: maskIfAny(owner.says) },
    },
  };
}

function maskNode(node: NodeFacts): NodeFacts {
  const { signature, docstring, source } = node;
  return {
    ...node,
    signature: maskIfAny(signature),
    docstring: maskIfAny(docstring),
    source: maskSecrets(source),
  };
}

function maskSummary<T extends { readonly summary: string | null }>(reference: T): T {
  return { ...reference, summary: maskIfAny(reference.summary) };
}

function maskIfAny(text: string | null): string | null {
  return text === null ? null : maskSecrets(text);
}
