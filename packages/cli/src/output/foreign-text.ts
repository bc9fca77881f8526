import type { TextOrigin } from "@stemma/pipeline";
import { shortHash } from "./short-hash.js";
import { oneLine } from "./visible-text.js";

/** What is said beside a text that came with a history and that nobody here has accepted. */
export function foreignText({ author, model, commit, remote }: TextOrigin): string {
  const by = author === "model" && model !== "" ? `a model, ${model}` : `a ${author}`;
  const from = remote === null ? "with the history" : `from ${remote.name} (${remote.url})`;
  const way = commit === null ? from : `${from}, commit ${shortHash(commit)},`;
  return `not written here: it came ${oneLine(way)} and says it is by ${oneLine(by)}; stemma accept takes it for your own`;
}
