import type { Documentation } from "../model/documentation.js";
import type { SessionRecord } from "../session/graph-session.js";
import { bindText, bindTextOrNull } from "./bind-text.js";
import { jsonList } from "./json-list.js";
import { SELECT_KEYS_IN_ORDER, UPSERT_DOCUMENTATION } from "./queries/documentation-queries.js";
import { SET_FAILURE, SET_RESULT, UPSERT_INTENT } from "./queries/llm-call-queries.js";
import { UPSERT_STATES } from "./queries/session-queries.js";
import { slices } from "./slices.js";
import type { SqliteConnection, Steps } from "./sqlite-connection.js";

/** A few milliseconds of work between two turns of the event loop. */
const STATES_AT_ONCE = 2_000;
/** Documentation that is brought into the order of its keys. */
const DOCUMENTATION_AT_ONCE = 10_000;

/** Writes all parts of a record within the current transaction. */
export function* writeSessionRecord(
  connection: SqliteConnection,
  sessionId: string,
  sessionKey: number,
  record: SessionRecord,
): Steps<void> {
  const upsertStates = connection.statement(UPSERT_STATES);
  for (const { status, nodeIds } of record.states ?? []) {
    for (const ids of slices([...nodeIds].sort(), STATES_AT_ONCE)) {
      upsertStates.run(sessionKey, status, jsonList(ids));
      yield;
    }
  }
  const upsertIntent = connection.statement(UPSERT_INTENT);
  for (const call of record.llmCallIntents ?? []) {
    upsertIntent.run(call.callKey, bindText(call.nodeId), sessionId, bindText(call.model), call.startedAtMs);
    yield;
  }
  const setResult = connection.statement(SET_RESULT);
  for (const result of record.llmCallResults ?? []) {
    const { text, summary, grounding, inputTokens, cachedInputTokens, outputTokens, costUsd } = result;
    setResult.run(
      bindText(text),
      bindText(summary),
      bindTextOrNull(grounding ?? null),
      inputTokens,
      cachedInputTokens ?? null,
      outputTokens,
      costUsd,
      result.finishedAtMs,
      result.callKey,
    );
    yield;
  }
  const setFailure = connection.statement(SET_FAILURE);
  for (const { callKey, reason } of record.llmCallFailures ?? []) {
    setFailure.run(bindText(reason), callKey);
    yield;
  }
  yield* writeDocumentation(connection, record.documentation ?? []);
}

/**
 * In the order of the keys, in which the pages of the table are written once each (measured: half of the time of any other
 * order). Documentation of nodes that are gone has no key and is left out.
 */
function* writeDocumentation(connection: SqliteConnection, all: readonly Documentation[]): Steps<void> {
  const upsert = connection.statement(UPSERT_DOCUMENTATION);
  for (const documentation of slices(all, DOCUMENTATION_AT_ONCE)) {
    const ids = jsonList(documentation.map((entry) => entry.nodeId));
    const { rows } = connection.statement(SELECT_KEYS_IN_ORDER).get(ids) as { rows: string };
    yield;
    for (const [key, position] of JSON.parse(rows) as [key: number, position: number][]) {
      const entry = documentation[position];
      if (entry === undefined) continue;
      upsert.run(
        key,
        bindText(entry.text),
        bindText(entry.summary),
        entry.textHash,
        entry.summaryHash,
        entry.nodeKey,
        bindText(entry.provider),
        bindText(entry.model),
        entry.isPartial ? 1 : 0,
        entry.createdAtMs,
        bindTextOrNull(entry.grounding ?? null),
      );
      yield;
    }
  }
}
