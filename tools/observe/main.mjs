// Runs the command on a tree that nobody has said to trust and that tries what a tree can, under strace, and compares what the
// system has seen with what SECURITY.md promises. Exit code 1 where it differs, 2 without strace.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeHostileTree } from "./hostile-tree.mjs";
import { readTrace } from "./read-trace.mjs";

const workspace = fileURLToPath(new URL("../..", import.meta.url));
const bin = join(workspace, "packages/cli/bin/stemma.js");
const calls = [
  ...[
    "execve",
    "execveat",
    "connect",
    "bind",
    "listen",
    "sendto",
    "open",
    "openat",
    "creat",
    "mkdir",
    "mkdirat",
  ],
  ...[
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
  ],
  ...["truncate", "mknod", "mknodat", "chmod", "fchmodat"],
];
const commands = [
  ["document"],
  ["search", "what sums the basket"],
  ["search", "price_of", "--json"],
  ["show", "price_of"],
  ["status"],
  ["log"],
  ["export", "--markdown", "{base}/wiki"],
];

/** What has to be among git's arguments before its command. */
const harmlessGit = ["--no-optional-locks", "--no-pager", "core.fsmonitor=false", "core.hooksPath=/dev/null"];

if (spawnSync("strace", ["--version"]).error) {
  console.error("strace is not installed: nothing was observed");
  process.exit(2);
}
const base = realpathSync(mkdtempSync(join(tmpdir(), "stemma-observe-")));
const faults = [];
try {
  const root = join(base, "tree");
  const mark = join(base, "was-run");
  for (const name of ["home", "tmp", "tree"]) mkdirSync(join(base, name));
  writeHostileTree(root, mark);
  for (const command of commands)
    observe(
      root,
      command.map((word) => word.replace("{base}", base)),
    );
  if (existsSync(mark)) faults.push("a program of the tree was run");
} finally {
  rmSync(base, { recursive: true, force: true });
}
for (const fault of new Set(faults)) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

function observe(root, command) {
  const file = join(base, "trace");
  const env = {
    PATH: `${root}:.:${process.env["PATH"]}`,
    HOME: join(base, "home"),
    TMPDIR: join(base, "tmp"),
    STEMMA_VENV: join(workspace, ".venv"),
    LANG: "C.UTF-8",
  };
  const traced = [
    "-f",
    "-qq",
    "-y",
    "-s",
    "4096",
    "--seccomp-bpf",
    "-e",
    `trace=${calls.join(",")}`,
    "-o",
    file,
  ];
  const run = spawnSync("strace", [...traced, process.execPath, bin, ...command], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  if (run.status !== 0) faults.push(`${command.join(" ")} ended with ${run.status}: ${run.stderr}`);
  const { programs, connections: all, written } = readTrace(file, root);
  const connections = all.filter((call) => !isLocalQuestion(call));
  const [, ...others] = programs;
  for (const [path, ...args] of others)
    if (!isAllowedProgram(path, args)) faults.push(`started ${path} ${args.join(" ")}`);
  for (const call of connections) faults.push(`connected: ${call}`);
  const outside = [...written].filter((path) => !isAllowedPlace(path, root));
  for (const path of outside) faults.push(`${command[0]} wrote ${path}`);
  const git = others.filter(([path]) => path.endsWith("/git")).length;
  console.log(
    `${command[0]}: ${others.length} programs (${git} git), ${connections.length} connections, ${written.size} paths written, ${outside.length} of them elsewhere`,
  );
}

/** The folders above the user's key, and byte code that Python keeps beside its own sources. */
function isOwn(path) {
  const isAboveKey = [join(base, "home/.local"), join(base, "home/.local/state")].includes(path);
  return isAboveKey || (path.startsWith(workspace) && path.includes("/__pycache__"));
}

/** Asking the kernel for this machine's own addresses, and the name service for the user's name. */
function isLocalQuestion(call) {
  return call.includes("AF_NETLINK") || call.includes("/nscd/socket");
}

/** git as it is asked harmlessly, its own parts, and the Python of Stemma's environment. */
function isAllowedProgram(path, args) {
  if (path.startsWith(base)) return false;
  if (path.startsWith(join(workspace, ".venv")) || path === process.execPath) return true;
  return (
    /^\/usr\/(local\/)?(bin|lib|libexec)\/(git-core\/)?git$/.test(path) &&
    harmlessGit.every((flag) => args.includes(flag))
  );
}

function isAllowedPlace(path, root) {
  return (
    [
      join(root, ".stemma"),
      join(base, "wiki"),
      join(base, "tmp"),
      join(base, "home/.local/state/stemma"),
      "/dev/null",
      "/proc/self",
    ].some((place) => path === place || path.startsWith(`${place}/`)) || isOwn(path)
  );
}
