import { type CallOptions, InvalidArgumentError } from "@stemma/core";
import type { WaitingConflict } from "@stemma/versions";
import { isAboutText } from "../history/plain-conflict.js";
import type { OpenProjectOptions } from "../project/project-options.js";
import { ProjectCollections } from "./project-collections.js";

type Conflict = WaitingConflict["conflict"];

/** Whose model makes the vector. */
interface OwnTextPlace extends OpenProjectOptions {
  /** The documented tree, or a folder in it. */
  readonly directory: string;
}

/**
 * The text of one's own that decides a conflict, with the vector that the collection's model makes of it.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` when nothing about a text is in conflict, or the vectors are of another model
 */
export async function embedOwnText(
  { directory, flags, logger }: OwnTextPlace,
  conflict: Conflict | undefined,
  document: string,
  options: CallOptions = {},
): Promise<{ readonly document: string; readonly embedding: Float32Array }> {
  const row = textOf(conflict);
  await using collections = await ProjectCollections.open(directory, { flags, logger });
  const embedder = collections.embedder();
  if (row.embeddingModel !== embedder.modelId) {
    const other = row.embeddingModel ?? "no model that is known";
    throw new InvalidArgumentError(
      `the vectors of this collection are of ${other}: those of new texts would be of ${embedder.modelId}`,
      { advice: "Decide for a side: --ours, --theirs or --base." },
    );
  }
  return { document, embedding: await embedder.embedFlat([document], options) };
}

/** The document on a side that has it. */
function textOf(conflict: Conflict | undefined): { readonly embeddingModel: string | null } {
  const fields = conflict?.fields ?? [];
  const row = conflict?.kind === "document" ? (conflict.ours ?? conflict.theirs) : null;
  if (row === null || !fields.some(isAboutText)) {
    throw new InvalidArgumentError("a text decides only a conflict about a document's text", {
      advice: `In conflict are: ${fields.join(", ")}; decide for a side: --ours, --theirs or --base.`,
    });
  }
  return row;
}
