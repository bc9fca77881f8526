import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Who holds a session: enough to tell, on the same host, whether that process still lives. */
export interface ProcessIdentity {
  /** Host name and boot, so that a process id is never compared across machines, containers or reboots. */
  readonly host: string;
  readonly pid: number;
  /** When the process started, in the unit of the system (clock ticks since boot on Linux); `""` where unknown. Tells a reused pid apart. */
  readonly startedAt: string;
}

/** The identity of the calling process. */
export function currentProcessIdentity(): ProcessIdentity {
  return { host: hostIdentity(), pid: process.pid, startedAt: processStartTime(process.pid) ?? "" };
}

/**
 * Whether the process is known to be dead. `false` also when that can't be known from here (another host): then only
 * the end of its lease tells.
 */
export function isKnownDead(identity: ProcessIdentity): boolean {
  if (identity.host !== hostIdentity()) return false;
  if (!isRunning(identity.pid)) return true;
  const startedAt = processStartTime(identity.pid);
  return startedAt !== undefined && identity.startedAt !== "" && startedAt !== identity.startedAt;
}

function hostIdentity(): string {
  return `${hostname()} ${readIfPresent("/proc/sys/kernel/random/boot_id")?.trim() ?? ""}`.trim();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Field 22 of `/proc/<pid>/stat`; the command in field 2 may itself contain spaces and parentheses. */
function processStartTime(pid: number): string | undefined {
  const stat = readIfPresent(`/proc/${pid}/stat`);
  const state = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  // A zombie has ended, though its id is still taken until its parent asks for it.
  return state?.[0] === "Z" ? "ended" : state?.[19];
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
