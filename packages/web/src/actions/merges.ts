import { InvalidArgumentError, withoutUndefined } from "@stemma/core";
import { mergeRoles, type SyncManager, type WaitingConflict, type WaitingMerge } from "@stemma/pipeline";
import type { Given } from "../api/actions.js";
import { MovedError } from "../errors/moved-error.js";
import type { Acted, Acting } from "./action.js";

/** As the preview said, or not at all. */
export const merge: Acting<"merge"> = {
  async onTree({ project, given: { ref, ours, theirs }, options }) {
    const versions = await project.openHistory();
    const { commit } = await versions.position();
    if (commit !== ours || (await versions.resolve(ref, options)) !== theirs) throw new MovedError();
    const { outcome } = await versions.merge(ref, { ...options, ...mergeRoles });
    return { outcome };
  },
};

export const decide: Acting<"decide"> = {
  async onTree(acted) {
    const { given } = acted;
    const { versions, waiting } = await waitingMerge(acted);
    const { collection, id } = given;
    const target = withoutUndefined({ collection, id });
    const decision =
      "take" in given
        ? { ...target, ...sideOf(given) }
        : { ...target, content: await ownText(acted, aboutOf(waiting, given), given.text) };
    await versions.decideConflicts([decision], { ...acted.options, ...mergeRoles });
    return { outcome: "decided" };
  },
};

export const decideOpen: Acting<"decide-open"> = {
  async onTree(acted) {
    const { versions, waiting } = await waitingMerge(acted);
    const { take } = acted.given;
    const open = waiting.conflicts.filter(({ isDecided }) => !isDecided);
    const decisions = open.map(({ conflict }) => ({
      collection: conflict.collection,
      ...(conflict.kind === "document" ? { id: conflict.id } : {}),
      take,
    }));
    await versions.decideConflicts(decisions, { ...acted.options, ...mergeRoles });
    return { outcome: "decided" };
  },
};

export const finishMerge: Acting<"finish-merge"> = {
  async onTree(acted) {
    const { versions } = await waitingMerge(acted);
    const { outcome } = await versions.resolveConflicts([], { ...acted.options, ...mergeRoles });
    return { outcome };
  },
};

export const abortMerge: Acting<"abort-merge"> = {
  async onTree(acted) {
    const { versions } = await waitingMerge(acted);
    await versions.abortMerge();
    return { outcome: "aborted" };
  },
};

/** The merge that waits, if it is the one that the page shows. */
async function waitingMerge(
  acted: Acted<"decide" | "decide-open" | "finish-merge" | "abort-merge">,
): Promise<{ readonly versions: SyncManager; readonly waiting: WaitingMerge }> {
  const { project, given, options } = acted;
  const versions = await project.openHistory();
  const waiting = await versions.conflicts({ ...options, ...mergeRoles });
  if (waiting.theirs !== given.theirs) throw new MovedError();
  return { versions, waiting };
}

function sideOf({
  take,
  field,
}: Pick<Extract<Given<"decide">, { take: unknown }>, "take" | "field">):
  | { readonly take: typeof take }
  | { readonly fields: Readonly<Record<string, typeof take>> } {
  return field === undefined ? { take } : { fields: { [field]: take } };
}

function aboutOf(
  { conflicts }: WaitingMerge,
  { collection, id }: Pick<Given<"decide">, "collection" | "id">,
): WaitingConflict["conflict"] | undefined {
  return conflicts
    .map(({ conflict }) => conflict)
    .find((each) => each.kind === "document" && each.id === id && each.collectionName === collection);
}

async function ownText(
  { project, opened, options }: Acted<"decide">,
  conflict: WaitingConflict["conflict"] | undefined,
  text: string,
): Promise<{ readonly document: string; readonly embedding: Float32Array }> {
  if (text.trim() === "") throw new InvalidArgumentError("the text is empty");
  // Most decisions need no model.
  const { embedOwnText } = await import("./embed-own-text.js");
  return embedOwnText({ ...opened, directory: project.state.root }, conflict, text, options);
}
