import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { StateDirectory } from "../state/state-directory.js";

/** Where a tree's history is, and where its index keeps where it stands in it. */
export interface HistoryPaths {
  /** For a `WorkingCopyOptions`; may hold a password. */
  readonly repository: string;
  /** The index's own record; never shared. */
  readonly stateFile: string;
  /** The history commit that graph and index agreed on when documenting last ended. */
  readonly documentedCommitFile: string;
  /** Whether a history is known to be there; `undefined` when only a server knows. */
  readonly isThere: boolean | undefined;
}

const PRIVATE_DOLT = "dolt:";

/**
 * By the configuration's `versions`. Each place has a record of its own, so that a tree may be led from one to another and
 * back.
 */
export function historyPaths(
  { historyDirectory, root }: Pick<StateDirectory, "historyDirectory" | "root">,
  versions: string | undefined,
  password: string | undefined,
): HistoryPaths {
  const own = (name: string): string => join(historyDirectory, name);
  if (versions === undefined) {
    const repository = own("repository.doltlite");
    return {
      repository,
      stateFile: own("working-copy.sqlite"),
      documentedCommitFile: own("documented-commit"),
      isThere: existsSync(repository),
    };
  }
  const key = createHash("sha256").update(versions).digest("hex").slice(0, 8);
  const records = {
    stateFile: own(`working-copy-${key}.sqlite`),
    documentedCommitFile: own(`documented-commit-${key}`),
  };
  if (!versions.startsWith(PRIVATE_DOLT)) {
    return { repository: withPassword(versions, password), ...records, isThere: undefined };
  }
  const named = versions.slice(PRIVATE_DOLT.length);
  const directory = named === "" ? own("dolt") : resolve(root, named);
  return {
    repository: `${PRIVATE_DOLT}${directory}`,
    ...records,
    isThere: existsSync(join(directory, "data")),
  };
}

function withPassword(location: string, password: string | undefined): string {
  if (password === undefined) return location;
  const url = new URL(location);
  url.password = encodeURIComponent(password);
  return url.href;
}
