import type { CallOptions } from "@stemma/core";
import { Operations } from "../operations/operations.js";
import { CollectionsService, type ServiceSettings } from "../service/collections-service.js";
import type { PythonLink } from "./call-python.js";
import type { ChromaClientPool, ClientTarget } from "./client-pool.js";
import { PythonBackend } from "./python-backend.js";

/**
 * Chroma in this process: Python's `chromadb`, called through {@link PythonContext}. No server, no port, no child process.
 * Made by `openChroma`.
 */
export class ChromaPythonService extends CollectionsService {
  /** @param afterClose - Releases what was started for this service alone. */
  static async open(
    target: ClientTarget,
    link: PythonLink,
    pool: ChromaClientPool,
    options: CallOptions & ServiceSettings = {},
    afterClose: () => Promise<void> = () => Promise.resolve(),
  ): Promise<ChromaPythonService> {
    const lease = await pool.acquire(target, options);
    const backend = new PythonBackend(link.python, lease, afterClose);
    return new ChromaPythonService(backend, new Operations(link.logger, link.retry), options);
  }
}
