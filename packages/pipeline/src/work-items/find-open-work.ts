import type { WorkPlan } from "@stemma/dfs-processor";
import type { SubtreeNode } from "@stemma/graph-store";

/** What of a scope is to be written, and what of it can be written now. */
export interface OpenWork {
  /** No model has written it, or what it wrote is out of date. */
  readonly open: ReadonlySet<string>;
  /** All that they are made from is written and up to date; each behind what it depends on. */
  readonly ready: readonly SubtreeNode[];
}

/** What is asked for. */
export interface OpenWorkRequest {
  /** A folder, a file, or an id; `"."`: all. */
  readonly scope: string;
  /** Whether a rule wrote what is documented of a node, or nobody did. */
  readonly isByRule: (id: string) => boolean;
  /** Files that are not as they were documented. */
  readonly changed: ReadonlySet<string>;
}

/** Bottom-up: a text is made from those of what its node contains and uses, which are to be written first where they are in the scope, too. */
export function findOpenWork(plan: WorkPlan, { scope, isByRule, changed }: OpenWorkRequest): OpenWork {
  const open = new Set<string>();
  const ready: SubtreeNode[] = [];
  for (const node of plan.nodes()) {
    const { id, path, label } = node;
    // What it says stands there.
    if (plan.isText(id)) continue;
    if (!isIn(node, scope) || (plan.isUpToDate(id) && !isByRule(id))) continue;
    open.add(id);
    if (label !== "FOLDER" && changed.has(path)) continue;
    const isReady = plan.dependenciesOf(id).every((other) => plan.isSettled(other.id) && !open.has(other.id));
    if (isReady) ready.push(node);
  }
  return { open, ready };
}

/** Whether a node is of a scope: a folder, a file or an id, with all in it. */
export function isIn({ id, path }: SubtreeNode, scope: string): boolean {
  if (scope === "." || id === scope || path === scope) return true;
  return path.startsWith(`${scope}/`) || id.startsWith(`${scope}.`);
}
