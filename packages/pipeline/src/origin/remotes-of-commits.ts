import type { CallOptions } from "@stemma/core";
import type { SyncManager } from "@stemma/versions";
import { maskSecrets } from "../secrets/mask-secrets.js";
import type { Way } from "./came-by.js";

/** Branches of remotes that are looked through; of more the rest is not told. */
const MOST_BRANCHES = 50;

/** Tells of which remote a commit was fetched: one whose branches have it, `origin` before others. */
export async function remotesOfCommits(
  versions: SyncManager,
  options: CallOptions,
): Promise<(commit: string) => Way["remote"]> {
  const remotes = await versions.listRemotes(options);
  const branches = await versions.listRemoteBranches(options);
  const found = new Map<string, Way["remote"]>();
  for (const { remote: name, head } of branches.slice(0, MOST_BRANCHES)) {
    const remote = remotes.find((each) => each.name === name);
    if (remote === undefined) continue;
    for (const { hash } of await versions.repository.log(head, options))
      if (found.get(hash)?.name !== "origin") found.set(hash, { name, url: withoutCredentials(remote.url) });
  }
  return (commit) => found.get(commit) ?? null;
}

function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return maskSecrets(address);
  const url = new URL(address);
  url.username = "";
  url.password = "";
  url.search = "";
  return maskSecrets(url.href);
}
