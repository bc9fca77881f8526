import type { SessionRecord } from "../session/graph-session.js";
import { UPSERT_DOCUMENTATION } from "./queries/documentation-queries.js";
import { SET_FAILURE, SET_RESULT, UPSERT_INTENT } from "./queries/llm-call-queries.js";
import { UPSERT_STATE } from "./queries/session-queries.js";
import type { SqliteConnection, Steps } from "./sqlite-connection.js";

/** Writes all parts of a record within the current transaction. */
export function* writeSessionRecord(
  connection: SqliteConnection,
  sessionId: string,
  sessionKey: number,
  record: SessionRecord,
): Steps<void> {
  const upsertState = connection.statement(UPSERT_STATE);
  for (const { nodeId, status } of record.states ?? []) {
    upsertState.run(sessionKey, nodeId, status);
    yield;
  }
  const upsertIntent = connection.statement(UPSERT_INTENT);
  for (const call of record.llmCallIntents ?? []) {
    upsertIntent.run(call.callKey, call.nodeId, sessionId, call.model, call.startedAtMs);
    yield;
  }
  const setResult = connection.statement(SET_RESULT);
  for (const result of record.llmCallResults ?? []) {
    const { text, summary, inputTokens, outputTokens, costUsd, finishedAtMs, callKey } = result;
    setResult.run(text, summary, inputTokens, outputTokens, costUsd, finishedAtMs, callKey);
    yield;
  }
  const setFailure = connection.statement(SET_FAILURE);
  for (const { callKey, reason } of record.llmCallFailures ?? []) {
    setFailure.run(reason, callKey);
    yield;
  }
  const upsertDocumentation = connection.statement(UPSERT_DOCUMENTATION);
  for (const documentation of record.documentation ?? []) {
    upsertDocumentation.run(
      documentation.text,
      documentation.summary,
      documentation.textHash,
      documentation.summaryHash,
      documentation.nodeKey,
      documentation.provider,
      documentation.model,
      documentation.isPartial ? 1 : 0,
      documentation.createdAtMs,
      documentation.nodeId,
    );
    yield;
  }
}
