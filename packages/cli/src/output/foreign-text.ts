import type { TextOrigin } from "@stemma/pipeline";
import { oneLine } from "./visible-text.js";

/** What is said beside a text that came with a history and that nobody here has accepted. */
export function foreignText({ author, model }: TextOrigin): string {
  const by = author === "model" && model !== "" ? `a model, ${model}` : `a ${author}`;
  return `not written here: it came with the history and says it is by ${oneLine(by)}; stemma accept takes it for your own`;
}
