import { resolve } from "node:path";
import { type CallOptions, type Logger, silentLogger } from "@stemma/core";
import { PythonContext } from "@stemma/python-context";
import type { ChromaService } from "./api/chroma-service.js";
import { ChromaPythonService } from "./embedded/chroma-python-service.js";
import { ChromaClientPool } from "./embedded/client-pool.js";
import { chromaPythonPath } from "./embedded/python-path.js";
import { ChromaHttpService } from "./http/chroma-http-service.js";
import type { RetryPolicy } from "./operations/retry-policy.js";

/** How to open Chroma. */
export interface OpenChromaOptions extends CallOptions {
  /** Started with `pythonPath: [chromaPythonPath()]`. Default: one of its own, closed with the service. */
  readonly python?: PythonContext | undefined;
  /** Virtual environment of the Python that is started when none is given. */
  readonly venv?: string | undefined;
  /** Shares clients between services. Default: none is shared in JavaScript; Python shares what lies under them. */
  readonly pool?: ChromaClientPool | undefined;
  /** Told of each failed operation, once. Default: silent. */
  readonly logger?: Logger | undefined;
  /**
   * How failed attempts are made again: only where the error says that it is safe, within the call's time. Default: 3 attempts,
   * 0.1 s and more apart. A call's time is one attempt's unless `attemptTimeoutMs` says less.
   */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Whether `reset()` may delete everything. Default false. */
  readonly allowReset?: boolean | undefined;
  /** For a server: sent as `x-chroma-token`. */
  readonly token?: string | undefined;
  /** For a server: sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Default `default_tenant`; on a server with a token, the token's own. */
  readonly tenant?: string | undefined;
  /** Default `default_database`; on a server with a token, the token's own. */
  readonly database?: string | undefined;
}

/**
 * Opens Chroma: in this process a data directory (made when it is not there), `"memory:"` for a place of its own that ends
 * with the service, or `"memory:<name>"` for one shared by name; or a server at `http(s)://host:port`.
 *
 * Rejects with DATA_DIRECTORY_LOCKED when another process has the directory, DATA_DIRECTORY_UNUSABLE when it is damaged or
 * can't be written, DATABASE_NOT_FOUND, CHROMA_UNAVAILABLE or NOT_AUTHORIZED from a server,
 * TIMEOUT (120 s by default: the first opening imports Chroma).
 *
 * @example
 * ```ts
 * await using chroma = await openChroma("./data");
 * const notes = await chroma.getOrCreateCollection({ name: "notes" });
 * await notes.upsert({ ids: ["a"], embeddings: [[1, 0]], documents: ["first"] });
 * const { ids } = await notes.query({ queryEmbeddings: [[1, 0.1]], nResults: 1 });
 * ```
 */
export async function openChroma(location: string, options: OpenChromaOptions = {}): Promise<ChromaService> {
  if (/^https?:\/\//u.test(location)) {
    const { token, headers, tenant, database } = options;
    return ChromaHttpService.open({ url: location, tenant, database, token, headers }, options);
  }
  const { logger = silentLogger, tenant = "default_tenant", database = "default_database" } = options;
  const python = options.python ?? (await startPython(options.venv));
  // Of one that was given a share is kept: its owner may close it first.
  const closing = options.python?.share() ?? python;
  const stopPython = (): Promise<void> => closing.close();
  const link = { python, closing, logger, retry: options.retry };
  const target = {
    location: location.startsWith("memory:") ? location : resolve(location),
    tenant,
    database,
  };
  try {
    const pool = options.pool ?? new ChromaClientPool(link);
    return await ChromaPythonService.open(target, link, pool, options, stopPython);
  } catch (error) {
    await stopPython();
    throw error;
  }
}

function startPython(venv: string | undefined): Promise<PythonContext> {
  return PythonContext.start({ packages: ["chromadb"], pythonPath: [chromaPythonPath()], venv });
}
