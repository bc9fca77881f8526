import { InvalidArgumentError, withoutUndefined } from "@stemma/core";
import { type MergeResult, mergeRoles, type SyncManager } from "@stemma/pipeline";
import * as z from "zod";
import { words } from "../arguments.js";
import { defineTool, type ToolAnswer, type ToolCall } from "../tool.js";
import { shortConflicts } from "./short-conflicts.js";

const SIDES = ["ours", "theirs", "base"] as const;
const STRATEGIES = ["ours", "theirs"] as const;

/** What the client decided about one conflict. */
const decision = z.looseObject({
  id: words.optional().describe("left out: the collection itself"),
  collection: words.optional(),
  take: z.enum(SIDES),
});

/** `merge`: another branch into the one on which the index stands. */
export const mergeTool = defineTool({
  name: "merge",
  title: "Merge into the index",
  description:
    "Merges a branch of the index into the current one. preview: only tells what would be. With conflicts nothing is merged until resolve has decided each (or strategy all); without ref it goes on with the merge that waits; abort forgets it with what was decided.",
  isHeavy: true,
  mostMs: 600_000,
  effects: { isDestructive: true, isIdempotent: false, isOpenWorld: false },
  input: z.looseObject({
    ref: words.optional(),
    preview: z.boolean().optional(),
    strategy: words.optional().describe(STRATEGIES.join(", ")),
    resolve: z.array(decision).max(200).optional(),
    abort: z.boolean().optional(),
  }),
  output: { outcome: "string", conflicts: "array" },
  async answer({ ref, preview, strategy, resolve = [], abort }, call) {
    const { project, lenient } = call;
    const versions = await project.openHistory();
    const [side] = lenient.valuesOf("strategy", strategy, STRATEGIES) ?? [];
    const options = { ...call.options, ...mergeRoles, strategy: side };
    if (abort === true) {
      await versions.abortMerge();
      return told(call, { outcome: "aborted", conflicts: [] });
    }
    if (preview === true) {
      if (ref === undefined) throw new InvalidArgumentError("preview needs the ref that would be merged");
      const { conflicts, resolved, renamed, stale } = await versions.previewMerge(ref, options);
      return told(call, {
        outcome: conflicts.length > 0 ? "conflicts" : "preview",
        conflicts,
        decided: resolved.length,
        renamed,
        stale: stale.length,
      });
    }
    if (resolve.length > 0 && ref !== undefined)
      throw new InvalidArgumentError("resolve is about the merge that waits, and takes no ref");
    // Decided and made by one call: where the merge is refused, nothing is decided.
    const result = await (ref === undefined
      ? versions.resolveConflicts(await decisionsOf(versions, resolve, options), options)
      : versions.merge(ref, options));
    return mergeAnswer(call, result);
  },
});

/** What a merge came to, for `pull`, too. */
export function mergeAnswer(call: ToolCall, result: MergeResult): Promise<ToolAnswer> {
  const { outcome, commit, conflicts, resolved, renamed, stale } = result;
  return told(call, { outcome, commit, conflicts, decided: resolved.length, renamed, stale: stale.length });
}

async function told(
  { project }: ToolCall,
  {
    conflicts,
    ...told
  }: {
    readonly outcome: string;
    readonly commit?: string;
    readonly decided?: number;
    readonly renamed?: readonly object[];
    readonly stale?: number;
  } & Pick<MergeResult, "conflicts">,
): Promise<ToolAnswer> {
  const { items, omitted } = shortConflicts(conflicts);
  const words =
    conflicts.length > 0
      ? `${conflicts.length} conflicts; nothing is merged before each is decided (resolve):\n${items.map(({ id, collection }) => `- ${id ?? collection}`).join("\n")}`
      : `${told.outcome}${told.commit === undefined ? "" : ` at ${told.commit.slice(0, 8)}`}.`;
  return {
    data: { ...told, conflicts: items },
    standing: await project.standing(),
    omitted,
    text: (told.stale ?? 0) > 0 ? `${words}\n${told.stale} texts are to be made again: document.` : words,
  };
}

type Decision = Parameters<SyncManager["resolveConflicts"]>[0][number];

/** With the collection's name, where there is only one that the id is in conflict in. */
async function decisionsOf(
  versions: SyncManager,
  given: readonly z.output<typeof decision>[],
  options: Parameters<SyncManager["conflicts"]>[0],
): Promise<Decision[]> {
  if (given.length === 0) return [];
  const { conflicts } = await versions.conflicts(options);
  return given.map(({ id, collection, take }) => {
    const about = conflicts.map(({ conflict }) => conflict);
    const fits = about.filter((each) => (each.kind === "document" ? each.id : undefined) === id);
    const named = collection ?? fits[0]?.collectionName;
    if (named === undefined)
      throw new InvalidArgumentError(
        `"${id ?? "the collection"}" is in no conflict: merge without ref lists them`,
      );
    return { collection: named, ...withoutUndefined({ id }), take };
  });
}
