import { withoutUndefined } from "@stemma/core";
import type { NodeContext } from "./node-context.js";
import type { DocumentedReference, NodeFacts, NodeReference } from "./node-facts.js";

/** Nodes that depend on one another, documented as a unit. */
export interface CycleContext {
  /** All members, in the fixed order of their ids, the node itself included. */
  readonly members: readonly NodeReference[];
  /** 1: no member has documentation yet; 2: again, with what the first pass said of the other members. */
  readonly pass: 1 | 2;
}

/** An answer of which sentences pointed nowhere: it is asked for once more. */
export interface AskedAgain {
  /** What was answered. */
  readonly text: string;
  /** Those of its sentences that cite nothing that is there. */
  readonly nowhere: readonly string[];
}

/**
 * What a provider is asked to document, as facts and not as a prompt: a language model's provider renders its prompt
 * from them, the extractive one its sentences.
 */
export interface CompletionRequest {
  readonly node: NodeFacts;
  /** The class, file or folder that it is defined or contained in; `null` for a root. */
  readonly parent: NodeReference | null;
  /** What it contains or defines, in the order of their ids. */
  readonly children: readonly DocumentedReference[];
  readonly calls: readonly DocumentedReference[];
  readonly imports: readonly DocumentedReference[];
  /** What it inherits from. */
  readonly bases: readonly DocumentedReference[];
  /** Who calls, imports or inherits from it. Empty for providers that don't ask for it. */
  readonly usedBy: readonly NodeReference[];
  readonly cycle: CycleContext | null;
  /** Empty for providers that don't ask for it. */
  readonly context: NodeContext;
  /** Dependencies whose documentation failed in this run; the text must say that they are missing. */
  readonly missing: readonly NodeReference[];
  /** An answer of which sentences pointed nowhere; absent when it is asked for the first time. */
  readonly again?: AskedAgain;
  /** Others that the same call is to answer. */
  readonly companions?: readonly CompletionRequest[];
}

/** A request and its companions, in their order. */
export function requestsOf(request: CompletionRequest): readonly CompletionRequest[] {
  return [request, ...(request.companions ?? [])];
}

/** What a request's answer is made from. */
type RequestContent = Omit<CompletionRequest, "context" | "companions"> & {
  readonly companions?: readonly RequestContent[];
};

/** All of a request that its answer is made from: the same content is the same question, wherever the node stands. */
export function contentOf(request: CompletionRequest): RequestContent {
  const { node, parent, children, calls, imports, bases, usedBy, cycle, missing, again, companions } =
    request;
  const content = { node, parent, children, calls, imports, bases, usedBy, cycle, missing };
  return { ...content, ...withoutUndefined({ again, companions: companions?.map(contentOf) }) };
}
