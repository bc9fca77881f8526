import { silentLogger } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { Discovery, FoundFile } from "../discover/discover-files.js";
import { DEFAULT_MAX_FILE_BYTES } from "../discover/read-source.js";
import { createReader } from "../extract/create-reader.js";
import type { FactsSpool } from "../facts/facts-spool.js";
import { buildFileNodes } from "../graph/build-nodes.js";
import type { NodeChanges } from "../graph/node-changes.js";
import {
  type FileStageOptions,
  type FileWithKey,
  type FileWithText,
  readTexts,
  stageFiles,
} from "./file-stage.js";
import type { FindingsBuilder } from "./findings-builder.js";
import { ParsedTree } from "./parsed-tree.js";
import type { ScanOptions } from "./scan-options.js";
import type { StoredTree } from "./stored-tree.js";
import { digestOfTree } from "./tree-digest.js";
import { UndocumentedFiles } from "./undocumented-files.js";

const BATCH_SIZE = 32;
const DEFAULT_TIMEOUT_PER_FILE_MS = 5_000;

/** What the phase works with and adds to. */
export interface ParsePhaseContext {
  readonly root: string;
  readonly options: ScanOptions;
  readonly discovery: Discovery;
  /** Name of the scanned folder, where that counts. */
  readonly rootName: string;
  readonly stored: StoredTree;
  readonly spool: FactsSpool;
  readonly nodes: NodeChanges;
  readonly graph: GraphStore;
  readonly temporaryFolder: string;
  readonly findings: FindingsBuilder;
  /** Throws when the scan is to stop. */
  readonly check: () => void;
}

/** The tree with its facts, and whether it is the one of the last scan: then facts were not even read. */
export interface ParsePhaseResult {
  readonly tree: ParsedTree;
  /** Of everything that the graph is made from. */
  readonly digest: string;
  readonly isAsLastScanned: boolean;
}

/** Gives each file its facts, and notes which nodes of changed files differ from the graph's. */
export async function parsePhase(context: ParsePhaseContext): Promise<ParsePhaseResult> {
  const { root, options, discovery, stored, check } = context;
  const { files, manifests } = discovery;
  const tree = new ParsedTree(context.spool, options, discovery.skipped);
  const reader = await createReader(options, files.length - stored.hashes.size);
  const stage: FileStageOptions = {
    root,
    maxFileBytes: options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES,
    timeoutPerFileMs: options.timeoutPerFileMs ?? DEFAULT_TIMEOUT_PER_FILE_MS,
    facts: options.facts ?? null,
    reader,
    logger: options.logger ?? silentLogger,
  };
  /** Files that are as the last scan left them, as long as there were no others; their facts wait to be needed. */
  let waiting: FileWithKey[] | null = canWait(context) ? [] : null;
  const undocumented = new UndocumentedFiles(tree, context);
  try {
    for (let start = 0; start < files.length; start += BATCH_SIZE) {
      check();
      const batch = readTexts(files.slice(start, start + BATCH_SIZE), stage, tree.skipped);
      if (waiting !== null && batch.every((file) => isAsLeft(file, context)))
        for (const { path, language, key } of batch) waiting.push({ path, language, key });
      else {
        await addWaiting(waiting ?? [], tree, stage, context, undocumented);
        waiting = null;
        await addFiles(batch, tree, stage, context, undocumented);
      }
      options.onProgress?.({
        phase: "parse",
        done: Math.min(files.length, start + BATCH_SIZE),
        total: files.length,
      });
    }
    if (waiting !== null) {
      const digest = digestOfTree(waiting, manifests, context.rootName);
      if (digest === stored.lastScan?.tree) {
        tree.files.push(...waiting);
        return { tree, digest, isAsLastScanned: true };
      }
      await addWaiting(waiting, tree, stage, context, undocumented);
    }
    await undocumented.compare();
  } finally {
    undocumented.close();
    await reader.close();
  }
  return { tree, digest: digestOfTree(tree.files, manifests, context.rootName), isAsLastScanned: false };
}

/** Calls can be told of only when they are resolved. */
function canWait({ options, stored }: ParsePhaseContext): boolean {
  const { onCall, onUnresolvedCall, explain } = options;
  return stored.lastScan !== null && !onCall && !onUnresolvedCall && !explain;
}

function isAsLeft({ path, contentHash, key }: FileWithText, { options, stored }: ParsePhaseContext): boolean {
  return stored.hashes.get(path) === contentHash && options.facts?.has(key) === true;
}

async function addWaiting(
  waiting: readonly FileWithKey[],
  tree: ParsedTree,
  stage: FileStageOptions,
  context: ParsePhaseContext,
  undocumented: UndocumentedFiles,
): Promise<void> {
  for (const file of waiting) {
    const facts = stage.facts?.read(file.key) ?? null;
    // Damaged: then it is read once more.
    if (facts === null)
      await addFiles(
        readTexts([file satisfies FoundFile], stage, tree.skipped),
        tree,
        stage,
        context,
        undocumented,
      );
    else {
      tree.add(file, facts);
      context.findings.addFile(facts);
    }
  }
}

async function addFiles(
  files: readonly FileWithText[],
  tree: ParsedTree,
  stage: FileStageOptions,
  { options: { textMask }, stored, nodes, findings }: ParsePhaseContext,
  undocumented: UndocumentedFiles,
): Promise<void> {
  const toCompare = [];
  for (const file of await stageFiles(files, stage, tree.skipped)) {
    const { path, facts, origin } = file;
    tree.addStaged(file);
    findings.addFile(facts);
    const isChanged = stored.hashes.get(path) !== file.contentHash;
    if (isChanged) tree.changedFiles++;
    // Facts are kept only after their graph was written: a known text under a known path has its nodes already,
    // unless someone else changed the graph.
    if (!isChanged && origin === "known" && stored.lastScan !== null) continue;
    // What headers say of its functions is known when all files are.
    if (tree.documentation.wants(path)) undocumented.add(path, buildFileNodes(file, textMask?.mask));
    else toCompare.push(file);
  }
  await nodes.compareFiles(
    toCompare.map(({ path }) => path).filter((path) => stored.hashes.has(path)),
    toCompare.flatMap((file) => buildFileNodes(file, textMask?.mask)),
  );
}
