import type { CallOptions } from "@stemma/core";
import { WorkPlan } from "@stemma/dfs-processor";
import type { SubtreeNode } from "@stemma/graph-store";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import { asModel } from "./as-model.js";
import { buildItem } from "./build-item.js";
import { findOpenWork, isIn } from "./find-open-work.js";
import { recallTexts } from "./recall-texts.js";
import { RULE, readWritten, requestOf, type WorkContext, type Written } from "./work-context.js";
import type { NextWork, WorkItem } from "./work-item.js";

const DEFAULT_LEASE_MS = 15 * 60_000;
/** Characters of all items of one answer. */
const MOST_CHARACTERS = 30_000;
/** Nodes that are looked at together. */
const CHUNK = 50;

/** What work is asked for. */
export interface NextWorkOptions extends CallOptions {
  /** A folder, a file or an id. Default: the whole tree. */
  readonly scope?: string | undefined;
  /** Most items. Default 3. */
  readonly limit?: number | undefined;
  /** How long they are held for whoever asked, in milliseconds. Default: 15 minutes. */
  readonly leaseMs?: number | undefined;
}

/**
 * What an assistant's model may write now, bottom-up: each is handed out to one at a time.
 *
 * @throws {@link SymbolNotFoundError} `SYMBOL_NOT_FOUND` for a scope that is not in the tree
 */
export async function nextWork(
  context: WorkContext,
  { scope = ".", limit = 3, leaseMs = DEFAULT_LEASE_MS, ...options }: NextWorkOptions,
): Promise<NextWork> {
  const { graph, provider, leases, changed } = context;
  const recalled: string[] = [];
  for (;;) {
    const plan = await WorkPlan.read(graph, provider, options);
    const written = await readWritten(graph, options);
    const isByRule = (id: string): boolean => (written.get(id)?.provider ?? RULE) === RULE;
    const { open, ready } = findOpenWork(plan, { scope, isByRule, changed });
    if (open.size === 0 && !hasAny(plan, scope)) throw new SymbolNotFoundError(scope);
    const held = leases.held();
    const free = ready.filter(({ id }) => !held.has(id));
    const again = await recallTexts(context, plan, free, options);
    recalled.push(...again);
    // What is made from them may be ready now.
    if (again.length > 0) continue;
    const items = await takeItems(context, { plan, written, free, limit, leaseMs }, options);
    const leased = [...open].filter((id) => held.has(id)).length;
    const mustDocument = items.length === 0 && leased === 0 && open.size > 0;
    return { items, open: open.size, leased, recalled, mustDocument };
  }
}

function hasAny(plan: WorkPlan, scope: string): boolean {
  for (const node of plan.nodes()) if (isIn(node, scope)) return true;
  return false;
}

interface Wanted {
  readonly plan: WorkPlan;
  readonly written: Written;
  readonly free: readonly SubtreeNode[];
  readonly limit: number;
  readonly leaseMs: number;
}

/** The first of them that nobody has, as many as are wanted and have room. */
async function takeItems(context: WorkContext, wanted: Wanted, options: CallOptions): Promise<WorkItem[]> {
  const { free, limit, leaseMs } = wanted;
  const items: WorkItem[] = [];
  let room = MOST_CHARACTERS;
  for (let start = 0; start < free.length; start += CHUNK) {
    const ids = free.slice(start, start + CHUNK).map(({ id }) => id);
    const ofPeople = await context.textsOfPeople(ids);
    for (const id of ids) {
      if (items.length === limit) return items;
      const lease = ofPeople.has(id) ? undefined : context.leases.take(id, wanted.plan.keyOf(id), leaseMs);
      if (lease === undefined) continue;
      const item = await itemOf(context, wanted, id, options);
      const size = JSON.stringify(item ?? "").length;
      const hasRoom = size <= room || items.length === 0;
      if (item === undefined || !hasRoom) context.leases.end(id, lease);
      if (!hasRoom) return items;
      if (item === undefined) continue;
      room -= size;
      const leaseEndsAt = new Date(context.clock.now() + leaseMs).toISOString();
      items.push({ ...item, lease, leaseEndsAt });
    }
  }
  return items;
}

/** Looked at once more: another one may have written it between the look and the lease. */
async function itemOf(
  { graph }: WorkContext,
  { plan, written }: Wanted,
  id: string,
  options: CallOptions,
): Promise<Omit<WorkItem, "lease" | "leaseEndsAt"> | undefined> {
  const [facts] = await graph.readNodes({ ids: [id] }, options);
  const [present] = await graph.readDocumentation({ nodeIds: [id] }, options);
  const isDone = present !== undefined && present.provider !== RULE && present.nodeKey === plan.keyOf(id);
  if (facts === undefined || isDone) return undefined;
  const { asked } = await asModel(await requestOf(plan, facts, written, options), facts.name);
  return buildItem(facts, asked, present?.text ?? null);
}
