import type { StemmaError } from "@stemma/core";
import * as errors from "../../errors/index.js";
import type { SqlFailure } from "./sql-failure.js";

/** What the failed operation was about, for the message. */
export interface FailureContext {
  readonly operationName: string;
  readonly location: string;
  readonly ref?: string | undefined;
  readonly branch?: string;
  readonly tag?: string;
  readonly remote?: string;
  readonly url?: string | undefined;
}

type Rule = readonly [RegExp, (failure: SqlFailure, context: FailureContext) => StemmaError];

/**
 * Both databases tell their errors apart by text only (Dolt: always errno 1105). The first rule that fits counts; the
 * contract suite meets every one of them on the installed versions.
 */
const rules: readonly Rule[] = [
  // Said once on each connection from before; nothing was done.
  [/online garbage collection/, (cause, { location }) => new errors.RepositoryBusyError(location, { cause })],
  [
    /disk is full|no space left|disk I\/O error|quota exceeded/i,
    // A push writes to the remote's disk, a fetch to one's own; which one is full is not said.
    (cause, { location, url }) =>
      new errors.RepositoryFullError(url === undefined ? location : `${location} or ${url}`, { cause }),
  ],
  [
    /not a fast-forward|non-fast-forward/i,
    (cause, { remote = "", branch = "" }) => new errors.PushRejectedError(remote, branch, { cause }),
  ],
  [
    /remote at that url contains no Dolt data|not found on remote/i,
    (cause, { url = "" }) => new errors.RemoteEmptyError(url, { cause }),
  ],
  [
    /too (long|large) for column/i,
    (cause) =>
      new errors.UnversionableValueError(`${firstLine(cause)} (an id has at most 700 characters here)`, {
        cause,
      }),
  ],
  [/remote already exists/i, (cause, { remote = "" }) => new errors.RemoteExistsError(remote, { cause })],
  [
    /failed to open remote|could not connect to remote|remote request failed|could not access dolt url|clone failed|failed to get remote db|dial tcp|connection refused|file is not a database/i,
    (cause, context) =>
      context.url === undefined
        ? new errors.RepositoryCorruptError(context.location, cause.message, { cause })
        : new errors.RemoteUnavailableError(context.url, firstLine(cause), { cause }),
  ],
  [
    /remote not found|unknown remote|remote '.*' not found|no remote/i,
    (cause, { remote = "" }) => new errors.UnknownRemoteError(remote, { cause }),
  ],
  [
    /malformed|corrupt|checksum|unsupported file format/i,
    (cause, { location }) => new errors.RepositoryCorruptError(location, cause.message, { cause }),
  ],
  [
    /database is locked|database is busy|SQLITE_BUSY|retry your transaction|restarting transaction|serialization failure|earlier call that timed out/i,
    (cause, { location }) => new errors.RepositoryBusyError(location, { cause }),
  ],
  [
    /branch already exists|A branch named/i,
    (cause, { branch = "" }) => new errors.BranchExistsError(branch, { cause }),
  ],
  [
    /invalid branch name|is an invalid branch name/i,
    (cause, { branch = "" }) => new errors.InvalidNameError("branch", branch, { cause }),
  ],
  [
    /invalid tag name|is not a valid tag|invalid tag/i,
    (cause, { tag = "" }) => new errors.InvalidNameError("tag", tag, { cause }),
  ],
  [/tag already exists|^already exists/i, (cause, { tag = "" }) => new errors.TagExistsError(tag, { cause })],
  [/nothing to commit/i, (cause, { branch = "" }) => new errors.NothingToCommitError(branch, { cause })],
  [
    /invalid ref spec|ref not found|commit not found|start point not found|is not a commit|branch not found|no such branch|tag not found|invalid ancestor|unknown ref|could not resolve|database not found: .*\/|target commit not found/i,
    (cause, { ref, branch, tag }) => new errors.UnknownRefError(ref ?? branch ?? tag ?? "", { cause }),
  ],
  [
    /database not found|unable to open database/i,
    (cause, { location }) => new errors.RepositoryMissingError(location, { cause }),
  ],
];

/** The typed error for a failed statement. */
export function translateFailure(failure: SqlFailure, context: FailureContext): StemmaError {
  const rule = rules.find(([pattern]) => pattern.test(failure.message));
  if (rule) return rule[1](failure, context);
  return new errors.RepositoryOperationError(context.operationName, failure.message, { cause: failure });
}

function firstLine(failure: SqlFailure): string {
  return failure.message.split("\n")[0] ?? "";
}
