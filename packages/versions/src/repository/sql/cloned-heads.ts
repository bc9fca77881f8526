import type { Deadline } from "@stemma/core";
import { readBranches, readRemoteBranches } from "./refs.js";
import type { SqlEngine } from "./sql-engine.js";

/** The last commits of all that a clone has brought. */
export async function clonedHeads(engine: SqlEngine, deadline: Deadline): Promise<string[]> {
  const session = engine.session(deadline);
  const branches = [...(await readBranches(session)), ...(await readRemoteBranches(session))];
  return [...new Set(branches.map(({ head }) => head))];
}
