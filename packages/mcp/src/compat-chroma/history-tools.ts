import { InvalidArgumentError } from "@stemma/core";
import * as z from "zod";
import { fitItems } from "../answer/fit-items.js";
import { name, texts } from "./arguments.js";
import { type MemoryTool, memoryTool } from "./memory-tool.js";

const WRITES = { isDestructive: false, isIdempotent: false, isOpenWorld: false };
const SIDES = ["ours", "theirs", "base"] as const;
/** Tokens of what is listed. */
const MOST_TOKENS = 12_000;
const none = z.object({});

/** What chroma-mcp has not: the collections with git's commands, all together. */
export const historyTools: readonly MemoryTool[] = [
  memoryTool({
    name: "chroma_commit",
    description: "Commit all collections as they are now; the first commit begins the history.",
    input: z.object({ message: name }),
    effects: WRITES,
    failing: () => "Failed to commit",
    async answer({ message }, { collections, options }) {
      const versions = await collections.history({ mode: "begin", branch: undefined });
      const { commit, branch, added, modified, deleted } = await versions.commit(message, options);
      return { commit, branch, added, modified, deleted };
    },
  }),
  memoryTool({
    name: "chroma_log",
    description: "Commits of the collections, the newest first; of the current branch, or of a ref.",
    input: z.object({ limit: z.number().int().min(1).max(500).default(20), ref: name.nullish() }),
    failing: () => "Failed to read the log",
    async answer({ limit, ref }, { collections, options }) {
      const versions = await collections.history();
      const { branch, commit } = await versions.position();
      const commits = await versions.log({ ...options, limit, ref: ref ?? undefined });
      const listed = commits.map(({ hash, message, date, author }) => ({
        commit: hash,
        message,
        date,
        author: author.name,
      }));
      return { branch, commit, commits: fitItems(listed, MOST_TOKENS).items };
    },
  }),
  memoryTool({
    name: "chroma_diff",
    description:
      "What differs, by collection and document: between two refs, from a ref to now, or, without any, what is not committed.",
    input: z.object({ from: name.nullish(), to: name.nullish() }),
    failing: () => "Failed to compare",
    async answer({ from, to }, { collections, options }) {
      const versions = await collections.history();
      const found = await versions.diff(from ?? undefined, to ?? undefined, options);
      const { items: documents, left } = fitItems(found.documents, MOST_TOKENS);
      return {
        collections: found.collections,
        documents,
        ...(left > 0 ? { omitted: `${left} more documents` } : {}),
      };
    },
  }),
  memoryTool({
    name: "chroma_branch",
    description: "List the branches; with name: make one where the collections stand, or at a ref.",
    input: z.object({ name: name.nullish(), at: name.nullish() }),
    effects: WRITES,
    failing: () => "Failed to make or list branches",
    async answer({ name: made, at }, { collections, options }) {
      const versions = await collections.history();
      if (made != null) await versions.createBranch(made, at ?? undefined, options);
      const { branch } = await versions.position();
      return { current: branch, branches: await versions.listBranches(options) };
    },
  }),
  memoryTool({
    name: "chroma_switch",
    description:
      "Bring all collections to a branch; nothing is embedded again. Refused while something is not committed, unless uncommitted is commit or carry.",
    input: z.object({
      branch: name,
      create: z.boolean().default(false),
      uncommitted: z.enum(["block", "commit", "carry"]).default("block"),
    }),
    effects: { ...WRITES, isIdempotent: true },
    failing: ({ branch }) => `Failed to switch to '${branch}'`,
    async answer({ branch, create, uncommitted: mode }, { collections, options }) {
      const versions = await collections.history();
      const { commit, documents } = await versions.switchBranch(branch, { ...options, create, mode });
      return { branch, commit, documents };
    },
  }),
  memoryTool({
    name: "chroma_merge",
    description:
      "Merge a ref into the current branch. With conflicts nothing is changed until each is decided: by resolve (for the merge that waits, without ref), or all by strategy. preview only tells what would be.",
    input: z.object({
      ref: name.nullish(),
      preview: z.boolean().default(false),
      strategy: z.enum(["ours", "theirs"]).nullish(),
      resolve: z
        .array(z.object({ collection_name: name, id: name.nullish(), take: z.enum(SIDES) }))
        .max(500)
        .nullish(),
    }),
    effects: { ...WRITES, isDestructive: true },
    failing: ({ ref }) => `Failed to merge${ref == null ? "" : ` '${ref}'`}`,
    async answer({ ref, preview, strategy, resolve }, { collections, options }) {
      const versions = await collections.history();
      const merging = { ...options, strategy: strategy ?? undefined };
      if (preview) {
        if (ref == null) throw new InvalidArgumentError("preview needs the ref that would be merged");
        const { conflicts } = await versions.previewMerge(ref, merging);
        return { outcome: "preview", conflicts: told(conflicts) };
      }
      const decisions = (resolve ?? []).map(({ collection_name: collection, id, take }) => ({
        collection,
        take,
        ...(id == null ? {} : { id }),
      }));
      if (ref != null && decisions.length > 0)
        throw new InvalidArgumentError("resolve is about the merge that waits, and takes no ref");
      // Decided and made by one call: where the merge is refused, nothing is decided.
      const result = await (ref == null
        ? versions.resolveConflicts(decisions, merging)
        : versions.merge(ref, merging));
      return { outcome: result.outcome, commit: result.commit, conflicts: told(result.conflicts) };
    },
  }),
  memoryTool({
    name: "chroma_search_at",
    description:
      "Query the documents of a collection as they were at a branch, tag or commit, by the vectors of then.",
    input: z.object({
      ref: name,
      collection_name: name,
      query_texts: texts.max(20),
      n_results: z.number().int().min(1).max(200).default(5),
    }),
    failing: ({ ref, collection_name: called }) => `Failed to search collection '${called}' at '${ref}'`,
    async answer(
      { ref, collection_name: collection, query_texts: questions, n_results: limit },
      { collections, options },
    ) {
      const versions = await collections.history();
      const embedder = collections.embedder();
      const results = [];
      for (const question of questions) {
        const embedding = await embedder.embedFlat([question], options);
        const hits = await versions.searchAt(ref, { collection, embedding, limit }, options);
        results.push(fitItems(hits, MOST_TOKENS / questions.length).items);
      }
      return {
        ids: results.map((hits) => hits.map(({ id }) => id)),
        documents: results.map((hits) => hits.map(({ document }) => document)),
        metadatas: results.map((hits) => hits.map(({ metadata }) => metadata)),
        distances: results.map((hits) => hits.map(({ distance }) => distance)),
      };
    },
  }),
  memoryTool({
    name: "chroma_status",
    description: "On which branch and commit the collections stand, and how much of them is not committed.",
    input: none,
    failing: () => "Failed to read the status",
    async answer(_, { collections, options }) {
      return (await collections.history()).status(options);
    },
  }),
];

/** The texts of each side. */
function told(
  conflicts: readonly {
    readonly collectionName: string;
    readonly fields: readonly string[];
    readonly base: unknown;
    readonly ours: unknown;
    readonly theirs: unknown;
  }[],
): unknown[] {
  const side = (row: unknown): unknown => {
    if (row === null || typeof row !== "object") return null;
    const { document, metadata } = row as { document?: unknown; metadata?: unknown };
    return { document, metadata };
  };
  const plain = conflicts.map((conflict) => ({
    collection_name: conflict.collectionName,
    id: "id" in conflict ? conflict.id : null,
    fields: conflict.fields,
    base: side(conflict.base),
    ours: side(conflict.ours),
    theirs: side(conflict.theirs),
  }));
  return [...fitItems(plain, MOST_TOKENS).items];
}
