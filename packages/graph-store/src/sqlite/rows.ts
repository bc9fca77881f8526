import type { CodeNode, NodeKind, NodeLabel, Relation, RelationType } from "../model/code-node.js";
import type { Documentation } from "../model/documentation.js";
import { type LlmCall, outcomeOfCall } from "../model/llm-call.js";

export interface NodeRow {
  id: string;
  label: NodeLabel;
  path: string;
  name: string;
  language: string | null;
  start_line: number | null;
  end_line: number | null;
  signature: string | null;
  docstring: string | null;
  source: string;
  source_hash: string;
  kind: NodeKind | null;
}

export function toCodeNode(row: NodeRow): CodeNode {
  return {
    id: row.id,
    label: row.label,
    path: row.path,
    name: row.name,
    language: row.language,
    startLine: row.start_line,
    endLine: row.end_line,
    signature: row.signature,
    docstring: row.docstring,
    source: row.source,
    sourceHash: row.source_hash,
    ...(row.kind === null ? {} : { kind: row.kind }),
  };
}

export interface RelationRow {
  type: RelationType;
  from_id: string;
  to_id: string;
  confidence: number;
  lines: string | null;
}

export function toRelation(row: RelationRow): Relation {
  const { type, from_id: fromId, to_id: toId, confidence, lines } = row;
  return {
    type,
    fromId,
    toId,
    confidence,
    ...(lines === null ? {} : { lines: JSON.parse(lines) as number[] }),
  };
}

export interface DocumentationRow {
  node_id: string;
  text: string;
  summary: string;
  text_hash: string;
  summary_hash: string;
  node_key: string;
  provider: string;
  model: string;
  is_partial: number;
  created_at_ms: number;
  grounding: string | null;
}

export function toDocumentation(row: DocumentationRow): Documentation {
  return {
    nodeId: row.node_id,
    text: row.text,
    summary: row.summary,
    textHash: row.text_hash,
    summaryHash: row.summary_hash,
    nodeKey: row.node_key,
    provider: row.provider,
    model: row.model,
    isPartial: row.is_partial === 1,
    createdAtMs: row.created_at_ms,
    ...(row.grounding === null ? {} : { grounding: row.grounding }),
  };
}

export interface LlmCallRow {
  call_key: string;
  node_id: string;
  session_id: string;
  model: string;
  started_at_ms: number;
  text: string | null;
  summary: string | null;
  grounding: string | null;
  input_tokens: number | null;
  cached_input_tokens: number | null;
  output_tokens: number | null;
  cost_usd: number | null;
  finished_at_ms: number | null;
  failure: string | null;
  unknown_attempts: number;
  has_session: number;
}

export function toLlmCall(row: LlmCallRow): LlmCall {
  return {
    callKey: row.call_key,
    nodeId: row.node_id,
    sessionId: row.session_id,
    model: row.model,
    startedAtMs: row.started_at_ms,
    outcome: outcomeOfCall(row.finished_at_ms !== null, row.failure, row.has_session === 1),
    failure: row.failure,
    unknownAttempts: row.unknown_attempts,
    result:
      row.finished_at_ms === null
        ? null
        : {
            callKey: row.call_key,
            text: row.text ?? "",
            summary: row.summary ?? "",
            ...(row.grounding === null ? {} : { grounding: row.grounding }),
            inputTokens: row.input_tokens ?? 0,
            ...(row.cached_input_tokens === null ? {} : { cachedInputTokens: row.cached_input_tokens }),
            outputTokens: row.output_tokens ?? 0,
            costUsd: row.cost_usd,
            finishedAtMs: row.finished_at_ms,
          },
  };
}
