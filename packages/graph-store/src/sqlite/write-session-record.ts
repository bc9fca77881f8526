import type { ProcessingState, ProcessingStatus } from "../model/processing-state.js";
import type { SessionRecord } from "../session/graph-session.js";
import { UPSERT_DOCUMENTATION } from "./queries/documentation-queries.js";
import { SET_FAILURE, SET_RESULT, UPSERT_INTENT } from "./queries/llm-call-queries.js";
import { UPSERT_STATES } from "./queries/session-queries.js";
import { slices } from "./slices.js";
import type { SqliteConnection, Steps } from "./sqlite-connection.js";

/** A few milliseconds of work between two turns of the event loop. */
const STATES_AT_ONCE = 2_000;

/** Writes all parts of a record within the current transaction. */
export function* writeSessionRecord(
  connection: SqliteConnection,
  sessionId: string,
  sessionKey: number,
  record: SessionRecord,
): Steps<void> {
  const upsertStates = connection.statement(UPSERT_STATES);
  for (const [status, nodeIds] of idsByStatus(record.states ?? [])) {
    for (const ids of slices(nodeIds.sort(), STATES_AT_ONCE)) {
      upsertStates.run(sessionKey, status, JSON.stringify(ids));
      yield;
    }
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

/** Neighbours of the same status together, in their order: the last status given for a node counts. */
function* idsByStatus(states: readonly ProcessingState[]): Generator<[ProcessingStatus, string[]]> {
  let status: ProcessingStatus | undefined;
  let nodeIds: string[] = [];
  for (const state of states) {
    if (status !== undefined && state.status !== status) {
      yield [status, nodeIds];
      nodeIds = [];
    }
    status = state.status;
    nodeIds.push(state.nodeId);
  }
  if (status !== undefined) yield [status, nodeIds];
}
