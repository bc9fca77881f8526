import type { GetResult, QueryRequest, QueryResult, RecordFilter } from "../model/records.js";
import type { AttemptOptions, RecordSelection, RecordsBackend } from "../service/chroma-backend.js";
import type { RecordPiece } from "../service/record-pieces.js";
import type { WriteKind } from "../service/write-kind.js";
import { MeasuredPace, type WritePace } from "../service/write-pace.js";
import type { VectorBatch } from "../vectors/vector-batch.js";
import { GatheredQueries } from "./gathered-queries.js";
import type { PythonCalls } from "./python-calls.js";
import { type FoundRecords, getResult, type NearestRecords, queryResult } from "./record-results.js";

const writers = { add: "records.add", upsert: "records.upsert", update: "records.update" } as const;

/** `stemma_chroma.records`. */
export class PythonRecords implements RecordsBackend {
  readonly #calls: PythonCalls;
  readonly #queries: GatheredQueries;

  constructor(calls: PythonCalls) {
    this.#calls = calls;
    this.#queries = new GatheredQueries((...query) => this.#ask(...query));
    calls.beforeChanges(() => {
      this.#queries.flush();
    });
  }

  pace(): WritePace {
    return new MeasuredPace(() => this.#calls.made);
  }

  write(id: string, kind: WriteKind, piece: RecordPiece, options: AttemptOptions): Promise<void> {
    return this.#calls.ask(writers[kind], [id, piece], options);
  }

  async get(id: string, selection: RecordSelection, options: AttemptOptions): Promise<GetResult> {
    const { include, limit, offset } = selection;
    const args = [id, pythonFilter(selection), include, limit ?? null, offset ?? null];
    return getResult(await this.#calls.read<FoundRecords>("records.get", args, options));
  }

  query(
    id: string,
    queries: VectorBatch,
    request: QueryRequest,
    options: AttemptOptions,
  ): Promise<QueryResult> {
    return this.#queries.query(id, queries, request, options);
  }

  matchingIds(id: string, filter: RecordFilter, options: AttemptOptions): Promise<string[]> {
    return this.#calls.read("records.matching_ids", [id, pythonFilter(filter)], options);
  }

  delete(id: string, ids: readonly string[], options: AttemptOptions): Promise<void> {
    return this.#calls.ask("records.delete", [id, ids], options);
  }

  count(id: string, options: AttemptOptions): Promise<number> {
    return this.#calls.read("records.count", [id], options);
  }

  async #ask(
    id: string,
    queries: VectorBatch,
    request: QueryRequest,
    options: AttemptOptions,
  ): Promise<QueryResult> {
    const { nResults = 10, include = ["documents", "metadatas", "distances"] } = request;
    const args = [id, queries.data, queries.dimension, nResults, pythonFilter(request), include];
    return queryResult(await this.#calls.read<NearestRecords>("records.query", args, options));
  }
}

function pythonFilter({ ids, where, whereDocument }: RecordFilter): unknown {
  return { ids: ids ?? null, where: where ?? null, where_document: whereDocument ?? null };
}
