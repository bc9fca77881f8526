import type { CallOptions, Logger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import type { ChromaAccess } from "../chroma/python-chroma-contents.js";
import type { HistoryLimits } from "../limits/history-limits.js";
import type { Author } from "../model/history.js";
import type { RepositoryLocation } from "../repository/open-repository.js";
import type { ReachedStep } from "../repository/repository.js";

/** A working copy: a Chroma, a repository, and the file that keeps where one stands with the other. */
export interface WorkingCopyOptions extends CallOptions {
  /** Chroma's data directory, or a server at `http(s)://host:port`. */
  readonly chroma: string;
  /** Which tenant and database, and with what token. Of a server, a database is one working copy. */
  readonly chromaAccess?: ChromaAccess | undefined;
  /** The working copy's own file; not to be shared or versioned. */
  readonly state: string;
  readonly repository: RepositoryLocation;
  /** Started with `pythonPath: [chromaPythonPath(), versionsPythonPath()]`; stays open. */
  readonly python: PythonContext;
  /** Of commits. */
  readonly author: Author;
  /** How much a clone, pull or fetch may bring. Default: {@link defaultHistoryLimits}. */
  readonly limits?: HistoryLimits | undefined;
  /** Default: silent. */
  readonly logger?: Logger | undefined;
  /** For tests of crashes. */
  readonly reachedStep?: ReachedStep | undefined;
}
