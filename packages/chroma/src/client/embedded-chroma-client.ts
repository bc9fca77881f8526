import { ChromaClient, type ChromaClientArgs, ChromaValueError, type Collection } from "chromadb";
import { toClientError } from "./client-error.js";
import { EmbeddedPlace, type EmbeddedPlaceOptions } from "./embedded-place.js";
import { InProcessApi, replaceApi } from "./in-process-api.js";
import { collectionRoutes } from "./routes/collection-routes.js";
import { recordRoutes } from "./routes/record-routes.js";
import { systemRoutes } from "./routes/system-routes.js";

/** `host`, `port` and `ssl` of the npm client need a `path` beside them, and then have no meaning, like `headers` and `fetchOptions`. */
export interface EmbeddedChromaClientArgs
  extends EmbeddedPlaceOptions,
    Partial<Omit<ChromaClientArgs, "path">> {}

/**
 * npm chromadb's `ChromaClient` on the Chroma in this process: no server. It is that class, arguments, results and errors
 * included, with another end to its wire; `collection.fork()`, `search()` and what else Chroma has on servers only reject with
 * NOT_SUPPORTED. It opens what it needs at the first call; {@link close} it when you are done.
 *
 * Chroma's default embedding function, which downloads a model, is never chosen: pass one of your own, or vectors.
 *
 * @example
 * ```ts
 * import { ChromaClient } from "@stemma/chroma/client"; // was: from "chromadb"
 *
 * const client = new ChromaClient({ path: "./data" });
 * const notes = await client.getOrCreateCollection({ name: "notes" });
 * await notes.add({ ids: ["a"], embeddings: [[1, 0]], documents: ["first"] });
 * const found = await notes.query({ queryEmbeddings: [[1, 0.1]], nResults: 1 });
 * for (const row of found.rows()[0] ?? []) process.stdout.write(`${row.id} ${row.distance}\n`);
 * await client.close();
 * ```
 */
export class EmbeddedChromaClient extends ChromaClient implements AsyncDisposable {
  readonly #place: EmbeddedPlace;

  constructor(args: EmbeddedChromaClientArgs = {}) {
    const { tenant, database } = args;
    super({ ...(tenant === undefined ? {} : { tenant }), ...(database === undefined ? {} : { database }) });
    this.#place = new EmbeddedPlace({ ...args, path: directoryOf(args) });
    const routes = {
      ...systemRoutes(this.#place),
      ...collectionRoutes(this.#place),
      ...recordRoutes(this.#place),
    };
    replaceApi(this, new InProcessApi(routes, toClientError));
  }

  override createCollection(args: Parameters<ChromaClient["createCollection"]>[0]): Promise<Collection> {
    return super.createCollection({ ...args, embeddingFunction: args.embeddingFunction ?? null });
  }

  override getOrCreateCollection(
    args: Parameters<ChromaClient["getOrCreateCollection"]>[0],
  ): Promise<Collection> {
    return super.getOrCreateCollection({ ...args, embeddingFunction: args.embeddingFunction ?? null });
  }

  /** Releases the data directory, and Python where the client started it. Idempotent. */
  close(): Promise<void> {
    return this.#place.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** What tells where to work, in arguments of either client. */
type Address = Pick<EmbeddedChromaClientArgs, "path" | "host" | "port" | "ssl">;

/**
 * @throws ChromaValueError for a URL, which `path` is in old code for the npm client, and for a server's address without a path: an
 * empty directory is not what was meant.
 */
export function directoryOf({ path, host, port, ssl }: Address): string | undefined {
  if (path !== undefined && /^https?:/u.test(path)) {
    throw new ChromaValueError(`"${path}" is a server: the embedded client takes a directory as its path`);
  }
  if (path === undefined && (host !== undefined || port !== undefined || ssl !== undefined)) {
    throw new ChromaValueError(
      `${host ?? "localhost"}:${port ?? 8000} is a server: give the embedded client a directory as its path, ` +
        'or take the client for servers from "chromadb"',
    );
  }
  return path;
}
