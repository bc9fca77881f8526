import { ClosedError, type Logger, randomHexId, silentLogger } from "@stemma/core";
import { PythonContext } from "@stemma/python-context";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { ChromaService } from "../api/chroma-service.js";
import { ChromaClientPool } from "../embedded/client-pool.js";
import type { PythonCollectionDescription } from "../embedded/python-collections.js";
import { chromaPythonPath } from "../embedded/python-path.js";
import type { Embedder } from "../embedder/embedder.js";
import { MiniLmEmbedder } from "../embedder/mini-lm-embedder.js";
import { openChroma } from "../open-chroma.js";
import type { RetryPolicy } from "../operations/retry-policy.js";
import type { DescribedCollection } from "../service/chroma-backend.js";
import { isDefaultFunction } from "./default-embedding-function.js";

/** Where an embedded client works. */
export interface EmbeddedServicesOptions {
  /** Data directory, `"memory:"` or `"memory:<name>"`. Default `./chroma`, as `chroma run` has it. */
  readonly path?: string | undefined;
  /** Started with `pythonPath: [chromaPythonPath()]`; stays open. Default: one of the client's own. */
  readonly python?: PythonContext | undefined;
  /** Virtual environment of the Python that is started when none is given. */
  readonly venv?: string | undefined;
  /** Told of each failed operation, once. Default: silent. */
  readonly logger?: Logger | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Whether `reset()` may delete everything. Default false. */
  readonly allowReset?: boolean | undefined;
}

interface Started {
  readonly python: PythonContext;
  readonly pool: ChromaClientPool;
}

/** The services under an embedded client: one for each tenant and database, opened when first asked for. */
export class EmbeddedServices {
  readonly location: string;
  readonly #options: EmbeddedServicesOptions;
  readonly #services = new Map<string, Promise<ChromaService>>();
  readonly #collections = new Map<string, ChromaCollection>();
  #started: Promise<Started> | undefined;
  #embedder: Embedder | undefined;
  #isClosed = false;

  constructor(options: EmbeddedServicesOptions) {
    const { path = "./chroma" } = options;
    // Two services of a nameless memory would not see each other.
    this.location = path === "memory:" ? `memory:${randomHexId()}` : path;
    this.#options = options;
  }

  /** The service of a tenant's database. A failed opening is tried again the next time. Rejects with CLOSED after {@link close}. */
  async service(tenant: string, database: string): Promise<ChromaService> {
    // Opened after its end, nobody would close it again, and the directory would stay locked.
    if (this.#isClosed) throw new ClosedError(`The Chroma client on ${this.location}`);
    const key = JSON.stringify([tenant, database]);
    const known = this.#services.get(key);
    if (known) return known;
    const opening = this.#open(tenant, database);
    this.#services.set(key, opening);
    opening.catch(() => this.#services.delete(key));
    return opening;
  }

  /** A collection by its id; looked up once. */
  async collection(tenant: string, database: string, id: string): Promise<ChromaCollection> {
    const known = this.#collections.get(id);
    if (known) return known;
    const service = await this.service(tenant, database);
    return this.remember(await service.getCollectionById({ id }));
  }

  /** Keeps a collection for {@link collection}. */
  remember(collection: ChromaCollection): ChromaCollection {
    this.#collections.set(collection.id, collection);
    return collection;
  }

  /** Whether a collection was made with Chroma's default embedding function; false for one that was not looked up here. */
  hasDefaultFunction(id: string): boolean {
    const known = this.#collections.get(id) as DescribedCollection | undefined;
    const description = known?.description as PythonCollectionDescription | undefined;
    return isDefaultFunction(description?.stored_configuration["embedding_function"]);
  }

  /** The bundled model, loaded by the first text; closed with the place. */
  async bundledEmbedder(): Promise<Embedder> {
    if (this.#isClosed) throw new ClosedError(`The Chroma client on ${this.location}`);
    const { python } = await this.#start();
    if (!this.#embedder) {
      const { logger = silentLogger } = this.#options;
      this.#embedder = new MiniLmEmbedder({ python, logger });
      logger.info(
        { location: this.location, model: this.#embedder.modelId },
        "Embeds with the bundled model, since no embedding function was named",
      );
    }
    return this.#embedder;
  }

  /** Closes the services, and Python where it was started here. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#collections.clear();
    for (const opening of await Promise.allSettled(this.#services.values()))
      if (opening.status === "fulfilled") await opening.value.close();
    await this.#embedder?.close();
    if (this.#started && !this.#options.python) await (await this.#started).python.close();
  }

  async #open(tenant: string, database: string): Promise<ChromaService> {
    const { logger, retry, allowReset } = this.#options;
    const { python, pool } = await this.#start();
    return openChroma(this.location, { python, pool, tenant, database, logger, retry, allowReset });
  }

  /** Starts Python and the pool once; a failed start is tried again the next time. */
  #start(): Promise<Started> {
    this.#started ??= this.#startNow().catch((error: unknown) => {
      this.#started = undefined;
      throw error;
    });
    return this.#started;
  }

  async #startNow(): Promise<Started> {
    const { venv, logger = silentLogger, retry } = this.#options;
    const pythonPath = [chromaPythonPath()];
    const python =
      this.#options.python ?? (await PythonContext.start({ packages: ["chromadb"], pythonPath, venv }));
    return { python, pool: new ChromaClientPool({ python, logger, retry }) };
  }
}
