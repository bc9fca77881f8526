import type { Deadline } from "@stemma/core";
import { RemoteEmptyError } from "../../errors/remote-empty-error.js";
import type { HistoryLimits } from "../../limits/history-limits.js";
import { requireSmallRemote, requireWithinLimits } from "../../limits/require-within-limits.js";
import type { ReachedStep } from "../repository.js";
import { QUARANTINE } from "./legal-texts.js";
import { call } from "./ref-writes.js";
import { readRemoteBranches, readRemotes, readTags } from "./refs.js";
import type { SqlEngine, SqlSession } from "./sql-engine.js";

/** What is fetched, and how much of it. */
export interface FetchRequest {
  readonly remote: string;
  readonly url: string;
  readonly limits: HistoryLimits;
  readonly reachedStep: ReachedStep;
}

/**
 * Fetches a remote's branches and tags. They come under a second name first; what is over a limit goes again with that name, and the
 * branches that were fetched before stay as they were. A remote that has moved on since it was looked at is looked at again.
 *
 * @throws {@link HistoryTooLargeError} `HISTORY_TOO_LARGE`
 * @throws {@link RemoteEmptyError} `REMOTE_EMPTY`
 * @throws {@link ForeignRepositoryError} `FOREIGN_REPOSITORY`
 */
export async function fetchJudged(
  engine: SqlEngine,
  session: SqlSession,
  deadline: Deadline,
  { remote, url, limits, reachedStep }: FetchRequest,
): Promise<void> {
  await requireSmallRemote(url, limits);
  const headsOf = async (name: string): Promise<string[]> =>
    (await readRemoteBranches(session)).flatMap((each) => (each.remote === name ? [each.head] : []));
  const fetch = (name: string): Promise<void> =>
    call(engine, session, "dolt_fetch", [...engine.remoteArguments(url), name]);
  const tags = new Set((await readTags(session)).map(({ storedName }) => storedName));
  const before = await headsOf(remote);
  await dropRemote(engine, session, QUARANTINE);
  await call(engine, session, "dolt_remote", ["add", QUARANTINE, url]);
  try {
    await reachedStep("fetch-begun");
    await fetch(QUARANTINE);
    const heads = await headsOf(QUARANTINE);
    if (heads.length === 0) throw new RemoteEmptyError(url);
    await requireWithinLimits(engine, deadline, { url, heads, known: before }, limits);
    await reachedStep("fetch-judged");
    await fetch(remote);
    const after = await headsOf(remote);
    const known = [...before, ...heads];
    await requireWithinLimits(engine, deadline, { url, heads: after, known }, limits).catch(
      async (error: unknown) => {
        // It has changed in between. What it had before is fetched with what it has now.
        await dropRemote(engine, session, remote);
        await call(engine, session, "dolt_remote", ["add", remote, url]);
        throw error;
      },
    );
  } catch (error) {
    for (const { storedName } of await readTags(session))
      if (!tags.has(storedName)) await call(engine, session, "dolt_tag", ["-d", storedName]);
    await dropRemote(engine, session, QUARANTINE);
    throw error;
  }
  await dropRemote(engine, session, QUARANTINE);
}

/** With the branches that were fetched of it. */
async function dropRemote(engine: SqlEngine, session: SqlSession, name: string): Promise<void> {
  if ((await readRemotes(session)).some((each) => each.name === name))
    await call(engine, session, "dolt_remote", ["remove", name]);
}
