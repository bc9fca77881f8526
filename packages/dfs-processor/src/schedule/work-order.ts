import { isUse } from "../plan/link-roles.js";
import type { ProcessingPlan } from "../plan/processing-plan.js";

/** What decides who comes first among nodes that are ready. */
export interface OrderWishes {
  /** Nodes of one height together, so that those of a file are ready at the same time. */
  readonly byHeight: boolean;
  /** What most others use first, with all that it is made from: where a budget may end the run early. */
  readonly centralFirst: boolean;
}

/** Work nodes in the order in which one worker alone would take them, each behind all that it depends on. */
export function workOrder(plan: ProcessingPlan, { byHeight, centralFirst }: OrderWishes): Int32Array {
  if (!byHeight && !centralFirst) return plan.order;
  const heights = byHeight ? heightsOf(plan) : undefined;
  const weights = centralFirst ? weightsOf(plan) : undefined;
  const componentOf = (node: number): number => plan.componentOf[node] ?? 0;
  // A sort keeps the plan's order among equals, which is bottom-up.
  return Int32Array.from(
    [...plan.order].sort((a, b) => {
      const [one, other] = [componentOf(a), componentOf(b)];
      const weight = (weights?.[other] ?? 0) - (weights?.[one] ?? 0);
      return weight !== 0 ? weight : (heights?.[one] ?? 0) - (heights?.[other] ?? 0);
    }),
  );
}

/** Of each component: the longest way down to one that depends on nothing. */
function heightsOf(plan: ProcessingPlan): Int32Array {
  const heights = new Int32Array(plan.componentCount);
  for (let component = 0; component < plan.componentCount; component++) {
    const height = (heights[component] ?? 0) + 1;
    plan.visitDependentComponents(component, (dependent) => {
      heights[dependent] = Math.max(heights[dependent] ?? 0, height);
    });
  }
  return heights;
}

/** Of each component: how many use its most used node, or one of those that are made from it. */
function weightsOf(plan: ProcessingPlan): Float64Array {
  const weights = new Float64Array(plan.componentCount);
  for (let component = plan.componentCount - 1; component >= 0; component--) {
    let weight = 0;
    for (const node of plan.membersOf(component))
      weight = Math.max(weight, plan.dependentsOf(node).filter(({ type }) => isUse(type)).length);
    plan.visitDependentComponents(component, (dependent) => {
      weight = Math.max(weight, weights[dependent] ?? 0);
    });
    weights[component] = weight;
  }
  return weights;
}
