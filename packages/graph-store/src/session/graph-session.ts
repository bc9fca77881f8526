import type { CallOptions } from "@stemma/core";
import type { Documentation } from "../model/documentation.js";
import type { LlmCallFailure, LlmCallIntent, LlmCallResult } from "../model/llm-call.js";
import type { ProcessingState, StatusChange } from "../model/processing-state.js";
import type { ProcessIdentity } from "./process-identity.js";

/** How a session is opened. */
export interface OpenSessionOptions extends CallOptions {
  /** Unique among all runs; a random hexadecimal id by default. */
  readonly sessionId?: string | undefined;
  /** How long the session outlives its last heartbeat, in milliseconds; 60,000 by default. */
  readonly leaseMs?: number | undefined;
  /** Holder of the session; this process by default. */
  readonly holder?: ProcessIdentity | undefined;
}

/** What a session writes in one transaction. */
export interface SessionRecord {
  /** One group after the other: the last status given for a node counts. */
  readonly states?: readonly StatusChange[];
  /** Replaces what the nodes had. Of a node that is no longer in the graph it is dropped silently. */
  readonly documentation?: readonly Documentation[];
  readonly llmCallIntents?: readonly LlmCallIntent[];
  readonly llmCallResults?: readonly LlmCallResult[];
  readonly llmCallFailures?: readonly LlmCallFailure[];
}

/** One processing run's own, isolated state in the graph. Other runs on the same graph neither see nor lock it. */
export interface GraphSession extends AsyncDisposable {
  readonly id: string;
  readonly leaseMs: number;
  /** Documentation that one record should hold at most: a larger one takes memory that a server may not have. */
  readonly recordLimit: number;
  /** Leftover sessions that opening this one removed: their process was dead or their lease over. */
  readonly sweptSessionIds: readonly string[];
  /** Extends the lease. Rejects with {@link SessionLostError} when the session was swept in the meantime. */
  heartbeat(options?: CallOptions): Promise<void>;
  /** All or nothing. Rejects with {@link SessionLostError} when the session was swept in the meantime. */
  record(record: SessionRecord, options?: CallOptions): Promise<void>;
  /** The nodes' statuses within this session, ordered by node id. */
  readStates(options?: CallOptions): Promise<ProcessingState[]>;
  /** Removes the session and every state of it; documentation and journal stay. Idempotent. */
  close(): Promise<void>;
}
