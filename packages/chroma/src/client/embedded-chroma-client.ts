import { withoutUndefined } from "@stemma/core";
import { ChromaClient, type ChromaClientArgs, ChromaValueError, type Collection } from "chromadb";
import { BundledEmbeddingFunction } from "./bundled-embedding-function.js";
import { toClientError } from "./client-error.js";
import { EmbeddedServices, type EmbeddedServicesOptions } from "./embedded-services.js";
import { InProcessApi, replaceApi } from "./in-process-api.js";
import { collectionRoutes } from "./routes/collection-routes.js";
import { recordRoutes } from "./routes/record-routes.js";
import { systemRoutes } from "./routes/system-routes.js";

type CreateArguments = Parameters<ChromaClient["createCollection"]>[0];
type GetOrCreateArguments = Parameters<ChromaClient["getOrCreateCollection"]>[0];

/** `host`, `port` and `ssl` of the npm client need a `path` beside them, and then have no meaning, like `headers` and `fetchOptions`. */
export interface EmbeddedChromaClientArgs
  extends EmbeddedServicesOptions,
    Partial<Omit<ChromaClientArgs, "path">> {}

/**
 * npm chromadb's `ChromaClient` on the Chroma in this process: no server. It is that class, arguments, results and errors
 * included, with another end to its wire; `collection.fork()`, `search()` and what else Chroma has on servers only reject with
 * NOT_SUPPORTED. It opens what it needs at the first call; {@link close} it when you are done.
 *
 * Where no embedding function is named it embeds with the bundled all-MiniLM-L6-v2, in the place of Chroma's default function, which
 * downloads that model; the logger is told. The two are one model in two precisions: their vectors go together.
 *
 * @example
 * ```ts
 * import { ChromaClient } from "@stemma/chroma/client"; // was: from "chromadb"
 *
 * const client = new ChromaClient({ path: "./data" });
 * const notes = await client.getOrCreateCollection({ name: "notes" });
 * await notes.add({ ids: ["a"], documents: ["The ferry leaves at seven."] });
 * const found = await notes.query({ queryTexts: ["When does the boat go?"], nResults: 1 });
 * for (const row of found.rows()[0] ?? []) process.stdout.write(`${row.id} ${row.distance}\n`);
 * await client.close();
 * ```
 */
export class EmbeddedChromaClient extends ChromaClient implements AsyncDisposable {
  readonly #place: EmbeddedServices;
  readonly #bundled: BundledEmbeddingFunction;

  constructor(args: EmbeddedChromaClientArgs = {}) {
    const { tenant, database } = args;
    super(withoutUndefined({ tenant, database }));
    this.#place = new EmbeddedServices({ ...args, path: directoryOf(args) });
    this.#bundled = new BundledEmbeddingFunction(() => this.#place.bundledEmbedder());
    const routes = {
      ...systemRoutes(this.#place),
      ...collectionRoutes(this.#place),
      ...recordRoutes(this.#place),
    };
    replaceApi(this, new InProcessApi(routes, toClientError));
  }

  override createCollection(args: CreateArguments): Promise<Collection> {
    return super.createCollection(this.#withFunction(args));
  }

  override getOrCreateCollection(args: GetOrCreateArguments): Promise<Collection> {
    return super.getOrCreateCollection(this.#withFunction(args)).then((found) => this.#withStored(found));
  }

  override getCollection(args: Parameters<ChromaClient["getCollection"]>[0]): Promise<Collection> {
    return super.getCollection(args).then((found) => this.#withStored(found));
  }

  override getCollectionById(id: string): Promise<Collection> {
    return super.getCollectionById(id).then((found) => this.#withStored(found));
  }

  override getCollectionByCrn(crn: string): Promise<Collection> {
    return super.getCollectionByCrn(crn).then((found) => this.#withStored(found));
  }

  override listCollections(args: Parameters<ChromaClient["listCollections"]>[0] = {}): Promise<Collection[]> {
    return super.listCollections(args).then((found) => found.map((each) => this.#withStored(each)));
  }

  /** Where no embedding function is named, the bundled model; `null` means none, as in the npm client. */
  #withFunction<T extends CreateArguments | GetOrCreateArguments>(args: T): T {
    const { embeddingFunction, configuration, schema } = args;
    const isNamed =
      embeddingFunction !== undefined ||
      configuration?.embeddingFunction !== undefined ||
      schema?.resolveEmbeddingFunction() !== undefined;
    return isNamed ? args : { ...args, embeddingFunction: this.#bundled };
  }

  /** A collection that was made with Chroma's default function, wherever, goes on with the bundled model. */
  #withStored(found: Collection): Collection {
    const isOurs = found.embeddingFunction === undefined && this.#place.hasDefaultFunction(found.id);
    if (isOurs) found.embeddingFunction = this.#bundled;
    return found;
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
 * @throws {@link ChromaValueError} for a URL, which `path` is in old code for the npm client, and for a server's address without a path: an
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
