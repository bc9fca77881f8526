import { AdminClient, type AdminClientArgs } from "chromadb";
import { toClientError } from "./client-error.js";
import { directoryOf } from "./embedded-chroma-client.js";
import { EmbeddedServices, type EmbeddedServicesOptions } from "./embedded-services.js";
import { InProcessApi, replaceApi } from "./in-process-api.js";
import { tenantRoutes } from "./routes/tenant-routes.js";

/** The npm client's `host`, `port` and `ssl` need a `path` beside them, and then have no meaning. */
export interface EmbeddedAdminClientArgs extends EmbeddedServicesOptions, Partial<AdminClientArgs> {}

/** npm chromadb's `AdminClient`, for tenants and databases, on the Chroma in this process. {@link close} it when you are done. */
export class EmbeddedAdminClient extends AdminClient implements AsyncDisposable {
  readonly #place: EmbeddedServices;

  constructor(args: EmbeddedAdminClientArgs = {}) {
    super();
    this.#place = new EmbeddedServices({ ...args, path: directoryOf(args) });
    replaceApi(this, new InProcessApi(tenantRoutes(this.#place), toClientError));
  }

  /** Releases the data directory, and Python where the client started it. Idempotent. */
  close(): Promise<void> {
    return this.#place.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
