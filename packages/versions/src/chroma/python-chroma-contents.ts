import { type CallOptions, CancelledError, randomHexId, TimeoutError, withoutUndefined } from "@stemma/core";
import { closingLink, type PythonError } from "@stemma/python-context";
import { ChromaAccessError } from "../errors/chroma-access-error.js";
import { IncompleteReadError } from "../errors/incomplete-read-error.js";
import { isDiskFull } from "../errors/is-disk-full.js";
import { UnversionableValueError } from "../errors/unversionable-value-error.js";
import { WorkingCopyFullError } from "../errors/working-copy-full-error.js";
import { WorkingCopyLockedError } from "../errors/working-copy-locked-error.js";
import { callPython, type PythonFunction, type PythonLink } from "../python/call-python.js";
import type {
  ChromaCollectionState,
  ChromaContents,
  CollectionDigest,
  CountedWrite,
  RecordFields,
  WantedCollection,
} from "./chroma-contents.js";
import {
  type PythonCollection,
  type PythonDigest,
  type PythonRecords,
  toCollectionState,
  toDigest,
  toRecords,
  toWrites,
} from "./python-shapes.js";

/** Reading and hashing everything may take long; a write of some hundred records must not. */
const DIGEST_TIMEOUT_MS = 600_000;

/** Which part of a Chroma, and who asks. */
export interface ChromaAccess {
  /** Default `default_tenant`. */
  readonly tenant?: string | undefined;
  /** Default `default_database`. */
  readonly database?: string | undefined;
  /** For a server: sent as `x-chroma-token`. */
  readonly token?: string | undefined;
  /** For a server: sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Only collections of these names, where others share the database. Default: all. */
  readonly collections?: readonly string[] | undefined;
}

/**
 * Chroma by this process's Python: a data directory, shared with services that have it open, too, or a server. Both go the
 * same way, so that a record has the same canonical form and hash in both.
 */
export class PythonChromaContents implements ChromaContents {
  readonly location: string;
  readonly #link: PythonLink;
  readonly #leaseId: string;
  readonly #names: readonly string[] | undefined;
  #closing: Promise<void> | undefined;

  private constructor(location: string, link: PythonLink, names: readonly string[] | undefined) {
    this.location = location;
    this.#link = link;
    this.#leaseId = randomHexId();
    this.#names = names;
  }

  /**
   * Rejects with WORKING_COPY_LOCKED when another process has the directory, CHROMA_FAILED when it can't be opened or the
   * server does not answer.
   */
  static async open(
    location: string,
    link: PythonLink,
    access: ChromaAccess = {},
    options?: CallOptions,
  ): Promise<PythonChromaContents> {
    const contents = new PythonChromaContents(location, link, access.collections);
    try {
      const { tenant = "default_tenant", database = "default_database", token, headers } = access;
      const place = [location, tenant, database];
      if (isServer(location)) {
        const sent = withoutUndefined({ ...headers, "x-chroma-token": token });
        const name = "stemma_versions.chroma_server.open_server";
        await contents.#call("OpenChroma", name, [...place, sent], options);
      } else await contents.#call("OpenChroma", "stemma_chroma.stores.open_client", place, options);
    } catch (error) {
      await contents.close();
      throw error;
    }
    return contents;
  }

  async digest(
    request: { readonly names?: readonly string[]; readonly knownCounters?: ReadonlyMap<string, number> },
    options?: CallOptions,
  ): Promise<CollectionDigest[]> {
    const args = [request.names ?? this.#names ?? null, Object.fromEntries(request.knownCounters ?? [])];
    const found = await this.#call<PythonDigest[]>(
      "DetectLocalChanges",
      "stemma_versions.chroma_digests.digest_all",
      args,
      { timeoutMs: DIGEST_TIMEOUT_MS, ...options },
    );
    return found.map(toDigest);
  }

