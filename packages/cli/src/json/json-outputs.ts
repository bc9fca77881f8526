import type {
  AcceptedTexts,
  BlamedSentence,
  Changes,
  Circles,
  CommitResult,
  CommitSummary,
  CopiedHistory,
  DoctorCheck,
  DocumentEstimate,
  DocumentSummary,
  EditedText,
  ExplainedCall,
  ExplainedText,
  ForgetReport,
  GcReport,
  GitCommit,
  GraphVerification,
  Impact,
  ImportResult,
  LoadedConfig,
  MoveResult,
  NothingToResume,
  Outline,
  Position,
  PythonSetup,
  Remote,
  RemoteBranch,
  RepairReport,
  ScanReport,
  SearchResult,
  Spending,
  Standing,
  Status,
  SymbolDescription,
  SymbolRevision,
  Tag,
  TakenEdits,
  TextsVerification,
  Trace,
  TreeAnswer,
  TrustedTree,
  Unused,
  WrittenPages,
} from "@stemma/pipeline";
import type { ChangedHooks, HookRun, HooksStatus } from "@stemma/pipeline/hooks";
import type { WatchNews } from "@stemma/pipeline/watch";
import type {
  AddedRecords,
  ExportedCollection,
  FoundRecord,
  ListedCollection,
  MadeCollection,
  PrintedRecord,
} from "./collection-outputs.js";
import type {
  AbortedMerge,
  IndexVerification,
  ListedBranch,
  MadeMerge,
  OpenMerge,
} from "./history-outputs.js";

/** What an answer stands on, which every question to the tree says. */
interface Stood {
  readonly standing: Standing;
}

/** A list that `--limit` cuts. */
interface Limited extends Stood {
  /** How many are not listed. */
  readonly more: number;
  /** There is more than was counted. */
  readonly isCut: boolean;
}

/** Beside a commit of the history the one of git that it documents; `null` where it documents none. */
interface BesideGit {
  readonly git: GitCommit | null;
}

/**
 * What each command prints with `--json`, by the words that call it. The JSON Schemas in `schemas/` are made of it by `tools/docs`; the
 * commands are held to it by the compiler, and what they print is held to the schemas by this package's tests.
 */
export interface JsonOutputs {
  /** The summary of the run; with `--dry-run` what a run would take. */
  readonly document: DocumentSummary | DocumentEstimate;
  /** The summary of the run. */
  readonly reindex: DocumentSummary;
  /** The places that fit best, the best first. */
  readonly search: Stood & { readonly results: readonly SearchResult[] };
  /** The answer by sentences, with the places it stands on. */
  readonly ask: Stood & TreeAnswer;
  /** The symbols of that name; with `--why` what their sentences stand on; else what a commit changed. */
  readonly show:
    | (Stood & { readonly symbols: readonly SymbolDescription[] })
    | (Stood & { readonly explained: readonly ExplainedText[] })
    | { readonly commit: CommitSummary & Changes };
  /** What became of the text; with `--from` what was taken of a wiki. */
  readonly edit: EditedText | TakenEdits;
  /** How many pages were written. */
  readonly export: WrittenPages;
  /** What the graph holds; with `--explain` what the calls of a line are bound to. */
  readonly scan: ScanReport | { readonly calls: readonly ExplainedCall[] };
  /** The summary of the run; or why there is none to go on with. */
  readonly resume: DocumentSummary | (NothingToResume & { readonly resumed: false });
  /** What language models were asked, by model and run. */
  readonly cost: Spending;

  /** Who calls it. */
  readonly callers: Limited & Pick<Trace, "from" | "steps">;
  /** What it calls. */
  readonly callees: Limited & Pick<Trace, "from" | "steps">;
  /** A shortest way of calls. */
  readonly path: Stood & Trace;
  /** What a change may reach, and the tests to run. */
  readonly impact: Limited & Impact & { readonly moreTests: number };
  /** What is defined there. */
  readonly outline: Stood & Outline;
  /** What nothing in the tree uses. */
  readonly unused: Limited & Pick<Unused, "nodes">;
  /** What goes round in circles. */
  readonly cycles: Limited & Pick<Circles, "circles">;

  /** Where the page is. */
  readonly serve: { readonly link: string; readonly mcp?: string; readonly token?: string };

