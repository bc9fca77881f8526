import type {
  GetRequest,
  GetResult,
  IncludedField,
  QueryRequest,
  QueryResult,
  RecordFilter,
} from "../model/records.js";
import type { VectorBatch } from "../vectors/vector-batch.js";
import type { AttemptOptions, RecordSelection, RecordsBackend } from "./chroma-backend.js";
import { inOrderOf, joined, reversed } from "./found-records.js";

/**
 * Records that one call reads. Chroma fails on 32,767 ids and on some 85,000 records with metadata ("too many SQL variables"), and
 * what one call brings is decoded in one go: some milliseconds of the event loop.
 */
export const recordsPerRead = 1_000;

/** Makes one call of a backend, with what it is called in logs and the time that is left. */
export type Call = <T>(attempt: (options: AttemptOptions) => Promise<T>) => Promise<T>;

/** Reads of a collection in as many calls as they need. What is written meanwhile may or may not be in them. */
export class RecordReader {
  readonly #records: RecordsBackend;
  readonly #id: string;
  readonly #call: Call;

  constructor(records: RecordsBackend, id: string, call: Call) {
    this.#records = records;
    this.#id = id;
    this.#call = call;
  }

  async get(request: GetRequest & RecordSelection): Promise<GetResult> {
    const { order = "insertion", ...selection } = request;
    if (order === "insertion") return joined(await allOf(this.pages(selection)));
    const { limit = Infinity, offset = 0 } = selection;
    const ids = await this.matchingIds(selection);
    const end = Math.max(0, ids.length - offset);
    const newest = ids.slice(Math.max(0, end - limit), end);
    return reversed(joined(await allOf(this.#byIds(newest, selection))));
  }

  /** A page in memory at a time, by insertion. */
  async *pages(selection: RecordSelection): AsyncGenerator<GetResult> {
    const { ids, where, whereDocument, limit = Infinity, offset = 0, include } = selection;
    const isWide = limit > recordsPerRead;
    if (ids && ids.length > recordsPerRead) {
      yield* this.#byIds((await this.matchingIds(selection)).slice(offset, offset + limit), selection);
    } else if (isWide && (where ?? whereDocument) && include.length > 0) {
      // Each page of a filter would go through all records again.
      yield* this.#byIds((await this.matchingIds(selection)).slice(offset, offset + limit), selection);
    } else if (isWide && !ids && include.length > 0) {
      yield* this.#byOffset(selection, offset, limit);
    } else {
      yield await this.#read(selection);
    }
  }

  /** More results than one call can give records for: their ids first, then the records. */
  async query(queries: VectorBatch, request: QueryRequest): Promise<QueryResult> {
    const { nResults = 10, include = ["documents", "metadatas", "distances"] } = request;
    const ids = await this.#idsToQuery(request);
    if (ids?.length === 0) return nothingFound(queries, include);
    const fields = include.filter((field) => field !== "distances");
    const ask = (asked: QueryRequest) =>
      this.#call((options) => this.#records.query(this.#id, queries, { ...asked, ids }, options));
    if (nResults <= recordsPerRead || fields.length === 0) return ask(request);
    const nearest = await ask({ ...request, include: ["distances"] });
    const found: GetResult[] = [];
    for (const ids of nearest.ids) {
      found.push(inOrderOf(ids, joined(await allOf(this.#byIds(ids, { include: fields })))));
    }
    return {
      ids: nearest.ids,
      embeddings: fields.includes("embeddings") ? found.map(({ embeddings }) => embeddings) : [],
      dimension: queries.dimension,
      documents: fields.includes("documents") ? found.map(({ documents }) => documents) : [],
      metadatas: fields.includes("metadatas") ? found.map(({ metadatas }) => metadatas) : [],
      uris: fields.includes("uris") ? found.map(({ uris }) => uris) : [],
      distances: include.includes("distances") ? nearest.distances : [],
    };
  }

  /** The ids of all records that fit, by insertion. */
  async matchingIds({ ids, where, whereDocument }: RecordFilter): Promise<readonly string[]> {
    const matching = (some: readonly string[] | undefined): Promise<string[]> =>
      this.#call((options) =>
        this.#records.matchingIds(this.#id, { ids: some, where, whereDocument }, options),
      );
    if (!ids || ids.length <= recordsPerRead) return matching(ids);
    // So many ids can't be asked for in one call, and all of them put in order cost less than a call each.
    const wanted = new Set(ids);
    return (await matching(undefined)).filter((id) => wanted.has(id));
  }

  /**
   * The ids without those that are not there: by ids alone Chroma looks for each in its index, and fails on one that it lacks as on
   * a damaged index. With a filter beside them it passes over them itself.
   */
  async #idsToQuery({ ids, where, whereDocument }: RecordFilter): Promise<readonly string[] | undefined> {
    return !ids || where || whereDocument ? ids : this.matchingIds({ ids });
  }

  async *#byIds(
    ids: readonly string[],
    { include }: Pick<RecordSelection, "include">,
  ): AsyncGenerator<GetResult> {
    for (let start = 0; start < ids.length; start += recordsPerRead) {
      yield await this.#read({ ids: ids.slice(start, start + recordsPerRead), include });
    }
  }

  async *#byOffset(selection: RecordSelection, offset: number, limit: number): AsyncGenerator<GetResult> {
    for (let done = 0; done < limit; ) {
      const size = Math.min(recordsPerRead, limit - done);
      const page = await this.#read({ ...selection, limit: size, offset: offset + done });
      if (page.ids.length > 0) yield page;
      if (page.ids.length < size) return;
      done += size;
    }
  }

  #read(selection: RecordSelection): Promise<GetResult> {
    return this.#call((options) => this.#records.get(this.#id, selection, options));
  }
}

async function allOf(pages: AsyncIterable<GetResult>): Promise<GetResult[]> {
  const all: GetResult[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

/** What a query answers that may choose among no records. */
function nothingFound(
  { count, dimension }: VectorBatch,
  include: readonly (IncludedField | "distances")[],
): QueryResult {
  const none = <T>(field: IncludedField | "distances"): T[][] =>
    include.includes(field) ? Array.from({ length: count }, () => []) : [];
  return {
    ids: Array.from({ length: count }, () => []),
    embeddings: none("embeddings").map(() => new Float32Array(0)),
    dimension,
    documents: none("documents"),
    metadatas: none("metadatas"),
    uris: none("uris"),
    distances: none("distances"),
  };
}
