import { silentLogger } from "@stemma/core";
import { Bursts, CallRunner } from "@stemma/pipeline";
import { ProjectCollections } from "@stemma/pipeline/collections";
import type { Served, ServeTreeOptions } from "../server/served-tree.js";
import { createMemoryServer } from "./memory-server.js";

/** Which memory is served. */
export interface ServeMemoryOptions
  extends Pick<ServeTreeOptions, "directory" | "version" | "flags" | "logger"> {
  /** Chroma's data directory, made where it is not there, or a server's URL. Default: memory that ends with the process. */
  readonly data?: string | undefined;
}

/**
 * One Chroma place for any number of connections: opened with the first call, let go a second after the last one; memory stays until the
 * end.
 */
export function serveMemory({
  directory,
  version,
  flags,
  data,
  logger = silentLogger,
}: ServeMemoryOptions): Served {
  const place = data ?? "memory:";
  const options = { flags, logger, data: place, mayBeNew: true, pythonPrints: "stderr" } as const;
  const bursts = new Bursts({
    open: () => ProjectCollections.open(directory, options),
    idleMs: data === undefined ? Number.POSITIVE_INFINITY : undefined,
  });
  const calls = new CallRunner(bursts);
  return {
    createServer: () => createMemoryServer({ version, calls, logger }),
    close: () => bursts.close(),
  };
}
