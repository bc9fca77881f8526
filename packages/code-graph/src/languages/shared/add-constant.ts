import type { FactsBuilder } from "../../facts/facts-builder.js";
import { type Definition, FILE_ITSELF } from "../../facts/file-facts.js";

const LONGEST_SIGNATURE = 160;

/** What is known of a constant, or of an alias of a type. */
type Constant = Pick<
  Definition,
  "name" | "start" | "end" | "startLine" | "endLine" | "signature" | "docstring"
> & {
  readonly is: "constant" | "type";
};

/**
 * Adds a constant to the graph, to be found and read: what its name means to calls is another matter, which is bound elsewhere. Not one
 * that holds functions or classes, nor one whose name they have: those are what people look for. Comes after all of them.
 */
export function addConstant(facts: FactsBuilder, constant: Constant): void {
  const { name, start, end } = constant;
  const isOther = (definition: Pick<Definition, "start" | "end" | "qualifiedName">): boolean =>
    definition.qualifiedName === name || (start <= definition.start && definition.end <= end);
  if (facts.definitions.some(isOther)) return;
  const signature = constant.signature.slice(0, LONGEST_SIGNATURE).trim();
  const nothing = { bases: [], returns: [], traits: [], scope: 0, parent: FILE_ITSELF };
  facts.addDefinition({ ...constant, ...nothing, kind: "text", signature, bodyStart: end, bodyEnd: end });
}
