import type { CallOptions } from "@stemma/core";
import type { Tag } from "../model/history.js";
import type { Repository } from "../repository/repository.js";

/** Before the name of a tag or remote that is taken away to be made again: so it is somewhere at any moment. */
const PARKED_TAG = "stemma-forgets/";
const PARKED_REMOTE = "stemma-forgets-";

/** Points a tag to another commit, which databases can't: it is removed and made. */
export async function moveTag(
  repository: Repository,
  { name, commit, message }: Tag,
  options: CallOptions,
): Promise<void> {
  const parked = `${PARKED_TAG}${name}`;
  await repository.createTag(parked, commit, { ...options, message });
  await repository.deleteTag(name, options);
  await repository.reachedStep("tag-parked");
  await repository.createTag(name, commit, { ...options, message });
  await repository.deleteTag(parked, options);
}

/** Takes away what was fetched of a remote, by naming it anew. */
export async function renewRemote(
  repository: Repository,
  name: string,
  url: string,
  options: CallOptions,
): Promise<void> {
  const parked = `${PARKED_REMOTE}${name}`;
  await repository.addRemote(parked, url, options);
  await repository.removeRemote(name, options);
  await repository.reachedStep("remote-parked");
  await repository.addRemote(name, url, options);
  await repository.removeRemote(parked, options);
}

/** What a killed process had parked gets its own name again. */
export async function restoreParked(repository: Repository, options: CallOptions): Promise<void> {
  const tags = await repository.listTags(options);
  for (const { name: parked, commit, message } of tags.filter(({ name }) => name.startsWith(PARKED_TAG))) {
    const name = parked.slice(PARKED_TAG.length);
    if (!tags.some((each) => each.name === name))
      await repository.createTag(name, commit, { ...options, message });
    await repository.deleteTag(parked, options);
  }
  const remotes = await repository.listRemotes(options);
  for (const { name: parked, url } of remotes.filter(({ name }) => name.startsWith(PARKED_REMOTE))) {
    const name = parked.slice(PARKED_REMOTE.length);
    if (!remotes.some((each) => each.name === name)) await repository.addRemote(name, url, options);
    await repository.removeRemote(parked, options);
  }
}
