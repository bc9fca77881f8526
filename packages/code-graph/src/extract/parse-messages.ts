import type { FileFacts } from "../facts/file-facts.js";

/** What a parsing thread is asked. */
export interface ParseRequest {
  readonly languageName: string;
  readonly text: string;
  readonly timeoutMs: number;
}

/** What it answers: facts, or why there are none. */
export type ParseAnswer = { readonly facts: FileFacts } | { readonly code: string; readonly message: string };
