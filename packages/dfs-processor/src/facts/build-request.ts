import type { CodeNode, SubtreeNode } from "@stemma/graph-store";
import {
  type CompletionRequest,
  type CycleContext,
  type DocumentedReference,
  type LlmProvider,
  NO_CONTEXT,
  type NodeContext,
  type NodeReference,
} from "@stemma/llm";
import { enclosingDefinition, isContainment, isUse } from "../plan/link-roles.js";
import type { Link, ProcessingPlan } from "../plan/processing-plan.js";
import type { CycleRun } from "../run/cycle-run.js";
import type { NodeProgress } from "./node-progress.js";
import type { Surroundings } from "./surroundings.js";

const NOTHING: readonly never[] = [];
/** How many of those that use a node are named to whoever writes of it. */
const MAX_USERS = 8;

/** The request for a node whose dependencies are finished, or in a cycle with it. Lists are ordered by id. */
export function buildRequest(
  plan: ProcessingPlan,
  progress: NodeProgress,
  position: number,
  facts: CodeNode,
  cycle: CycleRun | undefined,
  { readsUsers = false, readsContext = false }: Pick<LlmProvider, "readsUsers" | "readsContext">,
  surroundings: Surroundings,
): CompletionRequest {
  const dependents = plan.dependentsOf(position);
  const parent = enclosingDefinition(plan, dependents);
  const dependencies = describeDependencies(plan, progress, position, cycle);
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
      ...(plan.isText(position) ? { isText: true as const } : {}),
    },
    parent: parent === undefined ? null : reference(parent),
    children: dependencies.children,
    calls: dependencies.calls,
    imports: dependencies.imports,
    bases: dependencies.bases,
    usedBy: readsUsers ? users(plan, dependents) : NOTHING,
    context: readsContext ? contextOf(facts, parent, users(plan, dependents), surroundings) : NO_CONTEXT,
    cycle: cycleContext(plan, position, cycle?.pass ?? 1),
    missing: dependencies.missing,
  };
}

type Dependencies = Pick<CompletionRequest, "children" | "calls" | "imports" | "bases" | "missing">;

/** Most nodes are leaves. */
const NO_DEPENDENCIES: Dependencies = {
  children: NOTHING,
  calls: NOTHING,
  imports: NOTHING,
  bases: NOTHING,
  missing: NOTHING,
};

function describeDependencies(
  plan: ProcessingPlan,
  progress: NodeProgress,
  position: number,
  cycle: CycleRun | undefined,
): Dependencies {
  const links = plan.dependenciesOf(position);
  if (links.length === 0) return NO_DEPENDENCIES;
  // Positions are in the order of ids.
  const sorted = [...links].sort((a, b) => a.node - b.node);
  const documented = (belongs: (link: Link) => boolean): readonly DocumentedReference[] =>
    sorted.filter(belongs).map((link) => ({
      ...reference(plan.nodeAt(link.node)),
      summary: progress.summaryOf(link.node) ?? null,
    }));
  const isMissing = ({ node }: Link): boolean =>
    plan.componentOf[node] === plan.componentOf[position]
      ? (cycle?.isMissing(node) ?? false)
      : progress.outcomeOf(node) === "failed";
  const missing = new Set(sorted.filter(isMissing).map((link) => link.node));
  return {
    children: documented((link) => isContainment(link.type)),
    calls: documented((link) => link.type === "CALLS"),
    imports: documented((link) => link.type === "IMPORTS"),
    bases: documented((link) => link.type === "INHERITS"),
    missing: Array.from(missing, (node) => reference(plan.nodeAt(node))),
  };
}

function users(plan: ProcessingPlan, dependents: readonly Link[]): NodeReference[] {
  const nodes = new Set(dependents.filter((link) => isUse(link.type)).map((link) => link.node));
  return [...nodes].sort((a, b) => a - b).map((node) => reference(plan.nodeAt(node)));
}

function contextOf(
  facts: CodeNode,
  parent: SubtreeNode | undefined,
  users: readonly NodeReference[],
  surroundings: Surroundings,
): NodeContext {
  return {
    line: facts.label === "CLASS" || facts.label === "FUNCTION" ? facts.startLine : null,
    owner: parent === undefined ? null : { ...reference(parent), ...surroundings.ofOwner(parent.id) },
    project: facts.path === "." ? null : surroundings.project,
    users: users.slice(0, MAX_USERS),
    userCount: users.length,
  };
}

function cycleContext(plan: ProcessingPlan, position: number, pass: 1 | 2): CycleContext | null {
  const component = plan.componentOf[position] ?? -1;
  if (plan.sizeOf(component) < 2) return null;
  const members = plan.membersOf(component);
  return { members: Array.from(members, (node) => reference(plan.nodeAt(node))), pass };
}

function reference({ id, label, path, name }: SubtreeNode): NodeReference {
  return { id, label, path, name };
}
