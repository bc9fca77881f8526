import { execFile } from "node:child_process";
import { GitError } from "../errors/git-error.js";
import { findGit } from "./find-git.js";
import { requirePlainFiles } from "./require-plain-files.js";

/** How git is asked. */
export interface GitRequest {
  readonly directory: string;
  /** The command with its arguments. */
  readonly args: readonly string[];
  /** Besides {@link harmless}, before the command: `["-c", "key=value"]`. */
  readonly settings?: readonly string[];
  /** Exit codes that mean "there is none". */
  readonly absent?: readonly number[];
  /** Default 60,000. */
  readonly timeoutMs?: number;
  /** Default: that of the process. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * What no reading of a repository may do, whatever the repository's own configuration says: run its hooks or its file system
 * monitor, page, have signatures checked by a program that it names, take a lock beside the user's git, or take a folder that the tree ships for a repository without a work tree.
 */
const harmless: readonly string[] = [
  "--no-optional-locks",
  "--no-pager",
  "--literal-pathspecs",
  ...[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "safe.bareRepository=explicit",
    "log.showSignature=false",
  ].flatMap((setting) => ["-c", setting]),
];

const DEFAULT_TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 2 ** 27;

/**
 * What git says; `undefined` when the tree is in no repository, there is no git, or it ended with one of `absent`. Nothing is
 * fetched: objects that a partial clone leaves out are missing.
 *
 * @throws {@link GitError} when it was stopped, does not trust the repository's owner, would wait for a pipe, or failed otherwise
 */
export async function runGit(request: GitRequest): Promise<Buffer | undefined> {
  const { directory, args, settings = [], absent = [], timeoutMs = DEFAULT_TIMEOUT_MS } = request;
  const { environment = process.env } = request;
  const program = findGit(environment["PATH"], directory);
  if (program === undefined) return undefined;
  const [what = ""] = args;
  requirePlainFiles(directory, what);
  const { failure, stdout, stderr } = await call(program, [...harmless, ...settings, ...args], {
    cwd: directory,
    env: { ...environment, ...harmlessEnvironment },
    timeout: timeoutMs,
    // It may be stopped in code that waits for nothing else.
    killSignal: "SIGKILL",
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (failure === null) return stdout;
  if (failure.killed === true) throw GitError.timeout(directory, what, timeoutMs, failure);
  if (typeof failure.code === "number" && absent.includes(failure.code)) return undefined;
  const said = stderr.trim();
  if (/not a git repository/iu.test(said)) return undefined;
  if (/dubious ownership|unsafe repository/iu.test(said)) throw GitError.dubiousOwnership(directory, failure);
  throw GitError.failed(directory, what, said.split("\n", 1)[0] || failure.message, failure);
}

/** In a hook git names its repository by the environment, which need not be the tree's. */
const harmlessEnvironment: NodeJS.ProcessEnv = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  // What it says is read.
  LC_ALL: "C",
  LANGUAGE: "C",
};

interface Failure extends Error {
  readonly code?: number | string | null;
  readonly killed?: boolean;
}

interface Answer {
  readonly failure: Failure | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

interface CallOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeout: number;
  readonly killSignal: NodeJS.Signals;
  readonly maxBuffer: number;
}

function call(program: string, args: readonly string[], options: CallOptions): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(program, args, { ...options, encoding: "buffer" }, (error, stdout, stderr) =>
      resolve({ failure: error, stdout, stderr: stderr.toString("utf8") }),
    );
  });
}