  /** What was committed. */
  readonly commit: CommitResult;
  /** Where the index stands, and what is not committed. */
  readonly status: CurrentStatus;
  /** Where the index stands. */
  readonly attach: CurrentStatus;
  /** Commits, or of a symbol those in which it changed, the newest first. */
  readonly log:
    | { readonly commits: readonly (CommitSummary & BesideGit)[] }
    | { readonly revisions: readonly (SymbolRevision & BesideGit)[] };
  /** Since which commit each sentence is there. */
  readonly blame: { readonly sentences: readonly (BlamedSentence & BesideGit)[] };
  /** What changed, in words. */
  readonly diff: Changes;
  /** All branches, also after one was made or deleted. */
  readonly branch: {
    readonly branches: readonly ListedBranch[];
    readonly remoteBranches: readonly RemoteBranch[];
  };
  /** Where the index stands now. */
  readonly switch: MoveResult;
  /** Where the index stands now. */
  readonly reset: MoveResult;
  /** Where the index stands now. */
  readonly update: MoveResult;
  /** What the merge came to; without a ref the conflicts of the merge that waits. */
  readonly merge: MadeMerge | OpenMerge | AbortedMerge;
  /** What the merge came to. */
  readonly pull: MadeMerge;
  /** The conflicts of the merge that waits. */
  readonly resolve: OpenMerge;
  /** All tags, also after one was made or deleted. */
  readonly tag: { readonly tags: readonly Tag[] };
  /** All remotes. */
  readonly remote: { readonly remotes: readonly Remote[] };
  /** All remotes. */
  readonly "remote add": { readonly remotes: readonly Remote[] };
  /** All remotes. */
  readonly "remote remove": { readonly remotes: readonly Remote[] };
  /** What was pushed where. */
  readonly push: { readonly remote: string; readonly tags: boolean; readonly force: boolean };
  /** The remote's branches. */
  readonly fetch: { readonly remoteBranches: readonly RemoteBranch[] };
  /** Where the index stands. */
  readonly clone: Position & {
    /** The remote was empty: a history was begun. */
    readonly wasEmpty: boolean;
  };
  /** What was copied, and is not committed yet. */
  readonly import: ImportResult;
  /** What was copied. */
  readonly "copy-history": CopiedHistory;
  /** Whether graph and index are equal to what they stand for; with `--texts` how sentences stand to what they cite. */
  readonly verify:
    | {
        readonly isEqual: boolean;
        /** `null` where it was not asked about. */
        readonly graph: GraphVerification | null;
        /** `null` where it was not asked about, or has no commit. */
        readonly index: IndexVerification | null;
      }
    | TextsVerification;

  /** A document a line, of each run; until Ctrl-C. */
  readonly watch: WatchLine;
  /** Which hooks bring the index along. */
  readonly "hooks install": ChangedHooks;
  /** Which hooks no longer do. */
  readonly "hooks remove": ChangedHooks & { readonly leftAside: readonly string[] };
  /** Whether hooks bring the index along, and what their last runs did. */
  readonly "hooks status": HooksStatus;
  /** What a hook's run did, by tree. */
  readonly "hooks run": { readonly runs: readonly HookRun[] };

  /** The Python environment. */
  readonly setup: PythonSetup;
  /** What was found, and what to do where something is missing. */
  readonly doctor: { readonly checks: readonly DoctorCheck[] };
  /** The configuration that is in force. */
  readonly config: Pick<LoadedConfig, "file" | "withheld" | "config">;
  /** What is trusted; with `--revoke` what no longer is. */
  readonly trust: TrustedTree | Pick<TrustedTree, "root" | "file">;

  /** What was repaired. */
  readonly repair: RepairReport;
  /** What was removed, or would be. */
  readonly gc: GcReport;
  /** Where the text stood, and who still has it. */
  readonly forget: ForgetReport;
  /** How many texts were accepted. */
  readonly accept: AcceptedTexts;

  /** Collections with how many records they hold. */
  readonly "collection list": { readonly collections: readonly ListedCollection[] };
  /** The new collection. */
  readonly "collection create": MadeCollection;
  /** How many records were added, and which lines were none. */
  readonly "collection add": AddedRecords;
  /** The records. */
  readonly "collection get": { readonly records: readonly PrintedRecord[] };
  /** The nearest records, the nearest first. */
  readonly "collection query": { readonly results: readonly FoundRecord[] };
  /** How many records were deleted. */
  readonly "collection delete": { readonly deleted: number };
  /** What was written; to standard output go the records alone. */
  readonly "collection export": ExportedCollection;
  /** How many records were imported, by collection. */
  readonly "collection import": { readonly collections: Readonly<Record<string, number>> };
}

/** What a watch tells. */
type WatchLine =
  | WatchNewsOf<"watching" | "run">
  | (Omit<WatchNewsOf<"failed">, "error"> & { readonly error: string });

/** News of these kinds, and when they came: ISO 8601, UTC. */
type WatchNewsOf<K extends WatchNews["kind"]> = Extract<WatchNews, { readonly kind: K }> & {
  readonly at: string;
};

/** Where the index stands, and what of it is not committed. */
type CurrentStatus = Omit<Status, "merging"> & {
  /** The ref of a merge whose conflicts wait. */
  readonly merging: string | null;
  readonly files: Changes["files"];
  readonly standing?: Standing | undefined;
};
