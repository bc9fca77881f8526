import type { RelationType, SubtreeNode } from "@stemma/graph-store";
import type { Link, ProcessingPlan } from "./processing-plan.js";

/** The start of the relation holds its end. */
export function isContainment(type: RelationType): boolean {
  return type === "CONTAINS" || type === "CLASS_DEFINITION" || type === "FUNCTION_DEFINITION";
}

/** The start of the relation uses its end. */
export function isUse(type: RelationType): boolean {
  return !isContainment(type);
}

/** The class or function that a symbol is defined in, from all that depends on it; `undefined` when it stands in a file or folder. */
export function enclosingDefinition(
  plan: ProcessingPlan,
  dependents: readonly Link[],
): SubtreeNode | undefined {
  for (const link of dependents) {
    if (!isContainment(link.type)) continue;
    const parent = plan.nodeAt(link.node);
    if (parent.label === "CLASS" || parent.label === "FUNCTION") return parent;
  }
  return undefined;
}
