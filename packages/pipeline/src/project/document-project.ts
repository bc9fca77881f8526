import type { ChromaCollection } from "@stemma/chroma";
import { type CallOptions, withoutUndefined } from "@stemma/core";
import type { LlmProvider } from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";
import type { DocumentSummary } from "../document/document-summary.js";
import { withSpent } from "../document/with-spent.js";
import { requireNothingHalfForgotten } from "../forget/forget-mark.js";
import type { TreeHistory } from "../history/tree-history.js";
import type { SearchEngine } from "../index/search-engine.js";
import { trackRun } from "../runs/track-run.js";
import { peekPosition } from "../standing/find-standing.js";
import { keepDocumented } from "../standing/keep-standing.js";
import type { FoundPlaces } from "../standing/look-at-tree.js";
import type { ProjectContext } from "./project-context.js";
import type { DocumentOptions, RunBudget } from "./project-options.js";
import { withStopSignal } from "./stop-signal.js";

/** Documents the tree as a run that others can see, on the branch that git is on, and commits the index. */
export async function documentProject(
  project: ProjectContext,
  options: DocumentOptions,
): Promise<DocumentSummary> {
  const { state, logger } = project;
  const config = withBudget(project.config, options.budget);
  requireNothingHalfForgotten(state);
  return trackRun({ state, config, logger, rewrite: options.rewrite }, (llm, spending) =>
    documentOnBranch(project, llm, withSpent(options, spending)),
  );
}

/** The smaller of two limits each. */
function withBudget(config: StemmaConfig, given: RunBudget | undefined): StemmaConfig {
  if (given === undefined) return config;
  const smaller = (limit: keyof RunBudget): number | undefined => {
    const limits = [config.budget?.[limit], given[limit]].filter((each) => each !== undefined);
    return limits.length > 0 ? Math.min(...limits) : undefined;
  };
  const budget = withoutUndefined({ maxCostUsd: smaller("maxCostUsd"), maxTokens: smaller("maxTokens") });
  return { ...config, budget };
}

async function documentOnBranch(
  project: ProjectContext,
  llm: LlmProvider,
  options: DocumentOptions,
): Promise<DocumentSummary> {
  const { state, config, logger, stores: opened } = project;
  const { signal, onProgress = () => undefined, commit = true, fill = true } = options;
  let history: TreeHistory | undefined;
  const prepare = async (): Promise<SearchEngine> => {
    if (commit) history = await followTree(project, { signal });
    return opened.engine();
  };
  const engine = prepare();
  // Awaited later, beside the scan; until then a failure must not count as unhandled.
  engine.catch(() => undefined);
  const stores = {
    root: state.root,
    temporaryFolder: state.directory,
    graph: await opened.graph(),
    facts: await opened.facts(),
    madeHere: project.origins.madeHere,
    llm,
    engine,
    firstStage: opened.firstStage(),
    position: () => project.position(),
    isIndexNew: () => history?.isNewToGraph ?? false,
  };
  const startedMs = Date.now();
  let found: FoundPlaces | undefined;
  return withStopSignal("Document", { signal, timeoutMs: config.timeoutMs }, async (stop) => {
    const onDiscovered = (places: FoundPlaces): void => {
      found = places;
    };
    const work = { config, logger, signal: stop, onProgress, onDiscovered, fill };
    const { documentTree } = await import("../document/document-tree.js");
    const done = await documentTree(stores, work);
    const { collection: present } = await engine;
    // What is not filled is no state of the index to be kept.
    const finished = fill ? ((await history?.finish({ signal: stop, present })) ?? null) : null;
    stores.firstStage.setState(await project.position());
    const position =
      (await history?.position()) ?? (await peekPosition(project.historyPaths.stateFile)) ?? null;
    const isUncommitted = finished === null || finished.outcome === "detached";
    const run = { graph: stores.graph, rules: config, startedMs, found, position, isUncommitted };
    await keepDocumented(state, run, { signal: stop });
    if (history !== undefined && position !== null) project.origins.cameBy.add([], position.commit);
    return { ...done, history: finished };
  });
}

async function followTree(project: ProjectContext, options: CallOptions): Promise<TreeHistory> {
  const { stores, config } = project;
  const { root } = project.state;
  const { gitHead } = await import("../history/git-head.js");
  const { TreeHistory } = await import("../history/tree-history.js");
  const git = await gitHead(root);
  const history = await stores.history({ mode: "begin", branch: git?.branch });
  const present = async (): Promise<ChromaCollection> => (await stores.engine()).collection;
  const request = { root, history, git, collection: config.collection, present };
  const followed = await TreeHistory.follow(request, options);
  // Before anything is written here: what the index holds by now has come.
  await stores.noteArrivals(options);
  if (followed.hasMoved) await stores.closeEngine();
  return followed;
}
