import { isKnownDead } from "@stemma/graph-store";
import { loadConfig, type ProjectFlags } from "../config/load-config.js";
import { NotDocumentedError } from "../errors/not-documented-error.js";
import { requireDirectory } from "../project/require-directory.js";
import { findStateDirectory } from "../state/state-directory.js";
import { type RunOutcome, readRunRecord } from "./run-record.js";

/** What there is to go on with. */
export interface UnfinishedRun {
  readonly root: string;
  readonly startedAt: string;
  /** Never `complete`; `running` means that its process was killed. */
  readonly outcome: RunOutcome;
  readonly leftNodes: number | null;
  /** For `document`: the settings of that run. */
  readonly flags: ProjectFlags;
  /** For `document`: whether that run wrote texts of earlier wordings anew. */
  readonly rewrite: boolean;
}

/** Why there is nothing to go on with. */
export type NothingToResume =
  | { readonly reason: "never run"; readonly root: string }
  | { readonly reason: "complete"; readonly root: string; readonly endedAt: string }
  | { readonly reason: "under way"; readonly root: string; readonly pid: number };

/**
 * The last run of the nearest documented tree at or above `directory`, if it did not finish.
 *
 * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
 * @throws {@link DirectoryNotFoundError} `DIRECTORY_NOT_FOUND`
 * @throws {@link ConfigError} `CONFIG_INVALID`
 */
export async function findUnfinishedRun(
  directory: string,
  flags: ProjectFlags = {},
): Promise<UnfinishedRun | NothingToResume> {
  const from = await requireDirectory(directory);
  const { config, isTrusted } = await loadConfig(from, flags);
  const state = await findStateDirectory(from, config.stateDir, { isTrusted });
  if (state === null) throw new NotDocumentedError(from);
  const { root } = state;
  const record = await readRunRecord(state);
  if (record === null) return { reason: "never run", root };
  const { outcome, startedAt, endedAt, holder, leftNodes, rewrite = false } = record;
  if (outcome === "complete") return { reason: "complete", root, endedAt: endedAt ?? startedAt };
  if (outcome === "running" && !isKnownDead(holder)) return { reason: "under way", root, pid: holder.pid };
  return { root, startedAt, outcome, leftNodes, flags: { ...record.config, ...flags }, rewrite };
}