  async listCollections(options?: CallOptions): Promise<ChromaCollectionState[]> {
    const name = "stemma_versions.chroma_collections.list_collections";
    const found = await this.#call<PythonCollection[]>("ListCollections", name, [], options);
    return found.map(toCollectionState).filter((each) => this.#names?.includes(each.name) ?? true);
  }

  async readRecords(
    collection: Pick<ChromaCollectionState, "chromaId" | "embeddingModel">,
    ids: readonly string[],
    options?: CallOptions,
  ): Promise<RecordFields[]> {
    const args = [collection.chromaId, ids];
    const name = "stemma_versions.chroma_records.read_records";
    const found = await this.#call<PythonRecords>("ReadRecords", name, args, options);
    return toRecords(found, collection.embeddingModel);
  }

  writeRecords(
    chromaId: string,
    records: readonly RecordFields[],
    options?: CallOptions,
  ): Promise<CountedWrite> {
    const args = [chromaId, toWrites(records)];
    return this.#call("WriteRecords", "stemma_versions.chroma_records.write_records", args, options);
  }

  deleteRecords(chromaId: string, ids: readonly string[], options?: CallOptions): Promise<CountedWrite> {
    const args = [chromaId, ids];
    return this.#call("DeleteRecords", "stemma_versions.chroma_records.delete_records", args, options);
  }

  async createCollection(wanted: WantedCollection, options?: CallOptions): Promise<ChromaCollectionState> {
    const name = "stemma_versions.chroma_collections.create_collection";
    return toCollectionState(await this.#call("CreateCollection", name, [plain(wanted)], options));
  }

  async changeCollection(
    chromaId: string,
    wanted: WantedCollection,
    options?: CallOptions,
  ): Promise<ChromaCollectionState> {
    const name = "stemma_versions.chroma_collections.change_collection";
    return toCollectionState(await this.#call("ChangeCollection", name, [chromaId, plain(wanted)], options));
  }

  async deleteCollection(chromaId: string, options?: CallOptions): Promise<void> {
    const name = "stemma_versions.chroma_collections.delete_collection";
    await this.#call("DeleteCollection", name, [chromaId], options);
  }

  close(): Promise<void> {
    const name = "stemma_chroma.stores.close_client";
    this.#closing ??= callPython(
      closingLink(this.#link),
      "CloseChroma",
      name,
      [this.#leaseId],
      this.#toError,
    ).then(() => undefined);
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  readonly #toError = (error: PythonError): Error => errorFrom(error, this.location);

  #call<T>(
    operationName: string,
    name: PythonFunction,
    args: readonly unknown[],
    options: CallOptions = {},
  ): Promise<T> {
    return callPython(this.#link, operationName, name, [this.#leaseId, ...args], this.#toError, options);
  }
}

/** A server, as opposed to a directory. */
export function isServer(location: string): boolean {
  return /^https?:\/\//.test(location);
}

function plain({ name, metadata, configuration }: WantedCollection): WantedCollection {
  return { name, metadata, configuration };
}

function errorFrom(error: PythonError, location: string): Error {
  const { kind, type, message, operationName } = error;
  if (kind === "timeout")
    return new TimeoutError(operationName, error.queuedMs + error.ranMs, { cause: error });
  if (kind === "cancelled") return new CancelledError(operationName, error);
  switch (type ?? "") {
    case "stemma_versions.errors.IncompleteReadError":
      return new IncompleteReadError(operationName, message, { cause: error });
    case "stemma_versions.errors.UnversionableValueError":
      return new UnversionableValueError(message, { cause: error });
    case "stemma_chroma.errors.DataDirectoryLockedError":
      return new WorkingCopyLockedError(operationName, message, { cause: error });
    default:
      if (isDiskFull(message)) return new WorkingCopyFullError(location, { cause: error });
      return new ChromaAccessError(operationName, `${type ?? kind}: ${message}`, { cause: error });
  }
}
