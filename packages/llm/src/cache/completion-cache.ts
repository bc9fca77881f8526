import type { Completion } from "../completion.js";

/** Keeps completions by the hash of what they answer. Reading and writing never throw: a cache may only ever save work. */
export interface CompletionCache {
  /** `undefined` for what was never kept, was dropped for room, or is damaged. */
  read(key: string): Completion | undefined;
  write(key: string, completion: Completion): void;
  /** Idempotent. */
  close(): void;
}
