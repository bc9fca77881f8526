import type { DocumentProgress, DocumentSummary } from "@stemma/pipeline";
import * as z from "zod";
import type { CallProgress } from "../tool.js";
import { defineTool } from "../tool.js";

const MOST_MS = 3_600_000;
/** What each phase has of the whole, in hundredths; the numbers of one call only grow. */
const SHARES = { scan: [0, 10], document: [10, 50], searchable: [50, 55], index: [55, 100] } as const;

/** `document`: brings the index up to date with the tree. */
export const documentTool = defineTool({
  name: "document",
  title: "Document the tree",
  description:
    "Brings documentation and index up to date with the tree, on git's branch, and commits the index. By rule and free, unless a model is configured: then maxCostUsd and maxTokens bound what it may take. Cancelled, it goes on from there next time.",
  isHeavy: true,
  mostMs: MOST_MS,
  mayBegin: true,
  effects: { isDestructive: false, isIdempotent: true, isOpenWorld: true },
  input: z.looseObject({
    maxCostUsd: z.number().positive().optional(),
    maxTokens: z.number().int().positive().optional(),
  }),
  output: { documented: "object", isComplete: "boolean" },
  async answer({ maxCostUsd, maxTokens }, { project, options, onProgress }) {
    const budget =
      maxCostUsd === undefined && maxTokens === undefined ? undefined : { maxCostUsd, maxTokens };
    const summary = await project.document({
      signal: options.signal,
      budget,
      onProgress: (progress) => onProgress(wholeOf(progress)),
    });
    const { files, documentation, index, history, llm } = summary;
    const { documented, reused, failed } = documentation;
    const isComplete = summary.stoppedByBudget === null && failed.length === 0;
    return {
      data: {
        documented: { files: files.scanned, written: documented, unchanged: reused, failed: failed.length },
        isComplete,
        stoppedByBudget: summary.stoppedByBudget ?? undefined,
        failed: failed.length > 0 ? failed.slice(0, 10) : undefined,
        indexed: { written: index.written, removed: index.removed },
        history,
        model: llm ?? undefined,
      },
      standing: await project.standing(),
      omitted: failed.length > 10 ? [`${failed.length - 10} more failed: call document again`] : [],
      text: wordsOf(summary),
    };
  },
});

function wholeOf({ phase, done, total, finished }: DocumentProgress): CallProgress {
  const [from, to] = SHARES[phase];
  const share = finished !== undefined ? 1 : total ? done / total : 0;
  const part = finished ?? `${done}${total === null ? "" : ` of ${total}`}`;
  return { done: from + (to - from) * share, total: 100, message: `${phase}: ${part}` };
}

function wordsOf({ documentation, files, stoppedByBudget }: DocumentSummary): string {
  const { documented, reused, failed } = documentation;
  const parts = [
    `${files.scanned} files: ${documented} texts written, ${reused} unchanged`,
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(stoppedByBudget === null ? [] : [`${stoppedByBudget.skipped} left by the budget`]),
  ];
  return `${parts.join(", ")}.`;
}
