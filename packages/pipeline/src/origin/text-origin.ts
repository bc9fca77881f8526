import { type IndexMetadata, type TextAuthor, writerOf } from "../index/index-record.js";
import type { Way } from "./came-by.js";

/** What a record says of its text. */
export interface ToldOrigin {
  readonly author: TextAuthor;
  readonly provider: string;
  readonly model: string;
}

/**
 * Where a text comes from. What it says of its author and model is what its record says; only `isMadeHere` is known, and the commit
 * and remote by which it came.
 */
export interface TextOrigin extends ToldOrigin, Way {
  /** Written on this machine, or accepted by its user; `false`: it came with a history, by clone, pull, fetch or attach. */
  readonly isMadeHere: boolean;
}

/** The origin that a record tells of, before it is known who made it. */
export function toldOrigin(metadata: Partial<IndexMetadata>): ToldOrigin {
  const { provider = "", model = "" } = metadata;
  return { author: writerOf(metadata), provider, model };
}
