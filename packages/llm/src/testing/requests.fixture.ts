import type { Completion } from "../completion.js";
import type { LlmProvider } from "../llm-provider.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { NO_CONTEXT } from "../request/node-context.js";
import type { DocumentedReference, NodeFacts, NodeKind } from "../request/node-facts.js";

export function facts(label: NodeKind, id: string, changes: Partial<NodeFacts> = {}): NodeFacts {
  const [path = id, symbol] = id.split("#");
  return {
    id,
    label,
    path,
    name: symbol?.split(".").at(-1) ?? path.split("/").at(-1) ?? path,
    language: label === "FOLDER" ? null : "python",
    signature: null,
    docstring: null,
    source: "",
    ...changes,
  };
}

export function reference(label: NodeKind, id: string, summary: string | null = null): DocumentedReference {
  const { path, name } = facts(label, id);
  return { id, label, path, name, summary };
}

export function request(node: NodeFacts, changes: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    node,
    parent: null,
    children: [],
    calls: [],
    imports: [],
    bases: [],
    usedBy: [],
    context: NO_CONTEXT,
    cycle: null,
    missing: [],
    ...changes,
  };
}

/** Answers with the given outcomes one after the other, the last one for ever. */
export function scriptedProvider(
  ...outcomes: (Completion | Error | (() => Promise<Completion>))[]
): LlmProvider & { calls: number } {
  const provider = {
    name: "scripted",
    model: "script",
    promptVersion: "1",
    calls: 0,
    async getCompletion(): Promise<Completion> {
      const outcome = outcomes[Math.min(provider.calls, outcomes.length - 1)];
      provider.calls += 1;
      if (outcome instanceof Error) throw outcome;
      if (outcome === undefined) throw new Error("no outcome was scripted");
      return typeof outcome === "function" ? outcome() : Promise.resolve(outcome);
    },
  };
  return provider;
}
