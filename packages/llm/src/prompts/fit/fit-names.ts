import type { NodeReference } from "../../request/node-facts.js";
import { referenceName } from "../../request/reference-name.js";
import { estimateTokens } from "../../tokens/estimate-tokens.js";
import type { FittedPart } from "./fit-lines.js";

/** The first `count` names on one line, and how many others there are. */
export function listNames(references: readonly NodeReference[], count: number): string {
  const names = references.slice(0, count).map((reference) => `\`${referenceName(reference)}\``);
  const others = references.length - names.length;
  return others === 0 ? names.join(", ") : [...names, `${others} others`].join(", ");
}

/** As many names as fit, and how many others there are. */
export function fitNames(part: string, references: readonly NodeReference[], maxTokens: number): FittedPart {
  const total = references.length;
  let named = total;
  while (named > 0 && estimateTokens(listNames(references, named)) > maxTokens)
    named = Math.floor(named * 0.8);
  const leftOut = total - named;
  const shortening = leftOut === 0 ? null : { part, total, shortened: 0, namesOnly: named, leftOut };
  return { text: total === 0 ? "" : listNames(references, named), shortening };
}
