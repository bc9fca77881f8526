import type { CodeNode, SubtreeNode } from "@stemma/graph-store";
import type { CompletionRequest, CycleContext, DocumentedReference, NodeReference } from "@stemma/llm";
import { enclosingDefinition, isContainment, isUse } from "../plan/link-roles.js";
import type { Link, ProcessingPlan } from "../plan/processing-plan.js";
import type { CycleRun } from "../run/cycle-run.js";
import type { NodeProgress } from "./node-progress.js";

const NOTHING: readonly never[] = [];

/** The request for a node whose dependencies are finished, or in a cycle with it. Lists are ordered by id. */
export function buildRequest(
  plan: ProcessingPlan,
  progress: NodeProgress,
  position: number,
  facts: CodeNode,
  cycle: CycleRun | undefined,
  readsUsers: boolean,
): CompletionRequest {
  // Positions are in the order of ids.
  const dependencies = [...plan.dependenciesOf(position)].sort((a, b) => a.node - b.node);
  const isLeaf = dependencies.length === 0;
  const documented = (belongs: (link: Link) => boolean): readonly DocumentedReference[] =>
    // Most nodes are leaves.
    isLeaf
      ? NOTHING
      : dependencies.filter(belongs).map((link) => ({
          ...reference(plan.nodeAt(link.node)),
          summary: progress.summaryOf(link.node) ?? null,
        }));
  const parent = enclosingDefinition(plan, position);
  const isMissing = ({ node }: Link): boolean =>
    plan.componentOf[node] === plan.componentOf[position]
      ? (cycle?.isMissing(node) ?? false)
      : progress.outcomeOf(node) === "failed";
  const missing = new Set(dependencies.filter(isMissing).map((link) => link.node));
  return {
    node: {
      id: facts.id,
      label: facts.label,
      path: facts.path,
      name: facts.name,
      language: facts.language,
      signature: facts.signature,
      docstring: facts.docstring,
      source: facts.source,
    },
    parent: parent === undefined ? null : reference(parent),
    children: documented((link) => isContainment(link.type)),
    calls: documented((link) => link.type === "CALLS"),
    imports: documented((link) => link.type === "IMPORTS"),
    bases: documented((link) => link.type === "INHERITS"),
    usedBy: readsUsers ? users(plan, position) : [],
    cycle: cycleContext(plan, position, cycle?.pass ?? 1),
    missing: Array.from(missing, (node) => reference(plan.nodeAt(node))),
  };
}

function users(plan: ProcessingPlan, position: number): NodeReference[] {
  const nodes = new Set(
    plan
      .dependentsOf(position)
      .filter((link) => isUse(link.type))
      .map((link) => link.node),
  );
  return [...nodes].sort((a, b) => a - b).map((node) => reference(plan.nodeAt(node)));
}

function cycleContext(plan: ProcessingPlan, position: number, pass: 1 | 2): CycleContext | null {
  const members = plan.membersOf(plan.componentOf[position] ?? -1);
  if (members.length < 2) return null;
  return { members: Array.from(members, (node) => reference(plan.nodeAt(node))), pass };
}

function reference({ id, label, path, name }: SubtreeNode): NodeReference {
  return { id, label, path, name };
}
