import type { CodeNode, NodeKind, NodeLabel, NodeOutline, Relation } from "../model/code-node.js";
import type { Documentation } from "../model/documentation.js";
import { type LlmCall, outcomeOfCall } from "../model/llm-call.js";
import { zeroNodeCounts } from "../model/zero-counts.js";
import type { SessionRecord } from "../session/graph-session.js";
import type { Row } from "./neo4j-manager.js";

/** Our queries give each field the type that it has in the model; these functions only rename. */
export function toCodeNode(row: Row): CodeNode {
  return {
    id: row["id"],
    label: row["label"],
    path: row["path"],
    name: row["name"],
    language: row["language"],
    startLine: row["start_line"],
    endLine: row["end_line"],
    signature: row["signature"],
    docstring: row["docstring"],
    source: row["source"],
    sourceHash: row["source_hash"],
    ...(row["kind"] == null ? {} : { kind: row["kind"] }),
  } as CodeNode;
}

export function toNodeOutline(row: Row): NodeOutline {
  return {
    id: row["id"],
    label: row["label"],
    path: row["path"],
    name: row["name"],
    language: row["language"],
    startLine: row["start_line"],
    endLine: row["end_line"],
    ...(row["kind"] == null ? {} : { kind: row["kind"] }),
  } as NodeOutline;
}

/** The values of the query of this store's own nodes. */
export type OwnNodeRow = [
  id: string,
  labels: readonly string[],
  path: string,
  name: string,
  language: string | null,
  startLine: number | null,
  endLine: number | null,
  signature: string | null,
  docstring: string | null,
  source: string,
  sourceHash: string,
  kind: NodeKind | null,
];

const NODE_LABELS: ReadonlySet<string> = new Set(Object.keys(zeroNodeCounts()));

export function toOwnCodeNode(row: OwnNodeRow): CodeNode {
  const [
    id,
    labels,
    path,
    name,
    language,
    startLine,
    endLine,
    signature,
    docstring,
    source,
    sourceHash,
    kind,
  ] = row;
  return {
    id,
    label: labelAmong(labels),
    path,
    name,
    language,
    startLine,
    endLine,
    signature,
    docstring,
    source,
    sourceHash,
    ...(kind === null ? {} : { kind }),
  };
}

/** What a node is: it may have labels of other programs, too. */
export function labelAmong(labels: readonly string[]): NodeLabel {
  return labels.find((each) => NODE_LABELS.has(each)) as NodeLabel;
}

export function toRelation(row: Row): Relation {
  return {
    type: row["type"],
    fromId: row["from_id"],
    toId: row["to_id"],
    confidence: row["confidence"],
    ...(row["lines"] == null ? {} : { lines: row["lines"] }),
  } as Relation;
}

export function toDocumentation(row: Row): Documentation {
  return {
    nodeId: row["node_id"],
    text: row["text"],
    summary: row["summary"],
    textHash: row["text_hash"],
    summaryHash: row["summary_hash"],
    nodeKey: row["node_key"],
    provider: row["provider"],
    model: row["model"],
    isPartial: row["is_partial"],
    createdAtMs: row["created_at_ms"],
    ...(row["grounding"] == null ? {} : { grounding: row["grounding"] }),
  } as Documentation;
}

export function toDocumentationRow(documentation: Documentation): Row {
  return {
    node_id: documentation.nodeId,
    text: documentation.text,
    summary: documentation.summary,
    text_hash: documentation.textHash,
    summary_hash: documentation.summaryHash,
    node_key: documentation.nodeKey,
    provider: documentation.provider,
    model: documentation.model,
    is_partial: documentation.isPartial,
    created_at_ms: documentation.createdAtMs,
    // A property that is null is none: of a text that is written over nothing stays.
    grounding: documentation.grounding ?? null,
  };
}

/** What a record says of calls, each list ordered by call key. */
export function toCallRows(record: SessionRecord) {
  const { llmCallIntents = [], llmCallResults = [], llmCallFailures = [] } = record;
  const inOrder = <T extends { readonly callKey: string }>(calls: readonly T[]): T[] =>
    [...calls].sort((a, b) => (a.callKey < b.callKey ? -1 : 1));
  return {
    intents: inOrder(llmCallIntents).map((call) => ({
      call_key: call.callKey,
      node_id: call.nodeId,
      model: call.model,
      started_at_ms: call.startedAtMs,
    })),
    results: inOrder(llmCallResults).map((result) => ({
      call_key: result.callKey,
      text: result.text,
      summary: result.summary,
      grounding: result.grounding ?? null,
      input_tokens: result.inputTokens,
      cached_input_tokens: result.cachedInputTokens ?? null,
      output_tokens: result.outputTokens,
      cost_usd: result.costUsd,
      finished_at_ms: result.finishedAtMs,
    })),
    failures: inOrder(llmCallFailures).map(({ callKey, reason }) => ({ call_key: callKey, reason })),
  };
}

export function toLlmCall({ call, has_session: hasSession }: Row): LlmCall {
  const properties = call as Row;
  const isAnswered = typeof properties["finished_at_ms"] === "number";
  const failure = (properties["failure"] ?? null) as string | null;
  return {
    callKey: properties["call_key"],
    nodeId: properties["node_id"],
    sessionId: properties["session_id"],
    model: properties["model"],
    startedAtMs: properties["started_at_ms"],
    outcome: outcomeOfCall(isAnswered, failure, hasSession === true),
    failure,
    unknownAttempts: properties["unknown_attempts"] ?? 0,
    result: isAnswered
      ? {
          callKey: properties["call_key"],
          text: properties["text"],
          summary: properties["summary"],
          ...(properties["grounding"] == null ? {} : { grounding: properties["grounding"] }),
          inputTokens: properties["input_tokens"],
          ...(properties["cached_input_tokens"] == null
            ? {}
            : { cachedInputTokens: properties["cached_input_tokens"] }),
          outputTokens: properties["output_tokens"],
          costUsd: properties["cost_usd"] ?? null,
          finishedAtMs: properties["finished_at_ms"],
        }
      : null,
  } as LlmCall;
}
