import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { SyncManager } from "../../manager/sync-manager.js";
import { readAll } from "../documents.fixture.js";
import type { Person, VersionsHarness } from "../versions-harness.fixture.js";

/** What only the databases know the inside of, and who has a file open. */
const INNER =
  /(^|\/)(data|\.dolt|\.doltcfg)\/|-(wal|shm|journal)$|\.owner$|server\.(json|yaml)$|supervisor\.|password$|\.sock$/;

/** The files below the test's directory, by name. */
export async function filesOf(harness: VersionsHarness): Promise<string[]> {
  const root = harness.path();
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const names = found.map((each) => relative(root, join(each.parentPath, each.name)));
  return names.filter((name) => !INNER.test(name)).sort();
}

async function historyOf(versions: SyncManager): Promise<Record<string, unknown>> {
  const branches = await versions.listBranches();
  const logs: Record<string, readonly string[]> = {};
  for (const { name, head } of branches) {
    logs[name] = (await versions.log({ ref: head })).map(({ hash }) => hash);
  }
  return {
    branches,
    logs,
    tags: await versions.listTags(),
    remotes: await versions.listRemotes(),
    remoteBranches: await versions.listRemoteBranches(),
  };
}

/** Everything that an operation might change: Chroma, the working copy, the history, the files. */
export async function snapshotOf(
  harness: VersionsHarness,
  { chroma, versions }: Person,
): Promise<Record<string, unknown>> {
  const status = await versions.status();
  const { otherVectors, misrecorded } = await versions.verify();
  return {
    chroma: await readAll(chroma),
    status,
    record: { otherVectors, misrecorded },
    waiting: status.merging === undefined ? undefined : await versions.conflicts(),
    history: await historyOf(versions),
    files: await filesOf(harness),
  };
}
